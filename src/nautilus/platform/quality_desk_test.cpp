// SPDX-License-Identifier: MIT
#include "nautilus/platform/quality_desk.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class QualityDeskTest : public testing::Test, protected EngineFixture {
 protected:
  Result<QualityAnswer> ask(const QualityQuery& query) { return engine_->quality().quality(query); }

  SeriesQuality of(const QualityQuery& query) {
    auto answer = *ask(query);
    return std::move(answer.series.front());
  }

  /// Daily bars with a fall of 7:1 at bar 100.
  void hold_with_split() {
    auto bars = daily_bars(200);
    for (std::size_t i = 100; i < bars.size(); ++i) {
      auto& bar = bars[i];
      for (auto* price : {&bar.open, &bar.high, &bar.low, &bar.close}) *price /= 7;
      bar.volume *= 7;
    }
    hold("AAPL", bars);
  }
};

TEST_F(QualityDeskTest, TellsWhatIsOddOfOneSymbol) {
  hold_with_split();
  const auto found = of({.symbol = "AAPL", .check = "unit_change"});
  EXPECT_EQ(found.bars, 200);
  ASSERT_EQ(found.findings.size(), 1);
  EXPECT_EQ(found.findings[0].from, day(100));
  EXPECT_EQ(found.counts.at("unit_change"), 1);
  EXPECT_THAT(found.missing.at("gap"), HasSubstr("calendar"));
}

TEST_F(QualityDeskTest, TakesASplitThatWasToldForWhatItIs) {
  hold_with_split();
  const auto body = R"([{"symbol":"AAPL","type":"split","ex_date":")" + format_date(day(100)) +
                    R"(","ratio":7}])";
  ASSERT_TRUE(engine_->market().actions().record(kTester, "application/json", body, {}));
  const auto counts = of({.symbol = "AAPL"}).counts;
  EXPECT_EQ(counts.count("unit_change") + counts.count("spike"), 0);
}

TEST_F(QualityDeskTest, CountsOfAllSymbols) {
  hold_with_split();
  hold("GE", daily_bars(50));
  const auto answer = *ask({});
  ASSERT_EQ(answer.series.size(), 2);
  EXPECT_EQ(answer.series[0].counts.at("unit_change"), 1);
  EXPECT_THAT(answer.series[0].findings, IsEmpty());
  EXPECT_THAT(answer.series[1].counts, IsEmpty());
}

TEST_F(QualityDeskTest, LooksForGapsByTheCalendarNamed) {
  hold("GE", daily_bars(10));
  const auto whole = of({.symbol = "GE", .calendar = "24/7"});
  EXPECT_EQ(whole.calendar, "24/7");
  EXPECT_THAT(whole.counts, IsEmpty());
  auto bars = daily_bars(10);
  bars.erase(bars.begin() + 3, bars.begin() + 6);
  hold("MSFT", bars);
  const auto holed = of({.symbol = "MSFT", .calendar = "24/7"});
  EXPECT_EQ(holed.counts.at("gap"), 3);
  EXPECT_EQ(holed.findings.size(), 1);
}

TEST_F(QualityDeskTest, LooksForGapsByAUsersOwnCalendar) {
  settings_.market.calendars = folder_.file("calendars.toml");
  std::ofstream(settings_.market.calendars)
      << "[[calendars]]\nname = \"OWN\"\nzone = \"UTC\"\nfirst = 2010-01-01\nlast = 2010-12-31\n"
         "open = \"09:00\"\nclose = \"17:00\"\n"
         "weekdays = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]\n";
  reopen();
  auto bars = daily_bars(10);
  bars.erase(bars.begin() + 3);  // From Monday, 2010-01-04; a Thursday.
  hold("A", bars);
  const auto found = of({.symbol = "A", .calendar = "OWN", .check = "gap"});
  EXPECT_EQ(found.calendar, "OWN");
  ASSERT_EQ(found.findings.size(), 1);
  EXPECT_EQ(found.findings[0].from, day(3));
}

TEST_F(QualityDeskTest, SeesNoLaterThanAsked) {
  hold_with_split();
  EXPECT_EQ(of({.symbol = "AAPL", .as_of = day(100)}).counts.count("unit_change"), 0);
  EXPECT_EQ(of({.symbol = "AAPL", .as_of = day(101)}).counts.count("unit_change"), 1);
  EXPECT_EQ(of({.symbol = "AAPL", .to = day(100)}).counts.count("unit_change"), 0);
  EXPECT_EQ(of({.symbol = "AAPL", .from = day(101)}).counts.count("unit_change"), 0);
}

