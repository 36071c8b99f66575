// SPDX-License-Identifier: MIT
#include "nautilus/platform/market_desk.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class MarketDeskTest : public testing::Test, protected EngineFixture {
 protected:
  MarketDesk& desk() { return engine_->market(); }

  Result<market::IngestReport> send(std::string_view type, std::string_view text,
                                    const IngestQuery& query = {}) {
    return desk().ingest(kTester, type, text, query);
  }

  std::vector<double> closes(const std::string& symbol = "SP500") {
    return desk().series({symbol, {}})->close;
  }

  std::string csv_file(const std::string& text) {
    auto path = folder_.file("bars.csv");
    std::ofstream(path) << text;
    return path;
  }
};

constexpr std::string_view kJson =
    R"([{"symbol":"SP500","timestamp":"2020-01-02","open":1,"high":1,"low":1,"close":1}])";
constexpr std::string_view kLines =
    R"({"symbol":"SP500","timestamp":"2020-01-02","open":1,"high":1,"low":1,"close":1})"
    "\n"
    R"({"symbol":"SP500","timestamp":"2020-01-03","open":2,"high":2,"low":2,"close":2})"
    "\n";
constexpr std::string_view kCsv = "date,open,high,low,close\n2020-01-02,1,1,1,1\n";

TEST_F(MarketDeskTest, StoresJson) {
  EXPECT_EQ(send("application/json", kJson)->accepted, 1);
  EXPECT_THAT(closes(), ElementsAre(1));
}

TEST_F(MarketDeskTest, StoresLinesOfJson) {
  EXPECT_EQ(send("application/x-ndjson", kLines)->accepted, 2);
  EXPECT_THAT(closes(), ElementsAre(1, 2));
}

TEST_F(MarketDeskTest, StoresCsvOfTheSymbolInTheQuery) {
  EXPECT_EQ(send("text/csv", kCsv, {.symbol = "GE"})->accepted, 1);
  EXPECT_THAT(closes("GE"), ElementsAre(1));
}

TEST_F(MarketDeskTest, RefusesASymbolInTheQueryBesideJson) {
  const auto report = send("application/json", kJson, {.symbol = "GE"});
  EXPECT_THAT(report.error().faults.front().location, ElementsAre("query", "symbol"));
}

TEST_F(MarketDeskTest, RefusesTextThatIsNoJson) {
  EXPECT_EQ(send("application/json", "[").error().code, ErrorCode::malformed);
}

TEST_F(MarketDeskTest, StoresTheSoundRowsAndNamesTheOthers) {
  const auto report = *send("text/csv",
                            "symbol,date,open,high,low,close\n"
                            "SP500,2020-01-02,1,1,1,1\n"
                            "SP500,2020-01-03,1,1,1,-5\n"
                            "SP500,2020-01-06,3,3,3,3\n");
  EXPECT_EQ(report.accepted, 2);
  ASSERT_EQ(report.rejected.size(), 1);
  EXPECT_THAT(json::write(report.rejected.front()), HasSubstr("close"));
  EXPECT_THAT(closes(), ElementsAre(1, 3));
}

TEST_F(MarketDeskTest, ChangesNothingWhenABarIsSentAgain) {
  hold("SP500", daily_bars(5));
  const auto again = hold("SP500", daily_bars(5));
  EXPECT_EQ(again.accepted, 0);
  EXPECT_EQ(again.corrected, 0);
  EXPECT_EQ(again.unchanged, 5);
}

TEST_F(MarketDeskTest, KeepsWhatACorrectionReplaced) {
  auto bars = daily_bars(5);
  hold("SP500", bars);
  bars[2].close = bars[2].low;
  const auto report = hold("SP500", bars);
  EXPECT_EQ(report.corrected, 1);
  EXPECT_EQ(report.unchanged, 4);
  EXPECT_EQ(closes()[2], bars[2].low);
  EXPECT_EQ(first_text("SELECT count(*) FROM bar_versions"), "1");
}

TEST_F(MarketDeskTest, WritesAnAuditRecordOfTheIngest) {
  hold("SP500", daily_bars(3));
  const auto records = audit();
  ASSERT_EQ(records.size(), 1);
  EXPECT_EQ(records[0].at, clock_.now());
  EXPECT_EQ(records[0].actor, "tester");
  EXPECT_EQ(records[0].action, "market.ingest");
  EXPECT_EQ(records[0].before, "");
  EXPECT_EQ(records[0].after,
            R"({"accepted":3,"corrected":0,"unchanged":0,"earlier":0,"rejected":0})");
  EXPECT_EQ(records[0].request_id, "request-1");
}

