// SPDX-License-Identifier: MIT
#include "nautilus/platform/instrument_desk.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using market::Instrument;
using testing::ElementsAre;
using testing::HasSubstr;

class InstrumentDeskTest : public testing::Test, protected EngineFixture {
 protected:
  Result<InstrumentsReport> put(std::vector<Instrument> instruments) {
    return engine_->instruments().put(kTester, {std::move(instruments)});
  }

  std::string file(const std::string& name, std::string_view text) {
    std::ofstream(folder_.file(name)) << text;
    return folder_.file(name);
  }

  std::vector<std::string> ids() {
    std::vector<std::string> ids;
    const auto answer = *engine_->instruments().instruments({});
    for (const auto& each : answer.instruments) ids.push_back(each.instrument_id);
    return ids;
  }
};

TEST_F(InstrumentDeskTest, KeepsInstrumentsOverARestart) {
  const auto report =
      put({{.instrument_id = "GE.NYSE", .calendar = "XNYS"}, {.instrument_id = "AAPL.NASDAQ"}});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->accepted, 2);
  reopen();
  EXPECT_THAT(ids(), ElementsAre("AAPL.NASDAQ", "GE.NYSE"));
  const auto again = *put({{.instrument_id = "GE.NYSE"}, {.instrument_id = "AAPL.NASDAQ"}});
  EXPECT_EQ(again.corrected, 1);
  EXPECT_EQ(again.unchanged, 1);
}

TEST_F(InstrumentDeskTest, StoresAllOrNothingAndWritesWhoDidIt) {
  const auto refused = put({{.instrument_id = "GE.NYSE"}, {.instrument_id = "nothing"}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("instruments.1.instrument_id"));
  EXPECT_TRUE(ids().empty());
  EXPECT_TRUE(audit().empty());
  ASSERT_TRUE(put({{.instrument_id = "GE.NYSE"}}));
  ASSERT_EQ(audit().size(), 1U);
  EXPECT_EQ(audit()[0].action, "instrument.put");
  EXPECT_EQ(audit()[0].actor, kTester.name);
  EXPECT_THAT(audit()[0].after, HasSubstr("GE.NYSE"));
}

TEST_F(InstrumentDeskTest, RefusesATickerThatAnotherHeldBears) {
  ASSERT_TRUE(put({{.instrument_id = "META.NASDAQ", .aliases = {{"FB"}}}}));
  EXPECT_THAT(put({{.instrument_id = "FBX.NASDAQ", .symbol = "FB"}}).error().message,
              HasSubstr("FB.NASDAQ would be both FBX.NASDAQ and META.NASDAQ at one time"));
}

constexpr std::string_view kFile = R"([[instruments]]
instrument_id = "GE.NYSE"
[[instruments]]
instrument_id = "MSFT.NASDAQ"
calendar = "XNIS"
[[instruments]]
instrument_id = "AAPL.NASDAQ"
tick_size = -1
[[instruments]]
instrument_id = "IBM.NYSE"
)";

TEST_F(InstrumentDeskTest, NamesTheLineOfAWrongFileAndStoresNothingOfIt) {
  const auto path = file("instruments.toml", kFile);
  const auto refused = engine_->instruments().put_file(kTester, path, false);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("line 8: instruments.2.tick_size: must be above"));
  EXPECT_THAT(refused.error().message, HasSubstr(path));
  EXPECT_TRUE(ids().empty());
}

TEST_F(InstrumentDeskTest, StoresWhatIsSoundOfAFileWhereThatWasAskedFor) {
  const auto path = file("instruments.toml", kFile);
  const auto report = *engine_->instruments().put_file(kTester, path, true);
  EXPECT_EQ(report.accepted, 2);
  ASSERT_EQ(report.rejected.size(), 2U);
  EXPECT_THAT(ids(), ElementsAre("GE.NYSE", "IBM.NYSE"));
  std::vector<std::string> reasons{report.rejected[0].reason, report.rejected[1].reason};
  EXPECT_THAT(reasons,
              ElementsAre(HasSubstr("line 8: instruments.2.tick_size"),
                          HasSubstr("line 5: instruments.1.calendar: no calendar 'XNIS'")));
}

TEST_F(InstrumentDeskTest, ReadsJsonAsAListOrAnObject) {
  const auto list = file("list.json", R"([{"instrument_id": "GE.NYSE"}])");
  const auto object = file("object.json", R"({"instruments": [{"instrument_id": "IBM.NYSE"}]})");
  EXPECT_TRUE(engine_->instruments().put_file(kTester, list, false));
  EXPECT_TRUE(engine_->instruments().put_file(kTester, object, false));
  EXPECT_THAT(ids(), ElementsAre("GE.NYSE", "IBM.NYSE"));
  EXPECT_EQ(engine_->instruments().put_file(kTester, file("x.json", "1"), false).error().code,
            ErrorCode::malformed);
}