TEST_F(QualityDeskTest, ShowsRowsThatWereRejected) {
  const auto report = engine_->market().ingest(
      kTester, "text/csv", "date,open,high,low,close\n2020-01-02,5,3,1,2\n", {.symbol = "VIX"});
  ASSERT_EQ(report->rejected.size(), 1);
  const auto found = of({.symbol = "VIX"});
  EXPECT_EQ(found.bars, 0);
  EXPECT_EQ(found.counts.at("outside_range"), 1);
  EXPECT_EQ(ask({})->series.size(), 1);
}

TEST_F(QualityDeskTest, RefusesWhatItDoesNotKnow) {
  hold("GE", daily_bars(2));
  EXPECT_EQ(ask({.symbol = "G"}).error().code, ErrorCode::not_found);
  const auto check = ask({.symbol = "GE", .check = "spik"});
  EXPECT_THAT(check.error().message, HasSubstr("did you mean 'spike'"));
  EXPECT_THAT(check.error().faults.front().location, ElementsAre("query", "check"));
  EXPECT_THAT(ask({.symbol = "GE", .calendar = "NYSE"}).error().faults.front().location,
              ElementsAre("query", "calendar"));
  EXPECT_FALSE(ask({.symbol = "GE", .from = day(2), .to = day(1)}));
}

TEST_F(QualityDeskTest, ListsNoMoreThanAskedButCountsAll) {
  auto bars = daily_bars(40);
  for (std::size_t i = 0; i < 10; ++i) bars.erase(bars.begin() + 2 + static_cast<int>(2 * i));
  hold("GE", bars);
  const auto found = of({.symbol = "GE", .calendar = "24/7", .limit = 3});
  EXPECT_EQ(found.findings.size(), 3);
  EXPECT_EQ(found.total_findings, 10);
  EXPECT_EQ(found.counts.at("gap"), 10);
}

TEST_F(QualityDeskTest, FindsTheOddRowsOfTheVolatilityFile) {
  const auto path = shared_folder() + "/data/datahub/vix_daily.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
  clock_.set(from_date(2027, 1, 1));  // After the end of the file.
  const auto answer =
      check_file(path, {.symbol = "VIX"}, {.symbol = "VIX", .check = "outside_range"}, clock_, {});
  const auto& found = answer->series.front();
  EXPECT_EQ(found.counts.at("outside_range"), 47);  // As the file's own description says.
  EXPECT_EQ(found.findings.front().examples.size(), 47);
  SilentProgress progress;
  FileIngestQuery query{.symbol = "VIX"};
  EXPECT_FALSE(engine_->market().ingest_file(kTester, path, query, progress, {}));
  EXPECT_EQ(ask({.symbol = "VIX"}).error().code, ErrorCode::not_found);
  query.partial = true;
  EXPECT_EQ(engine_->market().ingest_file(kTester, path, query, progress, {})->rejected.size(), 47);
  EXPECT_EQ(of({.symbol = "VIX"}).counts.at("outside_range"), 47);
}

TEST_F(QualityDeskTest, NamesEverySplitOfAppleThatNobodyTold) {
  const auto path = shared_folder() + "/data/lean/equity_daily/AAPL.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
  clock_.set(from_date(2027, 1, 1));  // After the end of the file.
  const auto answer =
      check_file(path, {.symbol = "AAPL"}, {.symbol = "AAPL", .check = "unit_change"}, clock_, {});
  ASSERT_TRUE(answer) << answer.error().message;
  std::vector<std::string> told;
  for (const auto& each : answer->series.front().findings) {
    const auto ratio = each.detail.find("ratio of ") + 9;
    told.push_back(format_date(each.from.value()) + " " + each.detail.substr(ratio, 3));
  }
  EXPECT_THAT(told,
              ElementsAre("2000-06-21 2:1", "2005-02-28 2:1", "2014-06-09 7:1", "2020-08-31 4:1"));
}

TEST_F(QualityDeskTest, ChecksAFileWithoutStoringIt) {
  std::ofstream(folder_.file("bars.csv"))
      << "symbol,date,open,high,low,close\nA,2020-01-02,1,1,1,1\nA,2020-01-02,1,1,1,1\n";
  const auto answer = check_file(folder_.file("bars.csv"), {}, {}, clock_, {});
  EXPECT_EQ(answer->series.front().counts.at("duplicate"), 1);
  EXPECT_EQ(engine_->market().symbols()->total_symbols, 0);
  EXPECT_EQ(check_file(folder_.file("none.csv"), {}, {}, clock_, {}).error().code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace nautilus::platform
