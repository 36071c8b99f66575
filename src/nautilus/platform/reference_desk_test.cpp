// SPDX-License-Identifier: MIT
#include "nautilus/platform/reference_desk.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

// Features that read more than their own bars, asked of the desk as clients do.
namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ReferenceDeskTest : public testing::Test, protected EngineFixture {
 protected:
  FeaturesAnswer compute(const std::string& symbol, std::optional<Timestamp> as_of = std::nullopt) {
    return *engine_->features().compute({.symbol = symbol, .as_of = as_of}, {});
  }

  static double value(const FeaturesAnswer& answer, const std::string& group,
                      const std::string& name) {
    const auto& values = answer.features.at(group);
    const auto found = values.find(name);
    return found == values.end() ? std::nan("") : found->second;
  }

  double correlation(const FeaturesAnswer& answer) {
    return value(answer, "cross_sectional", "spy_correlation_30");
  }

  // Rows of date, value and release time.
  void load(const std::string& id, const std::string& rows) {
    const auto loaded = engine_->series().load(
        kTester, "text/csv", "date,value,released_at\n" + rows, {.series_id = id});
    ASSERT_TRUE(loaded) << loaded.error().message;
  }

  static std::string row(std::int64_t date, double value, Timestamp released_at) {
    return format_date(day(date)) + "," + std::to_string(value) + "," +
           format_timestamp(released_at) + "\n";
  }

  std::vector<market::Bar> bars_ = daily_bars(250);
  Timestamp last_known_ = day(250);
};

// Pearson's correlation of the last 30 returns of two series, in long double.
double slow_correlation(const std::vector<market::Bar>& a, const std::vector<market::Bar>& b) {
  long double sums[5] = {};
  for (std::size_t i = a.size() - 30; i < a.size(); ++i) {
    const long double x = static_cast<long double>(a[i].close) / a[i - 1].close - 1;
    const long double y = static_cast<long double>(b[i].close) / b[i - 1].close - 1;
    sums[0] += x;
    sums[1] += y;
    sums[2] += x * x;
    sums[3] += y * y;
    sums[4] += x * y;
  }
  return static_cast<double>(
      (sums[4] - sums[0] * sums[1] / 30) /
      std::sqrt((sums[2] - sums[0] * sums[0] / 30) * (sums[3] - sums[1] * sums[1] / 30)));
}

TEST_F(ReferenceDeskTest, SaysWhatToLoadForACorrelation) {
  hold("AAPL", bars_);
  const auto answer = compute("AAPL");
  EXPECT_EQ(answer.missing.at("spy_correlation_30"),
            "not loaded: 1d bars of SPY; load them with POST /market/bars");
  EXPECT_THAT(answer.missing.at("sector_correlation_30"), HasSubstr("features.sector_symbols"));
  EXPECT_TRUE(answer.freshness.empty());
}

TEST_F(ReferenceDeskTest, CorrelatesWithTheBenchmarkOnceItIsLoaded) {
  hold("AAPL", bars_);
  (void)compute("AAPL");
  const auto benchmark = daily_bars(260, 2);
  hold("SPY", benchmark);
  const auto answer = compute("AAPL");
  EXPECT_FALSE(answer.cache_hit);
  EXPECT_NEAR(correlation(answer), slow_correlation(bars_, daily_bars(250, 2)), 1e-12);
  EXPECT_EQ(answer.freshness.at("spy_correlation_30"), last_known_);
  EXPECT_TRUE(compute("AAPL").cache_hit);
}

TEST_F(ReferenceDeskTest, PassesOverDaysThatTheBenchmarkLacks) {
  auto benchmark = daily_bars(250, 2);
  std::vector<market::Bar> own;
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    if (i % 9 != 0) own.push_back(bars_[i]);
  }
  hold("AAPL", bars_);
  std::vector<market::Bar> common;
  for (std::size_t i = 0; i < benchmark.size(); ++i) {
    if (i % 9 != 0) common.push_back(benchmark[i]);
  }
  hold("SPY", common);
  EXPECT_NEAR(correlation(compute("AAPL")), slow_correlation(own, common), 1e-12);
}

