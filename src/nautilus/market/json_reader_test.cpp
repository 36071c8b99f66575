// SPDX-License-Identifier: MIT
#include "nautilus/market/json_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

constexpr std::string_view kBar =
    R"({"symbol":"A","timeframe":"1d","timestamp":"2020-01-02T00:00:00Z","open":1,"high":3,"low":0.5,"close":2,"volume":10})";
constexpr Bar kExpected{{1'577'923'200'000'000'000}, 1, 3, 0.5, 2, 10};  // date -d 2020-01-02Z +%s

TEST(JsonReader, ReadsAnObjectAListAndLines) {
  for (const auto& batch : {*read_json_bars(fmt::format("{{\"bars\":[{}]}}", kBar)),
                            *read_json_bars(fmt::format("[{}]", kBar)),
                            *read_ndjson_bars(fmt::format("\n{}\r\n", kBar))}) {
    ASSERT_EQ(batch.rows().size(), 1);
    EXPECT_EQ(batch.rows()[0].bar, kExpected);
    EXPECT_EQ(batch.keys(), (std::vector<SeriesKey>{{"A", Timeframe()}}));
  }
}

TEST(JsonReader, HasDefaultsForTimeframeAndVolume) {
  const auto batch = *read_json_bars(
      R"([{"symbol":"A","timestamp":"2020-01-02","open":1,"high":1,"low":1,"close":1}])");
  ASSERT_EQ(batch.rows().size(), 1);
  EXPECT_EQ(batch.rows()[0].bar.volume, 0);
  EXPECT_EQ(batch.keys()[0].timeframe, Timeframe());
}

TEST(JsonReader, RejectsWrongRowsAndKeepsTheOthers) {
  const auto batch = *read_json_bars(fmt::format(
      R"([5, {}, {{"symbol":"A B","timestamp":"2020-01-02","open":1,"high":1,"low":1,"close":1}},
          {{"symbol":"A","timestamp":"2020-01-02","open":1,"high":1,"low":2,"close":1}},
          {{"symbol":"A","timestamp":"soon","open":1,"high":1,"low":1,"close":1}},
          {{"symbol":"A","timestamp":"2020-01-02","open":"1","high":1,"low":1,"close":1}},
          {{"symbol":"A","timestamp":"2020-01-02","high":1,"low":1,"close":1}}])",
      kBar));
  EXPECT_EQ(batch.rows().size(), 1);
  EXPECT_EQ(
      batch.rejected(),
      (std::vector<Rejection>{
          {0, "", "must be an object, was a whole number"},
          {2, "symbol", "must be 1 to 32 letters, digits or . _ - ^ = /, was 'A B'"},
          {3, "high", "must be at least low 2, was 1"},
          {4, "timestamp",
           "'soon' is not a time between 1800 and 2199 such as 2020-04-17 or 2020-04-17T13:30:00Z"},
          {5, "open", "must be a number, was the text '1'"},
          {6, "open", "is required"}}));
}

TEST(JsonReader, RefusesWhatIsNoListOfBars) {
  EXPECT_EQ(read_json_bars("{\"bars\":[").error().code, ErrorCode::malformed);
  EXPECT_EQ(read_json_bars("[NaN]").error().code, ErrorCode::malformed);
  EXPECT_EQ(read_json_bars("7").error().message,
            "bars: must be {\"bars\": [...]} or a list of bars, was a whole number");
  EXPECT_EQ(read_json_bars("{\"bars\":[],\"x\":1}").error().code, ErrorCode::invalid_argument);
  const auto cut = read_ndjson_bars(fmt::format("{}\n{}", kBar, kBar.substr(0, 40)));
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::malformed);
  EXPECT_TRUE(cut.error().message.starts_with("line 2: "));
}

TEST(JsonReader, GivesUpOnAListOfOtherThings) {
  std::string text = "[0";
  for (std::size_t i = 0; i < kMostRejections; ++i) text += ",0";
  EXPECT_EQ(read_json_bars(text + "]").error().code, ErrorCode::invalid_argument);
}

TEST(JsonReader, RejectsBarsOfTheFutureAndPricesBelowZeroWithARemedy) {
  const auto batch = *read_json_bars(
      R"([{"symbol":"A","timestamp":"2020-01-03","open":1,"high":1,"low":1,"close":1},
          {"symbol":"A","timestamp":"2020-01-04","open":1,"high":1,"low":1,"close":1},
          {"symbol":"CL","timestamp":"2020-01-02","open":18,"high":18,"low":-40,"close":-37.63}])",
      *parse_timestamp("2020-01-02T12:00:00Z"));
  EXPECT_EQ(batch.rows().size(), 1);
  ASSERT_EQ(batch.rejected().size(), 2);
  EXPECT_EQ(batch.rejected()[0].field, "timestamp");
  EXPECT_TRUE(batch.rejected()[0].reason.starts_with("must not be more than one bar of 1d in the"));
  EXPECT_EQ(batch.rejected()[1].reason,
            "must be above 0, was -40; returns mean nothing at such prices: keep what may fall "
            "below 0 as a series (POST /market/series)");
}

TEST(JsonReader, TakesRowsOfThePlatformsTable) {
  const std::string row =
      R"({"venue":"NASDAQ","instrument_id":"A.NASDAQ","timeframe":"1m","timestamp_ns":1577923200000000000,
          "open_price":"1.00000000","high_price":3,"low_price":"0.50000000","close_price":"2","volume":"10.00000000",
          "is_final":true})";
  const auto batch = *read_json_bars(fmt::format("[{}]", row));
  ASSERT_EQ(batch.rows().size(), 1) << batch.rejected()[0].reason;
  EXPECT_EQ(batch.rows()[0].bar, kExpected);
  EXPECT_EQ(batch.keys(), (std::vector<SeriesKey>{{"A.NASDAQ", *Timeframe::parse("1m")}}));
}

TEST(JsonReader, NamesWhatIsWrongWithARowOfThePlatformsTable) {
  const auto reason = [](std::string_view was, std::string_view is) {
    std::string row =
        R"({"instrument_id":"A.X","timeframe":"1m","timestamp_ns":1577923200000000000,"open_price":"1",)"
        R"("high_price":"3","low_price":"1","close_price":"2","is_final":true})";
    row.replace(row.find(was), was.size(), is);
    const auto batch = *read_json_bars("[" + row + "]");
    return batch.rejected().empty() ? ""
                                    : batch.rejected()[0].field + ": " + batch.rejected()[0].reason;
  };
  EXPECT_EQ(reason("\"is_final\":true", "\"is_final\":false"),
            "is_final: is false, the bar still forms: send it when it is over");
  EXPECT_EQ(reason("\"3\"", "\"three\""), "high_price: must be a number, was the text 'three'");
  EXPECT_EQ(reason("1577923200000000000", "9223372036854775807"),
            "timestamp_ns: must be nanoseconds since 1970 within the years 1800 to 2199, was "
            "9223372036854775807");
  EXPECT_EQ(reason("1577923200000000000", "1.5e300").substr(0, 13), "timestamp_ns:");
  EXPECT_EQ(reason("\"close_price\":\"2\",", ""), "close_price: is required");
}

}  // namespace
}  // namespace nautilus::market
