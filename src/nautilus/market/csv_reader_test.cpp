// SPDX-License-Identifier: MIT
#include "nautilus/market/csv_reader.hpp"

#include <fstream>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using storage::TemporaryFolder;
using testing::HasSubstr;

/// All that a text holds, or the error.
Result<BarBatch> read(std::string_view text, CsvOptions options = {.symbol = "A"}) {
  NAUTILUS_TRY(auto reader, CsvReader::over(text, std::move(options)));
  BarBatch all;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) return all;
    for (const auto& row : batch->rows()) {
      const auto& key = batch->keys()[row.series];
      all.add(key.symbol, key.timeframe, row.bar);
    }
    for (const auto& rejected : batch->rejected_rows()) NAUTILUS_CHECK(all.reject(rejected));
  }
}

std::string error_of(std::string_view text, CsvOptions options = {.symbol = "A"}) {
  const auto batch = read(text, std::move(options));
  return batch ? "" : batch.error().message;
}

constexpr std::string_view kHeader = "date,open,high,low,close,volume\n";

std::string row_error(std::string_view row) { return error_of(std::string(kHeader).append(row)); }

TEST(CsvReader, ReadsRowsInAnyOrder) {
  const auto batch =
      *read("date,open,high,low,close,volume\n2020-01-03,2,4,1,3,20\n2020-01-02,1.5,3,1,2,1e3\n");
  ASSERT_EQ(batch.rows().size(), 2);
  EXPECT_EQ(batch.rows()[0].bar, (Bar{from_date(2020, 1, 3), 2, 4, 1, 3, 20}));
  EXPECT_EQ(batch.rows()[1].bar, (Bar{from_date(2020, 1, 2), 1.5, 3, 1, 2, 1000}));
  EXPECT_EQ(batch.keys(), (std::vector<SeriesKey>{{"A", Timeframe()}}));
}

TEST(CsvReader, ReadsTheDialectsThatAreAbout) {
  const Bar expected{from_date(2020, 1, 2), 1, 3, 1, 2, 10};
  for (const auto* text :
       {"\xef\xbb\xbf"
        "Date,Open,High,Low,Close,Volume\r\n2020-01-02,1,3,1,2,10\r\n",
        "\"DATE\";\"Volume\";\"Open\";\"High\";\"Low\";\"Close\";\"Adj Close\"\n"
        "\"2020-01-02\";\"10\";1;3;1;2;0.5\n",
        "timestamp\tlow\thigh\topen\tclose\tvolume\n\n2020-01-02T00:00:00Z\t1\t3\t1\t2\t10\n\n",
        "datetime, open, high, low, close, adjclose, volume, absoluteChange\n"
        "2020-01-02 01:00+01:00, 1, 3, 1, 2, , 10, abc\n"}) {
    const auto batch = read(text);
    ASSERT_TRUE(batch) << batch.error().message;
    ASSERT_EQ(batch->rows().size(), 1);
    EXPECT_EQ(batch->rows()[0].bar, expected) << text;
  }
}

TEST(CsvReader, TakesTheSymbolAndTimeframeOfARow) {
  const auto batch = *read(
      "symbol,timeframe,time,open,high,low,close\nA,1d,2020-01-02,1,1,1,1\nB,5m,2020-01-02,1,1,1,"
      "1\n"
      "A,24h,2020-01-03,1,1,1,1\n");
  EXPECT_EQ(batch.keys(),
            (std::vector<SeriesKey>{{"A", Timeframe()}, {"B", *Timeframe::parse("5m")}}));
  EXPECT_EQ(batch.rows()[2].series, 0);
  EXPECT_EQ(batch.rows()[2].bar.volume, 0);
}

