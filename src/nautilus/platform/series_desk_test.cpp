// SPDX-License-Identifier: MIT
#include "nautilus/platform/series_desk.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SeriesDeskTest : public testing::Test, protected EngineFixture {
 protected:
  Result<SeriesLoadAnswer> send(std::string_view type, std::string_view text,
                                const SeriesLoadQuery& query = {}) {
    return engine_->series().load(kTester, type, text, query);
  }

  std::vector<double> values(const SeriesQuery& query) {
    const auto answer = *engine_->series().series(query);
    std::vector<double> out;
    for (const auto& each : answer.values) out.push_back(each.value);
    return out;
  }

  static SeriesLoadQuery vix() {
    return {.series_id = "VIXCLS", .release_lag = *market::ReleaseLag::parse("1d")};
  }
};

constexpr std::string_view kCsv = "date,value\n2020-01-02,12.5\n2020-01-03,14\n2020-01-06,13.5\n";

TEST_F(SeriesDeskTest, StoresCsvAndShowsItAsOfATime) {
  EXPECT_EQ(send("text/csv", kCsv, vix())->series.front().accepted, 3);
  EXPECT_THAT(values({.series_id = "VIXCLS"}), ElementsAre(12.5, 14, 13.5));
  EXPECT_THAT(values({.series_id = "VIXCLS", .as_of = from_date(2020, 1, 4)}),
              ElementsAre(12.5, 14));
  const auto listed = engine_->series().series({})->series;
  ASSERT_EQ(listed.size(), 1);
  EXPECT_EQ(listed[0].observations, 3);
  EXPECT_EQ(listed[0].last, from_date(2020, 1, 6));
}

TEST_F(SeriesDeskTest, StoresJson) {
  const auto answer =
      *send("application/json", R"({"series":{"series_id":"DGS10","release_lag":"1d"},)"
                                R"("observations":[{"date":"2020-01-02","value":1.88}]})");
  EXPECT_EQ(answer.series.front().accepted, 1);
  const auto second = send("application/json", "[]", vix());
  EXPECT_THAT(second.error().message, HasSubstr("only `partial` goes with JSON"));
}

TEST_F(SeriesDeskTest, NamesThePlaceOfAMissingLag) {
  const auto csv = send("text/csv", kCsv, {.series_id = "VIXCLS"});
  EXPECT_THAT(csv.error().faults.front().location, ElementsAre("query", "release_lag"));
  const auto json =
      send("application/json", R"({"series":{"series_id":"DGS10"},)"
                               R"("observations":[{"date":"2020-01-02","value":1.88}]})");
  EXPECT_THAT(json.error().faults.front().location, ElementsAre("series", "release_lag"));
  EXPECT_TRUE(engine_->series().series({})->series.empty());
}

TEST_F(SeriesDeskTest, StoresAllOrNothingUnlessPartial) {
  constexpr std::string_view text = "date,value\n2020-01-02,12.5\n2020-01-03,x\n2030-01-06,1\n";
  const auto refused = send("text/csv", text, vix());
  ASSERT_EQ(refused.error().faults.size(), 2);
  EXPECT_THAT(refused.error().faults[0].location, ElementsAre("observations", "1", "value"));
  EXPECT_THAT(refused.error().faults[1].message, HasSubstr("future"));
  EXPECT_TRUE(engine_->series().series({})->series.empty());
  EXPECT_TRUE(audit().empty());
  auto query = vix();
  query.partial = true;
  const auto report = send("text/csv", text, query)->series.front();
  EXPECT_EQ(report.accepted, 1);
  EXPECT_EQ(report.rejected.size(), 2);
  EXPECT_THAT(values({.series_id = "VIXCLS"}), ElementsAre(12.5));
}

TEST_F(SeriesDeskTest, RefusesRowsOfNoSeries) {
  const auto json = send("application/json", R"([{"date":"2020-01-02","value":1}])");
  EXPECT_THAT(json.error().faults.front().location, ElementsAre("observations", "0", "series_id"));
  EXPECT_FALSE(send("text/csv", kCsv, {.series_id = "a b"}));
  EXPECT_EQ(send("application/json", "[").error().code, ErrorCode::malformed);
  for (const auto* text : {"17", "\"text\"", "{}", "[[1]]", "null"}) {
    EXPECT_EQ(send("application/json", text).error().code, ErrorCode::invalid_argument) << text;
  }
}

TEST_F(SeriesDeskTest, WritesAnAuditRecord) {
  ASSERT_TRUE(send("text/csv", kCsv, vix()));
  const auto record = audit().front();
  EXPECT_EQ(record.action, "market.series");
  EXPECT_EQ(record.actor, "tester");
  EXPECT_THAT(record.after, HasSubstr(R"("series_id":"VIXCLS","accepted":3)"));
}

TEST_F(SeriesDeskTest, PagesThroughAllValuesOnce) {
  ASSERT_TRUE(send("text/csv", kCsv, vix()));
  SeriesQuery query{.series_id = "VIXCLS", .limit = 2};
  const auto first = *engine_->series().series(query);
  EXPECT_EQ(first.values.size(), 2);
  query.cursor = first.next_cursor;
  const auto second = *engine_->series().series(query);
  EXPECT_EQ(second.values.size(), 1);
  EXPECT_FALSE(second.next_cursor);
  query.cursor = "two";
  EXPECT_FALSE(engine_->series().series(query));
  EXPECT_EQ(engine_->series().series({.series_id = "VIX"}).error().code, ErrorCode::not_found);
}

TEST_F(SeriesDeskTest, ReadsFilesOfBothKinds) {
  std::ofstream(folder_.file("vix.csv")) << kCsv;
  std::ofstream(folder_.file("vix.json"))
      << R"({"series":{"series_id":"VIXCLS"},"observations":[{"date":"2020-01-07","value":13}]})";
  auto& desk = engine_->series();
  EXPECT_EQ(desk.load_file(kTester, folder_.file("vix.csv"), vix(), {})->series[0].accepted, 3);
  EXPECT_EQ(desk.load_file(kTester, folder_.file("vix.json"), {}, {})->series[0].accepted, 1);
  EXPECT_EQ(desk.load_file(kTester, folder_.file("no.csv"), vix(), {}).error().code,
            ErrorCode::not_found);
}

TEST_F(SeriesDeskTest, JoinsNothingOfTheFuture) {
  ASSERT_TRUE(send("text/csv", kCsv, vix()));
  clock_.set(from_date(2020, 1, 3));
  const std::vector<Timestamp> at{from_date(2020, 1, 9)};
  EXPECT_THAT(engine_->series().as_of_join("VIXCLS", at)->value, ElementsAre(12.5));
}

}  // namespace
}  // namespace nautilus::platform
