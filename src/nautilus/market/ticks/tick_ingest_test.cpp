// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_ingest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TickIngestTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(storage::migrate(*database_, BarStore::tables())); }

  /// Ticks of 2020-01-02 as rows of minute:second, price; each of one unit.
  Result<IngestReport> send(const std::vector<std::pair<std::string, int>>& ticks) {
    std::string text = "time,price,size\n";
    for (const auto& [time, price] : ticks) {
      text += "2020-01-02T10:" + time + "Z," + std::to_string(price) + ",1\n";
    }
    NAUTILUS_TRY(auto reader, TickReader::over(text, {}));
    NAUTILUS_TRY(const auto writer, store_.begin(now_));
    NAUTILUS_CHECK(read_ticks_into(reader, key_, now_, *writer));
    return writer->finish();
  }

  std::vector<std::string> reasons(const std::vector<std::pair<std::string, int>>& ticks) {
    const auto report = send(ticks);
    EXPECT_TRUE(report) << report.error().message;
    std::vector<std::string> reasons;
    for (const auto& each : report->rejected) reasons.push_back(each.reason);
    return reasons;
  }

  std::vector<double> closes() { return store_.read({.key = key_})->close; }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_ =
      *storage::sqlite::open(folder_.file("ticks.sqlite"));
  BarStore store_{*database_};
  SeriesKey key_{"T", *Timeframe::parse("1m")};
  Timestamp now_ = *parse_timestamp("2020-01-02T10:05:00Z");
};

TEST_F(TickIngestTest, LeavesTheLastBarAndSaysWhatToSendAgain) {
  EXPECT_THAT(reasons({{"00:05", 1}, {"01:05", 2}, {"01:40", 3}}),
              ElementsAre(HasSubstr("send its ticks from 2020-01-02T10:01:05.000000Z on")));
  EXPECT_THAT(closes(), ElementsAre(1));
}

TEST_F(TickIngestTest, StoresNoBarThatTwoFilesHaveInHalves) {
  (void)reasons({{"00:05", 1}, {"01:05", 2}, {"01:40", 3}});
  EXPECT_THAT(reasons({{"01:50", 4}, {"02:10", 5}, {"03:00", 6}}),
              ElementsAre(HasSubstr("began at 2020-01-02T10:01:05.000000Z in an earlier file"),
                          HasSubstr("still forms")));
  EXPECT_THAT(closes(), ElementsAre(1, 5));
  // In one piece it is whole.
  (void)reasons({{"01:05", 2}, {"01:40", 3}, {"01:50", 4}, {"02:10", 5}});
  EXPECT_THAT(closes(), ElementsAre(1, 4, 5));
}

TEST_F(TickIngestTest, PutsNoPartInThePlaceOfAWholeBar) {
  (void)reasons({{"00:05", 1}, {"00:20", 3}, {"00:40", 2}, {"01:05", 2}});
  EXPECT_THAT(reasons({{"00:20", 3}, {"01:05", 2}}),
              ElementsAre(HasSubstr("may be a part of the bar held"), HasSubstr("still forms")));
  EXPECT_THAT(closes(), ElementsAre(2));
  // The same ticks again are the same bar, and more of them another.
  EXPECT_EQ(send({{"00:05", 1}, {"00:20", 3}, {"00:40", 2}, {"01:05", 2}})->unchanged, 1);
  EXPECT_EQ(send({{"00:05", 1}, {"00:20", 3}, {"00:40", 2}, {"00:50", 1}, {"01:05", 2}})->corrected,
            1);
}

TEST_F(TickIngestTest, RefusesTicksOfTheFutureByTheirLine) {
  EXPECT_TRUE(send({{"05:59", 1}, {"06:00", 1}}));
  const auto refused = send({{"05:00", 1}, {"06:01", 1}});
  EXPECT_THAT(refused.error().message, HasSubstr("line 3"));
  EXPECT_THAT(refused.error().message, HasSubstr("more than one bar of 1m in the future"));
}

}  // namespace
}  // namespace nautilus::market
