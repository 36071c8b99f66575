// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/ingest_findings.hpp"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/csv_ingest.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

class IngestFindingsTest : public testing::Test {
 protected:
  IngestFindingsTest() : database_(*storage::sqlite::open(folder_.file("bars.sqlite"))) {
    EXPECT_TRUE(storage::migrate(*database_, BarStore::tables()));
  }

  /// Stores lines of "date,open,high,low,close,volume" with its sound rows, a day after the last.
  IngestReport store(const std::string& lines, const std::string& source = "") {
    auto reader = *CsvReader::over(text_ = "date,open,high,low,close,volume\n" + lines,
                                   {.symbol = "X", .collect_rejected = true, .is_whole = true});
    now_ = now_ + std::chrono::days(1);
    const auto writer = *store_.begin(now_);
    if (!source.empty()) writer->set_source(source);
    EXPECT_TRUE(read_into(reader, *writer));
    return *writer->finish();
  }

  std::vector<Finding> kept() {
    const auto transaction = *database_->read();
    const auto all = *read_ingest_findings(*transaction, SeriesKey{"X", {}});
    return all.empty() ? std::vector<Finding>() : all.front().findings;
  }

  std::map<std::string, std::int64_t> counts() {
    std::map<std::string, std::int64_t> counts;
    for (const auto& each : kept()) counts[each.check] += each.count;
    return counts;
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  BarStore store_{*database_};
  Timestamp now_ = from_date(2021, 1, 1);
  std::string text_;
};

TEST_F(IngestFindingsTest, HasNothingToSayOfSoundRowsEitherWayRound) {
  store("2020-01-02,1,1,1,1,5\n2020-01-03,1,1,1,1,5\n2020-01-06,1,1,1,1,5\n");
  EXPECT_TRUE(kept().empty());
  store("2020-02-06,1,1,1,1,5\n2020-02-04,1,1,1,1,5\n2020-02-03,1,1,1,1,5\n");
  EXPECT_TRUE(kept().empty());
}

TEST_F(IngestFindingsTest, KeepsEveryRowWhoseValuesContradictEachOther) {
  store(
      "2020-01-02,19.24,18.57,17.61,17.7,0\n"
      "2020-01-03,1,1,1,1,5\n"
      "2020-01-06,1,0.5,2,1,5\n");
  ASSERT_EQ(kept().size(), 1);
  const auto finding = kept().front();
  EXPECT_EQ(finding.check, "outside_range");
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(finding.count, 2);
  EXPECT_EQ(finding.from, from_date(2020, 1, 2));
  EXPECT_EQ(finding.to, from_date(2020, 1, 6));
  EXPECT_THAT(finding.examples,
              ElementsAre(AllOf(HasSubstr("row 0: open"), HasSubstr("open 19.24, high 18.57")),
                          HasSubstr("row 2: high")));
}

TEST_F(IngestFindingsTest, KeepsRowsThatCannotBeRead) {
  store("2020-01-02,1,1,1,x,5\nnever,1,1,1,1,5\n2020-01-03,-1,1,1,1,5\n");
  const auto finding = kept().front();
  EXPECT_EQ(finding.check, "rejected_row");
  EXPECT_EQ(finding.count, 3);
  EXPECT_EQ(finding.from, from_date(2020, 1, 3));  // The others have no time to go by.
  EXPECT_THAT(finding.examples.front(), HasSubstr("row 0: close must be a number, was 'x'"));
}

TEST_F(IngestFindingsTest, CountsRepeatedRowsOfOneText) {
  store("2020-01-02,1,1,1,1,5\n2020-01-02,1,1,1,1,5\n2020-01-03,1,1,1,1,5\n2020-01-03,2,2,2,2,5\n");
  EXPECT_THAT(counts(),
              UnorderedElementsAre(Pair("duplicate", 1), Pair("conflicting_duplicate", 1)));
}

TEST_F(IngestFindingsTest, CallsNothingADuplicateThatComesInAnotherText) {
  store("2020-01-02,1,1,1,1,5\n");
  store("2020-01-02,1,1,1,1,5\n");
  EXPECT_TRUE(kept().empty());
}

TEST_F(IngestFindingsTest, CountsRowsAgainstTheDirectionOfTheirText) {
  store("2020-01-02,1,1,1,1,5\n2020-01-06,1,1,1,1,5\n2020-01-03,1,1,1,1,5\n2020-01-07,1,1,1,1,5\n");
  ASSERT_EQ(kept().size(), 1);
  EXPECT_EQ(kept()[0].check, "out_of_order");
  EXPECT_EQ(kept()[0].count, 1);
  EXPECT_EQ(kept()[0].from, from_date(2020, 1, 3));
}

TEST_F(IngestFindingsTest, CountsBarsThatComeAfterNewerOnes) {
  store("2020-01-02,1,1,1,1,5\n2020-01-07,1,1,1,1,5\n");
  store("2020-01-03,1,1,1,1,5\n2020-01-08,1,1,1,1,5\n");
  EXPECT_THAT(counts(), ElementsAre(Pair("late", 1)));
}

TEST_F(IngestFindingsTest, JoinsAnotherSourceByThePrintedPrecision) {
  store("2020-01-02,1.25,1.25,1.25,1.25,5\n2020-01-03,2.5,2.5,2.5,2.5,5\n2020-01-06,3,3,3,3,5\n");
  const auto report = store(
      "2020-01-02,1.254,1.254,1.254,1.254,5\n"  // Rounds to the bar held.
      "2020-01-03,2.6,2.6,2.6,2.6,5\n"          // Does not.
      "2020-01-06,3,3,3,3,5\n2020-01-07,4,4,4,4,5\n",
      "vendor");
  EXPECT_EQ(report.accepted, 1);
  EXPECT_EQ(report.unchanged, 2);
  EXPECT_EQ(report.corrected, 1);
  EXPECT_THAT(counts(),
              UnorderedElementsAre(Pair("source_rounding", 1), Pair("source_disagreement", 1)));
  EXPECT_THAT(kept()[0].detail, HasSubstr("from vendor"));
  EXPECT_THAT(kept()[0].examples.front(),
              AllOf(HasSubstr("2020-01-03"), HasSubstr("2.6"), HasSubstr("after 2.5")));
  EXPECT_THAT(store_.read({.key = {"X", {}}})->close, ElementsAre(1.25, 2.6, 3, 4));
}

TEST_F(IngestFindingsTest, KeepsNothingOfAWriteThatIsGivenUp) {
  {
    BarBatch batch;
    ASSERT_TRUE(batch.reject({{0, "close", "is wrong"}, {"X", {}}, {}}));
    const auto writer = *store_.begin(now_);
    ASSERT_TRUE(writer->add(batch));
  }
  EXPECT_TRUE(kept().empty());
}

TEST_F(IngestFindingsTest, ListsAllSeriesAndRowsOfNone) {
  BarBatch batch;
  ASSERT_TRUE(batch.reject({{0, "symbol", "is missing"}, {}, {}}));
  ASSERT_TRUE(batch.reject({{1, "close", "is wrong"}, {"Y", {}}, {}}));
  ASSERT_TRUE(store_.write(batch, now_));
  const auto transaction = *database_->read();
  const auto all = *read_ingest_findings(*transaction, std::nullopt);
  ASSERT_EQ(all.size(), 2);
  EXPECT_EQ(all[0].key.symbol, "");
  EXPECT_EQ(all[1].key.symbol, "Y");
  EXPECT_FALSE(all[1].findings[0].from);
}

}  // namespace
}  // namespace nautilus::market
