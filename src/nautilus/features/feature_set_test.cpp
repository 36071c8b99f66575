// SPDX-License-Identifier: MIT
#include "nautilus/features/feature_set.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/catalog_description.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/engine.hpp"

namespace nautilus::features {
namespace {

using testing_bars::random_walk;

std::vector<Feature> only(std::string_view name) { return {*find_feature(name)}; }

// Those that read no joined series.
std::vector<Feature> own_features() {
  std::vector<Feature> own;
  std::ranges::copy_if(default_features(), std::back_inserter(own),
                       [](const Feature& each) { return each.reference.empty(); });
  return own;
}

std::vector<std::string> groups_of(std::span<const Feature> features) {
  std::vector<std::string> groups;
  for (const Feature& each : features) {
    const std::string group(to_word(each.group));
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
  }
  return groups;
}

TEST(DefaultFeatures, AreThoseOfTheContractInItsGroups) {
  std::set<std::string_view> names;
  for (const Feature& each : default_features()) names.insert(each.name);
  EXPECT_EQ(names.size(), default_features().size());
  EXPECT_EQ(find_feature("return_20d")->group, Group::price);
}

TEST(DefaultFeatures, AreSelectedByGroup) {
  const auto features = features_of(std::vector<std::string>{"momentum", "price"});
  ASSERT_TRUE(features);
  EXPECT_FALSE(features->empty());
  for (const Feature& each : *features) {
    EXPECT_TRUE(each.group == Group::momentum || each.group == Group::price) << each.name;
  }
  EXPECT_EQ(features_of({})->size(), default_features().size());
}

TEST(DefaultFeatures, NameTheKnownGroupsWhereOneIsUnknown) {
  const auto features = features_of(std::vector<std::string>{"trend", "momentun"});
  ASSERT_FALSE(features);
  EXPECT_EQ(features.error().faults.at(0).location,
            (std::vector<std::string>{"feature_groups", "1"}));
  EXPECT_EQ(
      features.error().faults.at(0).message,
      "is not a group: 'momentun' (did you mean 'momentum'?); known are trend, momentum, "
      "price, volatility, volume, support_resistance, market_structure, statistics, patterns, "
      "calendar, cross_sectional, alternative, expressions");
}

/// Whether a feature may lack a value after its warm-up too.
bool is_sparse(std::string_view name) {
  const auto feature = *find_feature(name);
  const auto& outputs = (*find_indicator(feature.indicator))->spec->outputs;
  return std::ranges::find(outputs, feature.output, &Output::name)->sparse;
}

TEST(Compute, AnswersByGroupAndName) {
  const auto wanted = own_features();
  const auto answer = compute(wanted, random_walk(300).columns());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->total_features + std::ssize(answer->missing), std::ssize(wanted));
  for (const auto& [name, reason] : answer->missing) EXPECT_TRUE(is_sparse(name)) << reason;
  EXPECT_EQ(answer->feature_groups, groups_of(wanted));
  const auto& price = answer->features.at("price");
  EXPECT_EQ(price.at("return_5d"), answer->features.at("momentum").at("price_momentum_5"));
}

TEST(Compute, SaysHowManyBarsAreMissing) {
  const auto answer = compute(only("sma_200"), random_walk(120).columns());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->missing,
            (std::map<std::string, std::string>{{"sma_200", "needs 200 bars, 120 held"}}));
  EXPECT_EQ(compute(only("macd"), random_walk(25).columns())->missing.at("macd"),
            "needs 26 bars, 25 held");
}