TEST_F(MarketDeskTest, StoresNoBarWhoseAuditRecordCannotBeWritten) {
  run("DROP TABLE audit_log");
  EXPECT_FALSE(send("application/json", kJson));
  EXPECT_EQ(desk().symbols()->total_symbols, 0);
}

TEST_F(MarketDeskTest, TellsOfAChangeOncePerSeries) {
  std::vector<std::string> told;
  desk().on_change([&](const market::SeriesKey& key) { told.push_back(key.symbol); });
  hold("SP500", daily_bars(3));
  EXPECT_THAT(told, ElementsAre("SP500"));
  EXPECT_EQ(desk().version_of({"SP500", {}}), 1);
  EXPECT_EQ(desk().version_of({"GE", {}}), 0);
}

TEST_F(MarketDeskTest, TellsOfNoChangeThatFailed) {
  bool told = false;
  desk().on_change([&](const market::SeriesKey& /*key*/) { told = true; });
  run("DROP TABLE audit_log");
  EXPECT_FALSE(send("application/json", kJson));
  EXPECT_FALSE(told);
  EXPECT_EQ(desk().version_of({"SP500", {}}), 0);
}

TEST_F(MarketDeskTest, PagesThroughAllBarsOnce) {
  const auto bars = daily_bars(10);
  hold("SP500", bars);
  std::vector<market::Bar> seen;
  BarsQuery query{.symbol = "SP500", .limit = 3};
  for (int page = 0; page < 4; ++page) {
    const auto answer = *desk().bars(query);
    EXPECT_EQ(answer.bars.size(), page < 3 ? 3 : 1);
    EXPECT_EQ(answer.next_cursor.has_value(), page < 3);
    for (const auto& each : answer.bars) {
      EXPECT_EQ(each.symbol, "SP500");
      seen.push_back({each.timestamp, each.open, each.high, each.low, each.close, each.volume});
    }
    query.cursor = answer.next_cursor;
  }
  EXPECT_EQ(seen, bars);
}

TEST_F(MarketDeskTest, RefusesACursorThatItDidNotGive) {
  hold("SP500", daily_bars(1));
  const auto answer = desk().bars({.symbol = "SP500", .cursor = "page two"});
  EXPECT_THAT(answer.error().faults.front().location, ElementsAre("query", "cursor"));
}

TEST_F(MarketDeskTest, ShowsNoBarBeforeItsClose) {
  hold("SP500", daily_bars(5));
  const auto count = [&](Timestamp as_of) {
    return desk().bars({.symbol = "SP500", .as_of = as_of})->bars.size();
  };
  EXPECT_EQ(count(day(3)), 3);  // The bar of day 2 is over at midnight.
  EXPECT_EQ(count(day(3) - std::chrono::nanoseconds(1)), 2);
}

TEST_F(MarketDeskTest, KnowsNothingOfAnUnknownSymbol) {
  hold("SP500", daily_bars(1));
  EXPECT_EQ(desk().bars({.symbol = "SP50"}).error().code, ErrorCode::not_found);
}

TEST_F(MarketDeskTest, StoresAFileWholeOrNotAtAll) {
  SilentProgress progress;
  const auto path = csv_file("date,open,high,low,close\n2020-01-02,1,1,1,1\n2020-01-03,1,1,1,x\n");
  const auto report = desk().ingest_file(kTester, path, {.symbol = "SP500"}, progress, {});
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(report.error().message, testing::AllOf(HasSubstr("3"), HasSubstr("close")));
  EXPECT_EQ(desk().symbols()->total_symbols, 0);
  EXPECT_TRUE(audit().empty());
}

TEST_F(MarketDeskTest, StoresNothingOfAFileWhenStopped) {
  SilentProgress progress;
  std::stop_source stop;
  stop.request_stop();
  const auto report = desk().ingest_file(kTester, csv_file(std::string(kCsv)), {.symbol = "SP500"},
                                         progress, stop.get_token());
  EXPECT_EQ(report.error().code, ErrorCode::unavailable);
  EXPECT_EQ(desk().symbols()->total_symbols, 0);
}

}  // namespace
}  // namespace nautilus::platform