TEST(CsvReader, NamesLineAndFieldOfAFault) {
  EXPECT_EQ(row_error("2020-01-02,1,1,1,1,1\n2020-01-03,1,1,1,abc,1\n"),
            "line 3, field close: must be a number, was 'abc'");
  EXPECT_EQ(row_error("\n2020-01-02,1,1,1,1,\n"), "line 3, field volume: must be a number, was ''");
  EXPECT_EQ(row_error("2020-01-02,1,1,nan,1,1\n"),
            "line 2, field low: must be a number, was 'nan'");
  EXPECT_EQ(row_error("2020-01-02,1,1,2,1,1\n"),
            "line 2, field high: must be at least low 2, was 1");
  EXPECT_EQ(
      row_error("2020-1-02,1,1,1,1,1\n"),
      "line 2, field date: '2020-1-02' is not a time between 1800 and 2199 such as 2020-04-17 "
      "or 2020-04-17T13:30:00Z");
  EXPECT_EQ(row_error("2020-01-02,1,1,1\n"), "line 2: has 4 fields, the first line names 6");
  EXPECT_EQ(row_error("2020-01-02,1,1,1,1,1,7\n"), "line 2: has 7 fields, the first line names 6");
  EXPECT_EQ(row_error("2020-01-02,\"1,1,1,1,1\n"), "line 2: field 2: a quote is not closed");
  EXPECT_EQ(
      error_of("Date,Open,High,Low,Close\n2020-01-02,1,1,1,-1\n"),
      "line 2, field Close: must be a finite number above 0, was -1; returns mean nothing at such "
      "prices: keep what may fall below 0 as a series (POST /market/series)");
  EXPECT_EQ(error_of("date,symbol,open,high,low,close\n2020-01-02,A B,1,1,1,1\n"),
            "line 2, field symbol: must be 1 to 32 letters, digits or . _ - ^ = /, was 'A B'");
}

TEST(CsvReader, NamesWhatIsWrongWithTheFirstLine) {
  EXPECT_EQ(error_of(""), "line 1: is missing, the text is empty");
  EXPECT_EQ(error_of("date,price\n"),
            "line 1: names no column open, high, low, close, only date, price: the first line must "
            "name the columns");
  EXPECT_EQ(error_of("date,open,high,low,close,vlume\n"),
            "line 1: no column 'vlume' (did you mean 'volume'?)");
  EXPECT_EQ(error_of("date,datetime,open,high,low,close\n"),
            "line 1: columns 'date' and 'datetime' mean the same: leave one");
  EXPECT_EQ(error_of(kHeader, {}),
            "line 1: names no column symbol: add one, or give the symbol of all rows");
  EXPECT_FALSE(error_of(kHeader, {.symbol = "no good"}).empty());
}

TEST(CsvReader, CollectsRejectedRowsWhenAsked) {
  const auto batch =
      *read("date,open,high,low,close\n2020-01-02,1,1,1,x\n2020-01-03,1,1,1,1\n2020-01-04,1,1\n",
            {.symbol = "A", .collect_rejected = true});
  EXPECT_EQ(batch.rows().size(), 1);
  EXPECT_EQ(batch.rejected(),
            (std::vector<Rejection>{{0, "close", "must be a number, was 'x'"},
                                    {2, "", "has 3 fields, the first line names 5"}}));
}

TEST(CsvReader, RefusesBarsOfTheFuture) {
  const CsvOptions options{.symbol = "A", .now = *parse_timestamp("2020-01-02T12:00:00Z")};
  const std::string header(kHeader);
  EXPECT_TRUE(read(header + "2020-01-03,1,1,1,1,1\n", options));
  EXPECT_EQ(error_of(header + "2020-01-02,1,1,1,1,1\n2020-01-04,1,1,1,1,1\n", options),
            "line 3, field date: must not be more than one bar of 1d in the future, was "
            "2020-01-04T00:00:00.000000Z at 2020-01-02T12:00:00.000000Z; mend the date, or the "
            "clock that is wrong");
}

TEST(CsvReader, SaysWhatAFileIsThatIsNoTextOfOurs) {
  using namespace std::string_view_literals;
  const auto what = [](std::string_view text) { return error_of(text, {.symbol = "A"}); };
  EXPECT_THAT(what("PK\x03\x04\x14\x00"sv), HasSubstr("a zip archive: unpack it"));
  EXPECT_THAT(what("\x1f\x8b\x08\x00"sv), HasSubstr("gzip: send the text itself"));
  EXPECT_THAT(what("\xff\xfe"
                   "d\0a\0"sv),
              HasSubstr("UTF-16, not UTF-8: convert it"));
  EXPECT_THAT(what("\xfe\xff"
                   "\0d\0a"sv),
              HasSubstr("UTF-16"));
  EXPECT_THAT(what("d\0a\0t\0e\0"sv), HasSubstr("UTF-16"));
}

