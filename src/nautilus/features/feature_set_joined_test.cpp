// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/random.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"
#include "nautilus/features/join.hpp"

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

// A series with holes, whose bars are known a day after they open or two, and releases at any time.
struct Market {
  std::vector<Timestamp> opens;
  std::vector<Timestamp> known_at;
  std::vector<double> closes;
  PublishedSeries releases;

  // What of it was known by a time.
  [[nodiscard]] Market known_by(Timestamp when) const {
    Market out;
    for (std::size_t i = 0; i < opens.size() && known_at[i] <= when; ++i) {
      out.opens.push_back(opens[i]);
      out.known_at.push_back(known_at[i]);
      out.closes.push_back(closes[i]);
    }
    for (std::size_t i = 0; i < releases.values.size() && releases.known_at[i] <= when; ++i) {
      out.releases.publish(releases.known_at[i], releases.values[i]);
    }
    return out;
  }
};

Market random_market(RandomStream& stream, std::size_t count) {
  Market out;
  double close = 100;
  for (std::size_t i = 0; i < count; ++i) {
    close *= 1 + 0.02 * (stream.uniform() - 0.5);
    if (stream.uniform() < 0.1) continue;
    const auto open = static_cast<std::int64_t>(100 * i);
    out.opens.push_back({open});
    out.known_at.push_back({open + 90 + static_cast<std::int64_t>(stream.below(15))});
    out.closes.push_back(close);
    if (stream.uniform() < 0.3) {
      out.releases.publish({open + static_cast<std::int64_t>(stream.below(100))}, close);
    }
  }
  return out;
}

constexpr std::array<Feature, 3> kOfMarkets{{
    {"correlation", Group::cross_sectional, "correlation", R"({"period":10})", "correlation",
     "benchmark"},
    {"excess", Group::cross_sectional, "price_relative_strength", R"({"period":5})",
     "excess_return", "benchmark"},
    {"level", Group::alternative, "joined_value", "{}", "joined_value", "series:vix"},
}};

// A value per feature and bar of the first market, with the second one joined to it.
std::vector<std::vector<double>> table_of(const Market& own, const Market& other) {
  auto set = *FeatureSet::make(kOfMarkets);
  std::vector<std::vector<double>> table(kOfMarkets.size(), std::vector<double>(own.opens.size()));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  const auto benchmark =
      join_same_bar(own.opens, own.known_at, {other.opens, other.known_at, other.closes});
  const auto level = join_as_of(own.known_at, other.releases);
  const auto& close = own.closes;
  const std::array<std::span<const double>, 2> references{benchmark.values, level.values};
  set.replay({close, close, close, close, close}, columns, references);
  return table;
}

TEST(JoinedFeatures, NeverLookAhead) {
  RandomStream stream(3, "markets");
  const Market own = random_market(stream, 400);
  const Market other = random_market(stream, 400);
  const auto whole = table_of(own, other);
  int values = 0;
  for (int i = 0; i < 200; ++i) {
    const auto last = static_cast<std::size_t>(stream.below(own.opens.size()));
    const auto then = own.known_at[last];
    const auto part = table_of(own.known_by(then), other.known_by(then));
    for (std::size_t f = 0; f < part.size(); ++f) {
      ASSERT_TRUE(part[f].at(last) == whole[f][last] ||
                  (std::isnan(part[f][last]) && std::isnan(whole[f][last])))
          << kOfMarkets[f].name << ", bar " << last;
      values += std::isnan(whole[f][last]) ? 0 : 1;
    }
  }
  EXPECT_GT(values, 300);
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