TEST_F(InstrumentDeskTest, AnswersTheOneOfAName) {
  ASSERT_TRUE(
      put({{.instrument_id = "META.NASDAQ", .aliases = {{"FB"}}}, {.instrument_id = "A.X"}}));
  const auto answer = *engine_->instruments().instruments({.symbol = "FB"});
  ASSERT_EQ(answer.total_instruments, 1);
  EXPECT_EQ(answer.instruments[0].instrument_id, "META.NASDAQ");
  EXPECT_EQ(engine_->instruments().instruments({.symbol = "NONE"}).error().code,
            ErrorCode::not_found);
}

/// Bars stored under one name of an instrument are read by each.
TEST_F(InstrumentDeskTest, FindsBarsByEveryNameOfTheirInstrument) {
  const auto bars = daily_bars(300);
  hold("FB", bars);
  EXPECT_FALSE(engine_->market().series({"META", {}}));
  ASSERT_TRUE(
      put({{.instrument_id = "META.NASDAQ", .aliases = {{"FB", {}, from_date(2022, 6, 9)}}}}));
  for (const auto* name : {"FB", "META", "META.NASDAQ", "FB.NASDAQ"}) {
    EXPECT_EQ(engine_->market().series({name, {}})->size(), 300U) << name;
    EXPECT_TRUE(engine_->features().compute({.symbol = name}, {})) << name;
    EXPECT_TRUE(engine_->regime().current({.symbol = name})) << name;
    EXPECT_EQ(engine_->market().bars({.symbol = name})->symbol, "FB");
    EXPECT_TRUE(
        engine_->risk().value_at_risk({.method = "historical"}, {.portfolio = Shares{{name, 1}}}))
        << name;
  }
}

/// A ticker that two bore is read for each in its own time only.
TEST_F(InstrumentDeskTest, TakesNoBarsOfATickerFromTimesOfNobody) {
  hold("GM", daily_bars(50));
  ASSERT_TRUE(
      put({{.instrument_id = "MTLQQ.NYSE", .aliases = {{"GM", {}, from_date(2009, 6, 2)}}},
           {.instrument_id = "GM2.NYSE", .symbol = "GM", .listed = from_date(2010, 11, 18)}}));
  for (const auto* name : {"GM", "GM2.NYSE", "MTLQQ.NYSE"}) {
    const auto series = engine_->market().series({name, {}});
    EXPECT_EQ(series.error().code, ErrorCode::not_found) << name;
    EXPECT_THAT(series.error().message, HasSubstr("those under GM")) << name;
  }
}

TEST_F(InstrumentDeskTest, ACalendarSaysWhenBarsAreKnown) {
  hold("GE", daily_bars(300));  // The last is of Saturday, 2010-10-30; the day before is a session.
  const auto friday = from_date(2010, 10, 29);
  const auto before = *engine_->features().compute({.symbol = "GE"}, {});
  clock_.set(friday + std::chrono::hours(20));
  EXPECT_EQ(engine_->market().series({"GE", {}})->timestamps.back(), from_date(2010, 10, 28));
  ASSERT_TRUE(put({{.instrument_id = "GE.NYSE", .calendar = "XNYS"}}));
  const auto series = *engine_->market().series({"GE", {}});
  EXPECT_EQ(series.timestamps.back(), friday);
  EXPECT_EQ(series.available_at(series.size() - 1), clock_.now());
  const auto answer = *engine_->features().compute({.symbol = "GE"}, {});
  EXPECT_FALSE(answer.cache_hit);
  EXPECT_EQ(answer.timestamp, clock_.now());
  EXPECT_EQ(engine_->regime().current({.symbol = "GE"})->timestamp, clock_.now());
  EXPECT_EQ(*engine_->market().valid_until({"GE", {}}), from_date(2010, 10, 31));
}

TEST_F(InstrumentDeskTest, ACalendarSaysHowManyBarsAYearHas) {
  hold("BTC", daily_bars(300));
  const auto volatility = [&] {
    const auto answer = *engine_->features().compute({.symbol = "BTC"}, {});
    return answer.features.at("volatility").at("volatility_30");
  };
  const auto by_252 = volatility();
  ASSERT_TRUE(put({{.instrument_id = "BTC.COINBASE",
                    .asset_class = market::AssetClass::crypto,
                    .calendar = "24/7"}}));
  EXPECT_NEAR(volatility() / by_252, 1.2035001863, 1e-9);  // The root of 365 / 252.
}

TEST_F(InstrumentDeskTest, JoinsTheDaysOfMarketsThatCloseAtOtherTimes) {
  hold("GE", daily_bars(300, 1));
  hold("BTC", daily_bars(300, 2));
  const VarRequest request{.portfolio = Shares{{"GE", 1}, {"BTC", 2}}};
  const VarQuery query{.method = "historical"};
  const auto before = *engine_->risk().value_at_risk(query, request);
  ASSERT_TRUE(put({{.instrument_id = "GE.NYSE", .calendar = "XNYS"},
                   {.instrument_id = "BTC.COINBASE", .calendar = "24/7"}}));
  const auto after = engine_->risk().value_at_risk(query, request);
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->value_at_risk, before.value_at_risk);
  EXPECT_EQ(after->timestamp, before.timestamp);  // Midnight, when the later of the two is known.
}

}  // namespace
}  // namespace nautilus::platform