TEST_F(ReferenceDeskTest, TakesTheSectorFromTheSettings) {
  settings_.features.sector_symbols = {"XOM=XLE", "AAPL=XLK"};
  reopen();
  hold("AAPL", bars_);
  hold("XLK", bars_);
  EXPECT_NEAR(value(compute("AAPL"), "cross_sectional", "sector_correlation_30"), 1, 1e-12);
  EXPECT_THAT(compute("XLK").missing.at("sector_correlation_30"), HasSubstr("XLK=SECTOR"));
}

TEST_F(ReferenceDeskTest, SeesNothingOfTheBenchmarkAfterTheTimeAskedFor) {
  hold("AAPL", bars_);
  hold("SPY", daily_bars(250, 2));
  const auto then = compute("AAPL", day(200));
  engine_.reset();
  settings_.data_dir = folder_.file("other");
  reopen();
  hold("AAPL", std::span(bars_).first(200));
  hold("SPY", daily_bars(200, 2));
  EXPECT_EQ(compute("AAPL").features, then.features);
}

TEST_F(ReferenceDeskTest, SaysWhatToLoadForAnExternalSeries) {
  hold("AAPL", bars_);
  EXPECT_EQ(compute("AAPL").missing.at("vix_level"),
            "not loaded: series VIXCLS; load it with POST /market/series");
}

TEST_F(ReferenceDeskTest, UsesAReleaseFromItsTimeOn) {
  hold("AAPL", bars_);
  load("VIXCLS", row(240, 20, day(241)) + row(241, 23, last_known_));
  const auto answer = compute("AAPL");
  EXPECT_EQ(value(answer, "alternative", "vix_level"), 23);
  EXPECT_EQ(value(answer, "alternative", "vix_change"), 3);
  EXPECT_EQ(answer.freshness.at("vix_level"), last_known_);

  load("VIXCLS", row(242, 99, last_known_ + std::chrono::microseconds(1)));
  const auto after = compute("AAPL");
  EXPECT_FALSE(after.cache_hit);
  EXPECT_EQ(value(after, "alternative", "vix_level"), 23);
}

TEST_F(ReferenceDeskTest, UsesARevisionFromItsReleaseOn) {
  hold("AAPL", bars_);
  load("VIXCLS", row(240, 20, day(241)) + row(240, 21, day(245)));
  EXPECT_EQ(value(compute("AAPL"), "alternative", "vix_level"), 21);
  EXPECT_EQ(value(compute("AAPL", day(244)), "alternative", "vix_level"), 20);
  const auto before = compute("AAPL", day(240));
  EXPECT_EQ(before.missing.at("vix_level"),
            "series VIXCLS had no value when these bars were known");
}

TEST_F(ReferenceDeskTest, TakesTheSlopeOfTheYieldCurve) {
  hold("AAPL", bars_);
  load("DGS10", row(240, 4.5, day(241)));
  EXPECT_EQ(compute("AAPL").missing.at("yield_curve_slope"),
            "not loaded: series DGS2; load it with POST /market/series");
  load("DGS2", row(230, 5.0, day(231)));
  const auto answer = compute("AAPL");
  EXPECT_EQ(value(answer, "alternative", "yield_curve_slope"), -0.5);
  EXPECT_EQ(answer.freshness.at("yield_curve_slope"), day(231));
}

TEST_F(ReferenceDeskTest, LeavesExternalSeriesOutWhereTheyAreSwitchedOff) {
  settings_.features.alternative_data_enabled = false;
  reopen();
  hold("AAPL", bars_);
  load("VIXCLS", row(240, 20, day(241)));
  EXPECT_THAT(compute("AAPL").missing.at("vix_level"), HasSubstr("switched off"));
}

TEST_F(ReferenceDeskTest, TakesBreadthAndRanksOverTheUniverse) {
  hold("A", bars_);
  EXPECT_THAT(compute("A").missing.at("market_breadth"), HasSubstr("a universe of 5 symbols"));
  int above = 0;
  int below_own = 0;
  const auto own_return = bars_.back().close / bars_[229].close;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto bars = daily_bars(250, seed);
    hold(std::string(1, static_cast<char>('@' + seed)), bars);
    double sum = 0;
    for (std::size_t i = 200; i < 250; ++i) sum += bars[i].close;
    above += bars.back().close > sum / 50 ? 1 : 0;
    below_own += bars.back().close / bars[229].close < own_return ? 1 : 0;
  }
  const auto answer = compute("A");
  EXPECT_NEAR(value(answer, "cross_sectional", "market_breadth"), 2.0 * above / 6 - 1, 1e-15);
  EXPECT_NEAR(value(answer, "cross_sectional", "return_rank_20"), below_own / 5.0, 1e-15);
  const double share = value(answer, "cross_sectional", "first_component_share_60");
  EXPECT_GT(share, 1.0 / 6);
  EXPECT_LT(share, 1);
  EXPECT_EQ(answer.freshness.at("market_breadth"), last_known_);
}