TEST(Compute, SaysThatAGapOrADegenerateValueIsTheReason) {
  auto bars = random_walk(100);
  bars.close[95] = kNaN;
  EXPECT_EQ(compute(only("sma_20"), bars.columns())->missing.at("sma_20"),
            "no close 4 bars ago; needs 20 bars after such a gap");
  for (std::size_t t = 0; t < 90; ++t) bars.close[t] = kNaN;
  EXPECT_EQ(compute(only("ema_12"), bars.columns())->missing.at("ema_12"),
            "needs 12 bars, 9 held with a close");
  auto lull = random_walk(100);
  for (std::size_t t = 50; t < 100; ++t) lull.volume[t] = 0;
  EXPECT_EQ(compute(only("volume_ratio"), lull.columns())->missing.at("volume_ratio"),
            "undefined here: no value while nothing is traded");
  auto vast = random_walk(100);
  for (std::size_t t = 0; t < 100; ++t) vast.close[t] *= 1e300;
  EXPECT_EQ(compute(only("bollinger_upper"), vast.columns())->missing.at("bollinger_upper"),
            "undefined here: on the way to it a number is too large or too small for a double");
}

TEST(Compute, TakesAVolumeForUnknownUntilThereIsOne) {
  auto bars = random_walk(100);
  std::ranges::fill(bars.volume, 0.0);
  const auto none = *compute(default_features(), bars.columns());
  EXPECT_EQ(none.missing.at("on_balance_volume"), "no volume: none above 0 on any bar");
  EXPECT_EQ(none.missing.at("money_flow_index_14"), "no volume: none above 0 on any bar");
  EXPECT_TRUE(none.features.at("trend").contains("sma_20"));

  // From the first volume on as if the bars before had not had the column.
  bars.volume[60] = 5;
  auto with_gaps = bars;
  std::fill_n(with_gaps.volume.begin(), 60, kNaN);
  auto streamed = *FeatureSet::make(default_features());
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const auto peeked = streamed.peek(bars.columns().at(t));
    streamed.update(bars.columns().at(t));
    ASSERT_EQ(fingerprint(peeked), fingerprint(streamed.values())) << "bar " << t;
  }
  auto replayed = *FeatureSet::make(default_features());
  replayed.replay(bars.first(30));
  auto continued = *FeatureSet::make(default_features());
  ASSERT_TRUE(continued.load(replayed.save()));
  continued.replay({.open = std::span(bars.open).subspan(30),
                    .high = std::span(bars.high).subspan(30),
                    .low = std::span(bars.low).subspan(30),
                    .close = std::span(bars.close).subspan(30),
                    .volume = std::span(bars.volume).subspan(30),
                    .time = std::span(bars.time).subspan(30)});
  EXPECT_EQ(json::write(continued.vector()), json::write(streamed.vector()));
  auto gaps = *FeatureSet::make(default_features());
  gaps.replay(with_gaps.columns());
  const auto reasons_apart = [](const FeatureSet& set) {
    return json::write(set.vector().features);
  };
  EXPECT_EQ(reasons_apart(gaps), reasons_apart(streamed));
}

TEST(FeatureSet, TakesOddVolumesAlikeInStreamAndBatch) {
  const double infinity = std::numeric_limits<double>::infinity();
  auto bars = random_walk(60);
  std::ranges::fill(bars.volume, 0.0);
  bars.volume[0] = infinity;
  bars.volume[3] = -2;
  bars.volume[5] = kNaN;
  bars.volume[7] = -infinity;
  bars.volume[40] = 3;
  for (const std::size_t count : {6UL, 39UL, 41UL, 60UL}) {
    auto streamed = *FeatureSet::make(default_features());
    for (std::size_t t = 0; t < count; ++t) streamed.update(bars.columns().at(t));
    auto replayed = *FeatureSet::make(default_features());
    replayed.replay(bars.first(count));
    EXPECT_EQ(json::write(streamed.vector()), json::write(replayed.vector())) << count << " bars";
  }
}

TEST(FeatureSet, WritesALargeTablePastTheCachesToTheSameBits) {
  const auto features = std::vector<Feature>(70, *find_feature("typical_price"));
  const auto bars = random_walk(60'001);  // 4.2 million values.
  const auto whole = *compute_all(features, bars.columns());
  const auto one = *compute_all(std::span(features).first(1), bars.columns());
  EXPECT_EQ(fingerprint(whole.columns.front()), fingerprint(one.columns.front()));
  EXPECT_EQ(fingerprint(whole.columns.back()), fingerprint(one.columns.front()));
}

TEST(Compute, RefusesColumnsOfDifferentLength) {
  auto bars = random_walk(10);
  bars.volume.pop_back();
  const auto answer = compute(default_features(), bars.columns());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().faults.at(0).message,
            "must have one value per bar: 10 as close has, had 9");
}

