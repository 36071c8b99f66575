// SPDX-License-Identifier: MIT
#include "nautilus/platform/series_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

// Names in time, asked of the desks as clients do.
namespace nautilus::platform {
namespace {

using market::Instrument;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

constexpr std::size_t kBars = 600;
constexpr std::int64_t kRename = 350;

class SeriesNamesTest : public testing::Test, protected EngineFixture {
 protected:
  void put(std::vector<Instrument> instruments) {
    const auto report = engine_->instruments().put(kTester, {std::move(instruments)});
    ASSERT_TRUE(report) << report.error().message;
  }

  /// FB until day 350, META since.
  void rename_facebook() {
    put({{.instrument_id = "META.NASDAQ", .aliases = {{"FB", {}, day(kRename)}}}});
  }

  /// Bars before day 350 as FB, the others as META.
  void hold_under_both() {
    hold("FB", std::span(bars_).first(kRename));
    hold("META", std::span(bars_).subspan(kRename));
  }

  std::vector<double> closes(const std::string& name,
                             std::optional<Timestamp> as_of = std::nullopt) {
    const auto series = engine_->market().series({name, {}}, as_of);
    EXPECT_TRUE(series) << series.error().message;
    return series ? series->close : std::vector<double>();
  }

  static std::vector<double> closes_of(std::span<const market::Bar> bars) {
    std::vector<double> closes;
    for (const auto& each : bars) closes.push_back(each.close);
    return closes;
  }

  FeaturesAnswer features(const std::string& name) {
    return *engine_->features().compute({.symbol = name}, {});
  }