TEST_F(ReferenceDeskTest, RotatesBetweenTheSectorsThatSettingsName) {
  settings_.features.cyclical_symbols = {"CYCLICAL", "NOT_HELD"};
  settings_.features.defensive_symbols = {"DEFENSIVE"};
  reopen();
  hold("A", bars_);
  EXPECT_THAT(compute("A").missing.at("sector_rotation"), HasSubstr("not loaded"));
  const auto cyclical = daily_bars(250, 2);
  const auto defensive = daily_bars(250, 3);
  hold("CYCLICAL", cyclical);
  hold("DEFENSIVE", defensive);
  EXPECT_NEAR(
      value(compute("A"), "cross_sectional", "sector_rotation"),
      cyclical.back().close / cyclical[229].close - defensive.back().close / defensive[229].close,
      1e-12);
}

TEST_F(ReferenceDeskTest, HasARegimesStrengthOnceOneIsIssued) {
  hold("SP500", daily_bars(1500));
  EXPECT_THAT(compute("SP500").missing.at("regime_strength"), HasSubstr("not computed for SP500"));
  const auto regime = *engine_->regime().current({.symbol = "SP500"});
  ASSERT_TRUE(regime.probabilities);
  double entropy = 0;
  for (const auto each : regime::kRegimes) {
    const double probability = (*regime.probabilities)[each];
    if (probability > 0) entropy -= probability * std::log(probability);
  }
  const auto answer = compute("SP500");
  EXPECT_NEAR(value(answer, "market_structure", "regime_strength"), 1 - entropy / std::log(6.0),
              1e-12);
  EXPECT_EQ(answer.freshness.at("regime_strength"), regime.timestamp);
  EXPECT_TRUE(compute("SP500", day(1400)).missing.contains("regime_strength"));
}

TEST_F(ReferenceDeskTest, KnowsTheDateOfTheBar) {
  hold("AAPL", bars_);  // From Monday, 2010-01-04; the last is 2010-09-10, a Friday.
  const auto answer = compute("AAPL");
  EXPECT_EQ(value(answer, "calendar", "day_of_week"), 5);
  EXPECT_EQ(value(answer, "calendar", "day_of_month"), 10);
  EXPECT_EQ(value(answer, "calendar", "month"), 9);
  EXPECT_THAT(answer.missing.at("minutes_into_session"), HasSubstr("within a session"));
  EXPECT_THAT(answer.missing.at("turn_of_month"), HasSubstr("no trading calendar"));
}

TEST_F(ReferenceDeskTest, CutsVwapAndPivotsByTheSessionsOfTheInstrument) {
  ASSERT_TRUE(
      engine_->instruments().put(kTester, {{{.instrument_id = "GE.NYSE", .calendar = "XNYS"}}}));
  const auto at = [](std::string_view text) { return *parse_timestamp(text); };
  const std::vector<market::Bar> bars{
      {at("2020-04-16T18:00:00Z"), 10, 12, 9, 12, 5},
      {at("2020-04-16T19:00:00Z"), 12, 15, 12, 15, 5},
      {at("2020-04-16T21:00:00Z"), 50, 50, 50, 50, 9},  // After the close.
      {at("2020-04-17T14:00:00Z"), 12, 14, 10, 12, 1},
      {at("2020-04-17T15:00:00Z"), 12, 15, 12, 15, 3}};
  hold("GE", bars, *market::Timeframe::parse("1h"));
  const auto answer = *engine_->features().compute(
      {.symbol = "GE", .timeframe = *market::Timeframe::parse("1h")}, {});
  EXPECT_EQ(value(answer, "volume", "session_vwap"), (12 + 3 * 14) / 4.0);
  EXPECT_EQ(value(answer, "support_resistance", "session_pivot"), 13);  // Of 15, 9 and 15.
  EXPECT_EQ(value(answer, "support_resistance", "session_support_2"), 7);
}

}  // namespace
}  // namespace nautilus::platform