TEST(CsvReader, NamesTheFirstLineWithoutAZone) {
  std::string text(kHeader);
  for (std::size_t i = 0; i <= kMostRejections; ++i) text += "2020-01-02 09:30,1,1,1,1,1\n";
  EXPECT_THAT(error_of(text, {.symbol = "A", .collect_rejected = true}),
              HasSubstr("the first: line 2, field date: is a time of day without a zone"));
}

TEST(CsvReader, GivesUpOnATextThatIsNoListOfBars) {
  std::string text(kHeader);
  for (std::size_t i = 0; i <= kMostRejections; ++i) text += "x\n";
  EXPECT_EQ(
      error_of(text, {.symbol = "A", .collect_rejected = true}),
      "more than 1000 rows are wrong, the first: line 2: has 1 fields, the first line names 6");
}

TEST(CsvReader, RefusesALineTooLong) {
  EXPECT_EQ(row_error(std::string(70'000, '1')), "line 2: is longer than 65536 bytes");
}

TEST(CsvReader, TellsItsProgressAndStops) {
  std::stop_source stop;
  std::uint64_t told = 0;
  const auto text = fmt::format("{}2020-01-02,1,1,1,1,1\n", kHeader);
  auto reader = *CsvReader::over(text, {.symbol = "A",
                                        .progress =
                                            [&](std::uint64_t done, std::uint64_t total) {
                                              told = done;
                                              EXPECT_EQ(total, text.size());
                                            },
                                        .stop = stop.get_token()});
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(told, text.size());
  stop.request_stop();
  EXPECT_EQ(reader.next().error().message, "stopped after line 2");
}

std::string hundred_rows() {
  std::string text(kHeader);
  for (int i = 0; i < 100; ++i) {
    text += fmt::format("{},{},{},{},{},{}\n",
                        format_date(from_date(2020, 1, 1) + i * std::chrono::days(1)), 100 + i,
                        110 + i, 90 + i, 105 + i, 10'000 + i);
  }
  return text;
}

TEST(CsvReader, TakesNoCutLineForAWholeOne) {
  // The last fields are all five long, so a line without its end is taken if nothing else of it is
  // missing. The first row has none above to compare with.
  const auto text = hundred_rows();
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const auto size =
        std::uniform_int_distribution<std::size_t>(kHeader.size(), text.size())(random);
    const auto cut = text.substr(0, size);
    const auto lines = std::ranges::count(cut, '\n');
    const bool ends_whole = cut.back() == '\n' || (text[size] == '\n' && lines > 1);
    const auto batch = read(cut);
    ASSERT_EQ(batch.has_value(), ends_whole) << cut.substr(size - 30);
    if (batch) {
      EXPECT_EQ(std::ssize(batch->rows()), lines - (cut.back() == '\n' ? 1 : 0));
    } else {
      EXPECT_TRUE(batch.error().message.starts_with(fmt::format("line {}", lines + 1)))
          << batch.error().message;
    }
  }
}

TEST(CsvReader, MayBeToldThatTheLastLineIsWhole) {
  EXPECT_EQ(read("date,open,high,low,close\n2020-01-02,1,1,1,1", {.symbol = "A", .is_whole = true})
                ->rows()
                .size(),
            1);
}

TEST(CsvReader, ReadsAFileAsItReadsText) {
  // Over half a megabyte, so that lines fall across the blocks of a file.
  const TemporaryFolder folder;
  std::string text(kHeader);
  for (int i = 0; i < 20'000; ++i) {
    text +=
        fmt::format("{},1,{},0.5,1,{}\n",
                    format_timestamp(from_date(2020, 1, 1) + std::chrono::minutes(i)), i + 1, i);
  }
  std::ofstream(folder.file("bars.csv")) << text;
  auto reader = *CsvReader::open(folder.file("bars.csv"), {.symbol = "A"});
  std::vector<Bar> bars;
  for (auto batch = *reader.next(); batch; batch = *reader.next()) {
    for (const auto& row : batch->rows()) bars.push_back(row.bar);
  }
  const auto expected = *read(text);
  ASSERT_EQ(bars.size(), expected.rows().size());
  for (std::size_t i = 0; i < bars.size(); ++i) EXPECT_EQ(bars[i], expected.rows()[i].bar);
}

TEST(CsvReader, SaysThatAFileIsNotThere) {
  const auto missing = CsvReader::open("/no/such.csv", {.symbol = "A"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_EQ(missing.error().message, "opening '/no/such.csv': No such file or directory");
}

}  // namespace
}  // namespace nautilus::market
