// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"

// Features that read joined series beside their own bars.
namespace nautilus::features {
namespace {

using testing_bars::random_walk;

constexpr std::array<Feature, 4> kJoined{{
    {"sma_5", Group::trend, "sma", R"({"period":5})", "sma"},
    {"slope", Group::alternative, "joined_difference", "{}", "joined_difference", "series:long",
     "series:short"},
    {"short", Group::alternative, "joined_value", "{}", "joined_value", "series:short"},
    {"long", Group::alternative, "joined_value", "{}", "joined_value", "series:long"},
}};

FeatureSet joined_set() { return *FeatureSet::make(kJoined); }

// Bars with the values of series:long and series:short beside each.
struct Joined {
  testing_bars::Bars bars = random_walk(1100);

  [[nodiscard]] std::array<std::span<const double>, 2> columns(std::size_t first,
                                                               std::size_t count) const {
    return {std::span(bars.reference).subspan(first, count),
            std::span(bars.second_reference).subspan(first, count)};
  }
  [[nodiscard]] std::array<double, 2> values(std::size_t bar) const {
    return {bars.reference[bar], bars.second_reference[bar]};
  }
};

TEST(JoinedFeatures, NameEachSeriesOnce) {
  const auto set = joined_set();
  EXPECT_EQ(std::vector(set.references().begin(), set.references().end()),
            (std::vector<std::string>{"series:long", "series:short"}));
}

TEST(JoinedFeatures, ReadTheirOwnSeries) {
  const Joined joined;
  auto set = joined_set();
  set.replay(joined.bars.columns(), {}, joined.columns(0, joined.bars.size()));
  const double last_long = joined.bars.reference.back();
  const double last_short = joined.bars.second_reference.back();
  const auto values = set.values();
  EXPECT_EQ(values[1], last_long - last_short);
  EXPECT_EQ(values[2], last_short);
  EXPECT_EQ(values[3], last_long);
}

TEST(JoinedFeatures, StreamPeekSaveAndContinueBitByBit) {
  Joined joined;
  for (std::size_t t = 100; t < 1100; t += 7) joined.bars.reference[t] = kNaN;
  auto whole = joined_set();
  whole.replay(joined.bars.columns(), {}, joined.columns(0, 1100));

  auto first = joined_set();
  first.replay(joined.bars.first(600), {}, joined.columns(0, 600));
  auto second = joined_set();
  ASSERT_TRUE(second.load(first.save()));
  for (std::size_t t = 600; t < 1100; ++t) {
    const auto bar = joined.bars.columns().at(t);
    const auto peeked = second.peek(bar, joined.values(t));
    second.update(bar, joined.values(t));
    ASSERT_EQ(fingerprint(peeked), fingerprint(second.values()));
  }
  EXPECT_EQ(second.save(), whole.save());
  EXPECT_EQ(json::write(second.vector()), json::write(whole.vector()));
}

TEST(JoinedFeatures, GiveEveryBarWhatItsOwnPrefixGives) {
  const Joined joined;
  std::vector<std::vector<double>> table(kJoined.size(), std::vector<double>(1100));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  auto whole = joined_set();
  whole.replay(joined.bars.columns(), columns, joined.columns(0, 1100));
  for (const std::size_t count : {1UL, 5UL, 511UL, 512UL, 513UL, 1100UL}) {
    auto set = joined_set();
    set.replay(joined.bars.first(count), {}, joined.columns(0, count));
    for (std::size_t f = 1; f < kJoined.size(); ++f) {
      ASSERT_EQ(table[f][count - 1], set.values()[f]);
    }
  }
}

TEST(JoinedFeatures, SayThatASeriesIsNotLoaded) {
  const Joined joined;
  auto set = joined_set();
  const std::array<std::span<const double>, 2> only_short{std::span<const double>(),
                                                          joined.bars.second_reference};
  set.replay(joined.bars.columns(), {}, only_short);
  const auto answer = set.vector({{"series:long", "not loaded: series DGS10"}});
  EXPECT_EQ(answer.missing,
            (std::map<std::string, std::string>{{"slope", "not loaded: series DGS10"},
                                                {"long", "not loaded: series DGS10"}}));
  EXPECT_EQ(answer.features.at("alternative").size(), 1U);

  auto without = joined_set();
  without.replay(joined.bars.columns());
  without.update(joined.bars.columns().at(0));
  EXPECT_EQ(without.vector().missing.at("short"), "not loaded: series:short");
}

TEST(JoinedFeatures, SayThatASeriesHasAGapHere) {
  Joined joined;
  joined.bars.reference[1099] = kNaN;
  auto set = joined_set();
  set.replay(joined.bars.columns(), {}, joined.columns(0, 1100));
  const auto answer = set.vector({{"series:long", "not loaded: series DGS10"}});
  EXPECT_EQ(answer.missing.at("long"), "no series:long 0 bars ago; needs 1 bars after such a gap");
}

TEST(JoinedFeatures, AreAnotherSetWithOtherSeries) {
  auto others = kJoined;
  others[2].reference = "series:vix";
  const auto other = *FeatureSet::make(others);
  EXPECT_NE(other.version(), joined_set().version());
  auto set = joined_set();
  EXPECT_EQ(set.load(other.save()).error().code, ErrorCode::conflict);
}

TEST(JoinedFeatures, MustNameWhatTheirIndicatorReads) {
  std::vector<Feature> wrong{kJoined[1]};
  wrong[0].second_reference = {};
  EXPECT_EQ(FeatureSet::make(wrong).error().message,
            "slope: joined_difference reads a second_reference; name a series for it");
  wrong = {kJoined[0]};
  wrong[0].reference = "benchmark";
  EXPECT_EQ(FeatureSet::make(wrong).error().message,
            "sma_5: sma reads no reference; leave 'benchmark' out");
}

}  // namespace
}  // namespace nautilus::features
