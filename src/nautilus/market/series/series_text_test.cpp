// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/market/series/series_csv.hpp"
#include "nautilus/market/series/series_json.hpp"

namespace nautilus::market {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<double> values_of(const SeriesBatch& batch) {
  std::vector<double> values;
  for (const auto& each : batch.observations) values.push_back(each.value);
  return values;
}

std::string error_of(std::string_view csv, const SeriesCsvOptions& options = {}) {
  const auto read = read_series_csv(csv, options);
  return read ? "none" : read.error().message;
}

TEST(SeriesCsv, ReadsARowAValueWhateverTheColumnIsCalled) {
  for (const auto* name : {"value", "CPIAUCSL", "cpi"}) {
    const auto text = std::string("date,") + name + "\n2020-01-01,258.7\n2020-02-01,259\n";
    const auto batches = *read_series_csv(text, {.series_id = "CPIAUCSL"});
    ASSERT_EQ(batches.size(), 1);
    EXPECT_EQ(batches[0].series_id, "CPIAUCSL");
    EXPECT_THAT(values_of(batches[0]), ElementsAre(258.7, 259));
    EXPECT_EQ(batches[0].observations[1].observed_at, from_date(2020, 2, 1));
    EXPECT_FALSE(batches[0].observations[1].released_at);
  }
}

TEST(SeriesCsv, ReadsReleasesAndSeriesNamedByTheRow) {
  const auto batches = *read_series_csv(
      "\xef\xbb\xbfseries_id;Date;Value;released_at\n"
      "DGS2;2020-01-02;1.58;2020-01-03T21:15:00Z\r\n"
      "DGS10;2020-01-02;1.88;\n",
      {});
  ASSERT_EQ(batches.size(), 2);
  EXPECT_EQ(batches[0].series_id, "DGS10");
  EXPECT_FALSE(batches[0].observations[0].released_at);
  EXPECT_EQ(batches[1].observations[0].released_at,
            from_date(2020, 1, 3) + std::chrono::minutes(21 * 60 + 15));
}

TEST(SeriesCsv, ReadsAColumnASeries) {
  constexpr std::string_view csv = "date,vix,dgs2\n2020-01-02,12.5,1.58\n2020-01-03,14,.\n";
  const auto both = *read_series_csv(csv, {});
  ASSERT_EQ(both.size(), 2);
  EXPECT_EQ(both[0].series_id, "dgs2");
  EXPECT_EQ(both[0].skipped, 1);
  EXPECT_THAT(values_of(both[1]), ElementsAre(12.5, 14));
  const auto one = *read_series_csv(csv, {.series_id = "VIXCLS", .column = "VIX"});
  ASSERT_EQ(one.size(), 1);
  EXPECT_EQ(one[0].series_id, "VIXCLS");
  EXPECT_EQ(read_series_csv(csv, {.series_id = "DGS2"})->front().observations.size(), 1);
}

TEST(SeriesCsv, CountsMissingValuesAndStoresNone) {
  const auto batch =
      read_series_csv("date,value\n2020-01-01,.\n2020-01-02,\n2020-01-03,NaN\n2020-01-06,0\n",
                      {.series_id = "X"})
          ->front();
  EXPECT_EQ(batch.skipped, 3);
  EXPECT_THAT(values_of(batch), ElementsAre(0));
}

TEST(SeriesCsv, NamesRowAndFieldOfWhatItCannotRead) {
  const auto batch = read_series_csv(
                         "date,value,released_at\n"
                         "2020-01-02,1,\n2020-13-01,1,\n2020-01-03,x,\n2020-01-03,1,noon\n1\n",
                         {.series_id = "X"})
                         ->front();
  ASSERT_EQ(batch.rejected.size(), 4);
  EXPECT_EQ(batch.rejected[0].index, 1);
  EXPECT_EQ(batch.rejected[0].field, "date");
  EXPECT_EQ(batch.rejected[1].field, "value");
  EXPECT_THAT(batch.rejected[1].reason, HasSubstr("'x'"));
  EXPECT_EQ(batch.rejected[2].field, "released_at");
  EXPECT_THAT(batch.rejected[3].reason, HasSubstr("1 fields"));
  EXPECT_EQ(batch.observations.size(), 1);
}

TEST(SeriesCsv, RefusesColumnsThatCannotBeTold) {
  EXPECT_THAT(error_of(""), HasSubstr("empty"));
  EXPECT_THAT(error_of("value\n1\n"), HasSubstr("no column date"));
  EXPECT_THAT(error_of("date\n2020-01-01\n"), HasSubstr("no column of values"));
  EXPECT_THAT(error_of("date,value\n"), HasSubstr("series_id"));
  EXPECT_THAT(error_of("date,time,x\n"), HasSubstr("mean the same"));
  EXPECT_THAT(error_of("date,a,a\n"), HasSubstr("twice"));
  EXPECT_THAT(error_of("date,a b\n"), HasSubstr("name of a series"));
  EXPECT_THAT(error_of("date,a,b\n", {.series_id = "X"}), HasSubstr("only a, b"));
  EXPECT_THAT(error_of("date,a,b\n", {.series_id = "X", .column = "c"}), HasSubstr("'c'"));
}

TEST(SeriesCsv, ReadsTheColumnsOfTheMacroFile) {
  const auto path = shared_folder() + "/data/fred_macro/alt_daily.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
  const auto all = *read_series_file(path, {});
  EXPECT_EQ(all.size(), 13);
  const auto vix = read_series_file(path, {.series_id = "VIXCLS", .column = "vix"})->front();
  EXPECT_EQ(std::ssize(vix.observations) + vix.skipped, 9417);  // The file's days.
  EXPECT_EQ(vix.observations[0].value, 17.24);
}

TEST(SeriesJson, ReadsABodyAndTheRowsOfThePlatform) {
  const auto body = *read_series_json(
      R"({"series":{"series_id":"VIXCLS","release_lag":"PT24H"},)"
      R"("observations":[{"date":"2020-01-02","value":12.5},{"date":"2020-01-03","value":"14"},)"
      R"({"date":"2020-01-04","value":"."},{"date":"2020-01-05","value":null}]})");
  EXPECT_EQ(body.definition.release_lag->name(), "1d");
  ASSERT_EQ(body.batches.size(), 1);
  EXPECT_THAT(values_of(body.batches[0]), ElementsAre(12.5, 14));
  EXPECT_EQ(body.batches[0].skipped, 2);
  const auto rows = *read_series_json(R"([{"series_id":"DGS2","date":"2020-01-02","value":1.58},)"
                                      R"({"series_id":"DGS10","date":"2020-01-02","value":1.88}])");
  EXPECT_EQ(rows.batches.size(), 2);
}

TEST(SeriesJson, NamesTheRowsItCannotRead) {
  const auto batch =
      read_series_json(
          R"({"series":{"series_id":"X"},"observations":[{"date":"2020-01-02",)"
          R"("value":"x"},{"value":1},{"date":"2020-01-02","value":1,"series_id":"Y"},)"
          R"({"date":"2020-01-02","value":true},{"date":"2020-01-02","valu":1}]})")
          ->batches.front();
  ASSERT_EQ(batch.rejected.size(), 5);
  EXPECT_EQ(batch.rejected[0].field, "value");
  EXPECT_EQ(batch.rejected[1].field, "date");
  EXPECT_EQ(batch.rejected[2].field, "series_id");
  EXPECT_TRUE(batch.observations.empty());
}

TEST(SeriesJson, RefusesOtherShapes) {
  for (const auto* text :
       {"1", "{}", R"({"series":{"series_id":"X"}})", R"({"observations":{}})",
        R"({"observations":[],"more":1})", R"({"series":{"series_id":"a b"},"observations":[]})",
        R"({"series":{"series_id":"X","release_lag":"1M"},"observations":[]})"}) {
    EXPECT_FALSE(read_series_json(text)) << text;
  }
}

}  // namespace
}  // namespace nautilus::market