  std::vector<market::Bar> bars_ = daily_bars(kBars);
};

const std::vector<std::string> kNames{"FB", "META", "META.NASDAQ", "FB.NASDAQ"};

TEST_F(SeriesNamesTest, ARenamedInstrumentIsOneSeriesByEveryName) {
  hold_under_both();
  rename_facebook();
  hold("SAME", bars_);
  const auto same = features("SAME");
  for (const auto& name : kNames) {
    EXPECT_EQ(closes(name), closes_of(bars_)) << name;
    EXPECT_EQ(engine_->market().bars({.symbol = name})->symbol, "META.NASDAQ");
    EXPECT_EQ(features(name).features.at("volatility"), same.features.at("volatility")) << name;
    EXPECT_EQ(features(name).symbol, "META.NASDAQ");
  }
  EXPECT_EQ(closes("META", day(100)), closes_of(std::span(bars_).first(100)));
}

TEST_F(SeriesNamesTest, RegimesRiskAndQualityReadTheWholeOfIt) {
  hold_under_both();
  rename_facebook();
  hold("SAME", bars_);
  const auto regime = *engine_->regime().current({.symbol = "SAME"});
  const VarQuery historical{.method = "historical"};
  const auto risk = [&](const std::string& name) {
    return engine_->risk()
        .value_at_risk(historical, {.portfolio = Shares{{name, 1}}})
        ->value_at_risk;
  };
  for (const auto& name : kNames) {
    EXPECT_EQ(engine_->regime().current({.symbol = name})->confidence, regime.confidence) << name;
    EXPECT_EQ(risk(name), risk("SAME")) << name;
    EXPECT_EQ(engine_->quality().quality({.symbol = name})->series.front().bars, kBars) << name;
  }
}

/// Old X until day 100, new X since day 300, whatever name the bars came in by.
TEST_F(SeriesNamesTest, AReusedTickerIsASeriesForEachWhoBoreIt) {
  hold("X", std::span(bars_).first(250));
  hold("X2.NYSE", std::span(bars_).subspan(300, 50));
  hold("X", std::span(bars_).subspan(350));
  put({{.instrument_id = "X1.NYSE", .symbol = "X", .delisted = day(100)},
       {.instrument_id = "X2.NYSE", .symbol = "X", .listed = day(300)}});
  EXPECT_EQ(closes("X1.NYSE"), closes_of(std::span(bars_).first(100)));
  EXPECT_EQ(closes("X", day(100)), closes("X1.NYSE"));
  for (const auto* name : {"X", "X.NYSE", "X2.NYSE"}) {
    EXPECT_EQ(closes(name), closes_of(std::span(bars_).subspan(300))) << name;
  }
  EXPECT_EQ(features("X").window.bars, features("X2.NYSE").window.bars);
}

TEST_F(SeriesNamesTest, ATickerThatNobodyBearsAnyMoreIsNoSeriesOfAllWhoDid) {
  hold("X", bars_);
  put({{.instrument_id = "X1.NYSE", .symbol = "X", .delisted = day(100)},
       {.instrument_id = "X2.NYSE", .symbol = "X", .listed = day(200), .delisted = day(300)}});
  const auto mixed = engine_->market().history({"X", {}});
  ASSERT_FALSE(mixed);
  EXPECT_EQ(mixed.error().code, ErrorCode::conflict);
  EXPECT_THAT(mixed.error().message, testing::HasSubstr("X2.NYSE"));
  EXPECT_EQ(engine_->market().bars({.symbol = "X"}).error().code, ErrorCode::conflict);
  EXPECT_EQ(closes("X", day(250)), closes_of(std::span(bars_).subspan(200, 50)));
  EXPECT_EQ(closes("X1.NYSE"), closes_of(std::span(bars_).first(100)));
}

TEST_F(SeriesNamesTest, ListsEachInstrumentOnce) {
  hold_under_both();
  hold("X", std::span(bars_).first(250));
  hold("PLAIN", bars_);
  rename_facebook();
  put({{.instrument_id = "X1.NYSE", .symbol = "X", .delisted = day(100)},
       {.instrument_id = "X2.NYSE", .symbol = "X", .listed = day(200)}});
  std::vector<std::string> symbols;
  const auto answer = *engine_->quality().quality({});
  for (const auto& each : answer.series) symbols.push_back(each.symbol);
  EXPECT_THAT(symbols, ElementsAre("META.NASDAQ", "PLAIN", "X1.NYSE", "X2.NYSE"));
}

TEST_F(SeriesNamesTest, ATickerOfTwoVenuesIsNobodys) {
  hold("AAPL", bars_);
  hold("AAPL.XETRA", std::span(bars_).first(10));
  put({{.instrument_id = "AAPL.NASDAQ"}, {.instrument_id = "AAPL.XETRA"}});
  EXPECT_EQ(closes("AAPL"), closes_of(bars_));
  EXPECT_EQ(closes("AAPL.XETRA").size(), 10U);
  EXPECT_FALSE(engine_->market().series({"AAPL.NASDAQ", {}}));
}

/// Most sources keep the whole history under the ticker of today.
TEST_F(SeriesNamesTest, FillsInWhatOnlyTheNameOfTodayHas) {
  auto restated = bars_;
  for (auto& each : restated) each.volume += 1;
  hold("META", restated);
  hold("FB", std::span(bars_).subspan(300, 50));
  rename_facebook();
  const auto series = *engine_->market().series({"META", {}});
  ASSERT_EQ(series.size(), kBars);
  EXPECT_EQ(series.volume[299], restated[299].volume);
  EXPECT_EQ(series.volume[300], bars_[300].volume);
  EXPECT_EQ(series.volume[350], restated[350].volume);
}

/// What is kept running or ready follows each change of what a name means.
TEST_F(SeriesNamesTest, WhatIsKeptFollowsANewName) {
  hold_under_both();
  const auto apart = features("META");
  const auto regime_apart = *engine_->regime().current({.symbol = "META"});
  rename_facebook();
  const auto joined = features("META");
  EXPECT_FALSE(joined.cache_hit);
  EXPECT_EQ(joined.window.bars, static_cast<std::int64_t>(kBars));
  EXPECT_EQ(apart.window.bars, static_cast<std::int64_t>(kBars) - kRename);
  const auto regime = *engine_->regime().current({.symbol = "META"});
  EXPECT_EQ(regime.window.bars - regime_apart.window.bars, kRename);
  auto corrected = bars_[100];
  corrected.close = corrected.high = corrected.high * 1.5;
  const auto version = engine_->market().version_of({"META", {}});
  hold("FB", std::span(&corrected, 1));
  EXPECT_GT(engine_->market().version_of({"META", {}}), version);
  EXPECT_FALSE(features("META").cache_hit);
  EXPECT_EQ(closes("META")[100], corrected.close);
}

TEST_F(SeriesNamesTest, NoVersionComesTwiceWhenNamesChange) {
  hold_under_both();
  rename_facebook();
  for (int i = 0; i < 5; ++i) hold("FB", std::span(bars_).first(1));
  const auto joined = engine_->market().version_of({"META", {}});
  put({{.instrument_id = "META.NASDAQ"}});
  EXPECT_GT(engine_->market().version_of({"META", {}}), joined);
}

TEST_F(SeriesNamesTest, NothingReadyOutlivesAChangeOfNames) {
  hold_under_both();
  rename_facebook();
  auto& desk = engine_->regime();
  const auto symbol = desk.symbol_of("META");
  const auto text = std::make_shared<const std::string>("answer");
  const auto keep = [&] { desk.keep_ready("q", symbol, desk.version_of(symbol), text); };
  keep();
  EXPECT_EQ(desk.ready("q"), text);
  hold("FB", std::span(bars_).first(1));
  EXPECT_EQ(desk.ready("q"), nullptr);
  keep();
  EXPECT_EQ(desk.ready("q"), text);
  put({{.instrument_id = "META.NASDAQ"}});
  EXPECT_EQ(desk.ready("q"), nullptr);
}

TEST_F(SeriesNamesTest, ShowsWhatWasIssuedUnderAnEarlierName) {
  hold("FB", std::span(bars_).first(kRename));
  rename_facebook();
  const auto issued = *engine_->regime().current({.symbol = "FB"});
  EXPECT_EQ(issued.symbol, "FB");
  hold("META", std::span(bars_).subspan(kRename));
  const auto history = *engine_->regime().history({.days = 10'000, .symbol = "META"});
  EXPECT_EQ(history.symbol, "META.NASDAQ");
  const auto found =
      std::ranges::find(history.history, issued.timestamp, &RegimeHistoryEntry::timestamp);
  ASSERT_NE(found, history.history.end());
  EXPECT_EQ(found->source, FigureSource::recorded);
}

TEST_F(SeriesNamesTest, TakesActionsUnderEveryNameInItsTime) {
  hold_under_both();
  rename_facebook();
  const auto act = [&](const std::string& row) {
    const auto report = engine_->market().actions().record(
        kTester, "text/csv", "symbol,type,ex_date,ratio\n" + row + "\n", {});
    ASSERT_TRUE(report) << report.error().message;
  };
  act("FB,split," + format_date(day(100)) + ",2");
  act("META,split," + format_date(day(500)) + ",3");
  act("META.NASDAQ,split," + format_date(day(500)) + ",3");  // The same once more.
  act("FB,split," + format_date(day(400)) + ",7");           // Nothing that Facebook did.
  const auto history = *engine_->market().history({"FB", {}});
  EXPECT_EQ(history.actions, 2);
  EXPECT_DOUBLE_EQ(history.bars.close[99], bars_[99].close / 6);
  EXPECT_DOUBLE_EQ(history.bars.close[100], bars_[100].close / 3);
  EXPECT_DOUBLE_EQ(history.bars.close[500], bars_[500].close);
  EXPECT_EQ(engine_->market().actions().list({.symbol = "META"})->total_actions, 2);
}

TEST_F(SeriesNamesTest, JoinsTheSectorThatSettingsNameByAnotherName) {
  settings_.features.sector_symbols = {"FB=XLK"};
  reopen();
  hold_under_both();
  rename_facebook();
  hold("XLK", bars_);
  EXPECT_NEAR(features("META").features.at("cross_sectional").at("sector_correlation_30"), 1,
              1e-12);
}

TEST_F(SeriesNamesTest, AreTheSameAfterARestart) {
  hold_under_both();
  rename_facebook();
  reopen();
  EXPECT_EQ(closes("FB"), closes_of(bars_));
  EXPECT_THAT(engine_->market().names().readable(),
              ElementsAre(market::SeriesKey{"META.NASDAQ", {}}));
}

}  // namespace
}  // namespace nautilus::platform