TEST(Compute, ScalesVolatilitiesToTheYear) {
  const auto bars = random_walk(300);
  const auto daily = compute(only("volatility_30"), bars.columns(), {.bars_per_year = 252});
  const auto weekly = compute(only("volatility_30"), bars.columns(), {.bars_per_year = 63});
  EXPECT_NEAR(daily->features.at("volatility").at("volatility_30"),
              2 * weekly->features.at("volatility").at("volatility_30"), 1e-15);
}

TEST(ComputeAll, GivesEveryBarWhatItsOwnPrefixGives) {
  const auto bars = random_walk(1300);
  const auto table = compute_all(default_features(), bars.columns());
  ASSERT_TRUE(table);
  for (const std::size_t count : {1UL, 30UL, 511UL, 512UL, 513UL, 1300UL}) {
    auto set = FeatureSet::make(default_features());
    set->replay(bars.first(count));
    const auto values = set->values();
    for (std::size_t f = 0; f < values.size(); ++f) {
      const double cell = table->columns[f][count - 1];
      ASSERT_TRUE(cell == values[f] || (std::isnan(cell) && std::isnan(values[f]))) << f;
    }
  }
}

TEST(FeatureSet, StreamsPeeksSavesAndContinuesBitByBit) {
  const auto bars = random_walk(700);
  auto whole = *FeatureSet::make(default_features());
  whole.replay(bars.columns());

  auto first = *FeatureSet::make(default_features());
  first.replay(bars.first(333));
  auto second = *FeatureSet::make(default_features());
  ASSERT_TRUE(second.load(first.save()));
  for (std::size_t t = 333; t < 700; ++t) {
    const auto peeked = second.peek(bars.columns().at(t));
    second.update(bars.columns().at(t));
    ASSERT_EQ(fingerprint(peeked), fingerprint(second.values()));
  }

  EXPECT_EQ(second.save(), whole.save());
  EXPECT_EQ(json::write(second.vector()), json::write(whole.vector()));
}

TEST(FeatureSet, RefusesTheStateOfAnotherSet) {
  auto set = *FeatureSet::make(default_features());
  const auto daily = set.save();
  auto hourly = *FeatureSet::make(default_features(), {.bars_per_year = 1638});
  EXPECT_EQ(hourly.load(daily).error().message,
            "saved state does not belong to feature_set: its parameters are others; replay the "
            "bars instead");
  EXPECT_NE(hourly.version(), set.version());
}

TEST(FeatureSet, NamesTheFeatureThatIsWronglyDeclared) {
  const std::vector<Feature> wrong{{"fast", Group::trend, "sma", R"({"period":0})", "sma"}};
  EXPECT_EQ(FeatureSet::make(wrong).error().message.substr(0, 4), "fast");
  const std::vector<Feature> unknown{{"fast", Group::trend, "sma", "{}", "smb"}};
  EXPECT_EQ(FeatureSet::make(unknown).error().message, "fast: sma has no output 'smb'");
}

TEST(Catalog, DescribesEveryFeatureAndIndicator) {
  const auto catalog = describe_catalog();
  ASSERT_TRUE(catalog);
  EXPECT_EQ(catalog->features.size(), default_features().size());
  EXPECT_EQ(catalog->indicators.size(), catalogue().size());
  const std::string text = json::write(*catalog);
  EXPECT_NE(text.find(R"({"name":"macd_signal","group":"trend","indicator":"macd","parameters":)"
                      R"({"fast_period":12,"signal_period":9,"slow_period":26},)"
                      R"("output":"signal","warm_up":33,"references":[],"expression":null,)"
                      R"("parts":null,"state_bytes":null})"),
            std::string::npos)
      << text.substr(0, 2000);
}

}  // namespace
}  // namespace nautilus::features
