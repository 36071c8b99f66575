// SPDX-License-Identifier: MIT
#include "nautilus/features/audit.hpp"

#include <cmath>
#include <stop_token>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/clock.hpp"
#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_bars::random_walk;

using Column = std::vector<double>;

Column map_bars(const AuditData& data, const std::function<double(std::size_t)>& value) {
  Column column;
  for (std::size_t t = 0; t < data.size(); ++t) column.push_back(value(t));
  return column;
}

// What is right: each bar's close over that of the bar before.
Column causal(const AuditData& data) {
  const auto close = data.bars.close;
  return map_bars(data, [&](std::size_t t) { return t == 0 ? kNaN : close[t] / close[t - 1]; });
}

// The planted cheats, as they are written by mistake.
Column centred_mean(const AuditData& data) {
  const auto close = data.bars.close;
  return map_bars(data, [&](std::size_t t) {
    if (t < 2 || t + 2 >= data.size()) return kNaN;
    return (close[t - 2] + close[t - 1] + close[t] + close[t + 1] + close[t + 2]) / 5;
  });
}

Column full_sample_z_score(const AuditData& data) {
  double sum = 0;
  double squares = 0;
  for (const double each : data.bars.close) {
    sum += each;
    squares += each * each;
  }
  const auto n = static_cast<double>(data.size());
  const double mean = sum / n;
  const double deviation = std::sqrt(squares / n - mean * mean);
  return map_bars(data, [&](std::size_t t) { return (data.bars.close[t] - mean) / deviation; });
}

Column shifted_label(const AuditData& data) {
  const auto close = data.bars.close;
  return map_bars(data, [&](std::size_t t) {
    return t + 5 < data.size() ? close[t + 5] / close[t] - 1 : kNaN;
  });
}

AuditReport audit_of(const std::vector<std::pair<std::string, Column (*)(const AuditData&)>>& all,
                     const AuditOptions& options) {
  const auto bars = random_walk(300);
  std::vector<std::string> names;
  for (const auto& [name, column] : all) names.push_back(name);
  return *audit(
      names, {bars.columns()},
      [&](const AuditData& data) -> Result<AuditColumns> {
        AuditColumns columns;
        for (const auto& [name, column] : all) columns.push_back(column(data));
        return columns;
      },
      options);
}

std::vector<std::string> names_of(const AuditReport& report) {
  std::vector<std::string> names;
  for (const auto& each : report.look_ahead) names.push_back(each.feature);
  return names;
}

TEST(Audit, CatchesThePlantedCheatsWithEverySeedAndNamesNothingElse) {
  for (std::int64_t seed = 0; seed < 200; ++seed) {
    const auto report = audit_of({{"centred_mean", centred_mean},
                                  {"causal", causal},
                                  {"full_sample_z_score", full_sample_z_score},
                                  {"shifted_label", shifted_label}},
                                 {.truncations = 10, .seed = seed});
    EXPECT_FALSE(report.passed);
    ASSERT_THAT(names_of(report),
                ElementsAre("centred_mean", "full_sample_z_score", "shifted_label"))
        << "seed " << seed;
  }
}

TEST(Audit, TellsHowFarAheadIsLooked) {
  const auto report =
      audit_of({{"centred_mean", centred_mean}, {"shifted_label", shifted_label}}, {});
  ASSERT_EQ(report.look_ahead.size(), 2U);
  EXPECT_EQ(report.look_ahead[0].bars_ahead, 2);
  EXPECT_EQ(report.look_ahead[1].bars_ahead, 5);
  const auto& label = report.look_ahead[1];
  EXPECT_EQ(label.last_bar - label.bar, 4);  // The bar five ahead was the first one cut off.
  EXPECT_EQ(label.before, std::nullopt);
  const auto close = random_walk(300).close;
  const auto bar = static_cast<std::size_t>(label.bar);
  EXPECT_EQ(label.after, close[bar + 5] / close[bar] - 1);
}

TEST(Audit, PassesWhatIsCausalAndSaysOnWhat) {
  const auto report = audit_of({{"causal", causal}}, {.truncations = 50, .seed = 7});
  EXPECT_TRUE(report.passed);
  EXPECT_THAT(report.look_ahead, IsEmpty());
  EXPECT_THAT(report.uncompared, IsEmpty());
  EXPECT_EQ(report.features, 1);
  EXPECT_EQ(report.bars, 300);
  EXPECT_EQ(report.truncations, 50);
  EXPECT_EQ(report.appends, 3);
  EXPECT_EQ(report.seed, 7);
}

TEST(Audit, CatchesAFirstBarFilledFromTheSecondWithEverySeed) {
  const auto filled_back = [](const AuditData& data) {
    return map_bars(
        data, [&](std::size_t t) { return data.bars.close[t == 0 && data.size() > 1 ? 1 : t]; });
  };
  for (std::int64_t seed = 0; seed < 50; ++seed) {
    const auto report = audit_of({{"filled_back", filled_back}}, {.truncations = 2, .seed = seed});
    ASSERT_THAT(names_of(report), ElementsAre("filled_back")) << "seed " << seed;
  }
}

TEST(Audit, DoesNotPassWhatGaveNothingToCompare) {
  const auto nothing = [](const AuditData& data) { return Column(data.size(), kNaN); };
  const auto report = audit_of({{"causal", causal}, {"nothing", nothing}}, {.truncations = 5});
  EXPECT_FALSE(report.passed);
  EXPECT_THAT(report.look_ahead, IsEmpty());
  EXPECT_THAT(report.uncompared, ElementsAre("nothing"));
  EXPECT_GT(report.compared, 300);
}

// What looks only at bars behind the data, which no cut of the data can show.
TEST(Audit, CatchesByBarsBehindWhatNoCutShows) {
  const auto report = audit_of({{"long_enough",
                                 [](const AuditData& data) {
                                   const bool more = data.size() > 300;
                                   return map_bars(data, [&](std::size_t) { return more; });
                                 }}},
                               {});
  ASSERT_THAT(names_of(report), ElementsAre("long_enough"));
  EXPECT_EQ(report.look_ahead[0].found_by, "append");
  EXPECT_EQ(report.look_ahead[0].before, 0.0);
  EXPECT_EQ(report.look_ahead[0].after, 1.0);
}

TEST(Audit, CutsAtTheSamePlacesForTheSameSeed) {
  const auto cuts_of = [](std::int64_t seed) {
    const auto bars = random_walk(300);
    const std::vector<std::string> names{"size"};
    std::vector<std::size_t> cuts;
    const auto computation = [&](const AuditData& data) -> Result<AuditColumns> {
      cuts.push_back(data.size());
      return AuditColumns{Column(data.size())};
    };
    EXPECT_TRUE(audit(names, {bars.columns()}, computation, {.truncations = 9, .seed = seed}));
    return cuts;
  };
  EXPECT_EQ(cuts_of(3), cuts_of(3));
  EXPECT_NE(cuts_of(3), cuts_of(4));
  EXPECT_EQ(cuts_of(3).front(), 300U);
  EXPECT_EQ(cuts_of(3).back(), 340U);
}

TEST(Audit, RefusesWhatCannotBeAudited) {
  const auto bars = random_walk(300);
  const std::vector<std::string> names{"a", "b"};
  const auto one = [](const AuditData& data) -> Result<AuditColumns> {
    return AuditColumns{Column(data.size())};
  };
  EXPECT_EQ(audit(names, {bars.columns()}, one, {}).error().code, ErrorCode::internal);
  EXPECT_EQ(audit(names, {bars.first(1)}, one, {}).error().code, ErrorCode::insufficient_data);
  const auto failing = [](const AuditData& data) -> Result<AuditColumns> {
    if (data.size() == 300) return AuditColumns{Column(300), Column(300)};
    return Error{ErrorCode::unavailable, "gone"};
  };
  EXPECT_EQ(audit(names, {bars.columns()}, failing, {}).error().message, "gone");
}

TEST(Audit, GivesUpWhenItsTimeIsOver) {
  const auto bars = random_walk(300);
  std::stop_source stop;
  const SystemClock clock;
  const std::vector<std::string> names{"a"};
  int computed = 0;
  const auto computation = [&](const AuditData& data) -> Result<AuditColumns> {
    if (++computed == 5) stop.request_stop();
    return AuditColumns{Column(data.size())};
  };
  const auto report =
      audit(names, {bars.columns()}, computation, {}, {stop.get_token(), clock, kLatest});
  EXPECT_EQ(report.error().code, ErrorCode::unavailable);
  EXPECT_EQ(computed, 5);
}

/// The walk's references as columns for whatever the features join.
std::vector<std::span<const double>> references_for(std::span<const Feature> features,
                                                    const testing_bars::Bars& bars) {
  std::vector<std::span<const double>> columns;
  const auto set = *FeatureSet::make(features);
  for (std::size_t i = 0; i < set.references().size(); ++i) {
    columns.emplace_back(i % 2 == 0 ? bars.reference : bars.second_reference);
  }
  return columns;
}

TEST(Audit, PassesEveryFeatureOfTheCatalogue) {
  const auto features = default_features();
  ASSERT_GT(features.size(), 300U);
  for (std::int64_t seed = 0; seed < 10; ++seed) {
    const auto bars = random_walk(600, static_cast<std::uint64_t>(seed));  // Beyond any warm-up.
    const auto report = audit(features, {}, {bars.columns(), references_for(features, bars)},
                              {.truncations = 200, .seed = seed});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_THAT(names_of(*report), IsEmpty()) << "seed " << seed;
    EXPECT_THAT(report->uncompared, IsEmpty()) << "seed " << seed;
    EXPECT_EQ(report->features, std::ssize(features));
  }
}

}  // namespace
}  // namespace nautilus::features
