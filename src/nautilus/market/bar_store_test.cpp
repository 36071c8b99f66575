// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_store.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <map>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/csv_ingest.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

const SeriesKey kDaily{"SP500", {}};

Timestamp day(int index) { return from_date(2020, 1, 1) + index * std::chrono::days(1); }

Bar bar(int index, double close) { return {day(index), close, close, close, close, 1}; }

std::vector<Bar> bars(int count) {
  std::vector<Bar> out;
  for (int i = 0; i < count; ++i) out.push_back(bar(i, 100 + i));
  return out;
}

class BarStoreTest : public testing::Test {
 protected:
  void SetUp() override { reopen(); }

  void reopen() {
    store_.reset();
    database_.reset();
    database_ = *storage::sqlite::open(folder_.file("bars.sqlite"));
    ASSERT_TRUE(storage::migrate(*database_, BarStore::tables()));
    store_.emplace(*database_);
  }

  IngestReport write(const SeriesKey& key, const std::vector<Bar>& written, Timestamp at = day(0)) {
    return *store_->write(key, written, at);
  }

  std::vector<double> closes(const BarQuery& query) { return store_->read(query)->close; }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  std::optional<BarStore> store_;
};

void expect_counts(const IngestReport& report, std::array<std::int64_t, 3> expected) {
  EXPECT_EQ((std::array{report.accepted, report.corrected, report.unchanged}), expected);
}

TEST_F(BarStoreTest, ReadsBackWhatWasWritten) {
  expect_counts(write(kDaily, bars(3)), {3, 0, 0});
  reopen();
  const auto series = *store_->read({.key = kDaily});
  ASSERT_EQ(series.size(), 3);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(series.bar(i), bars(3)[i]);
}

TEST_F(BarStoreTest, ChangesNothingWhenWrittenAgain) {
  write(kDaily, bars(3));
  const auto version = *database_->version();
  expect_counts(write(kDaily, bars(3)), {0, 0, 3});
  EXPECT_EQ(closes({.key = kDaily}), (std::vector<double>{100, 101, 102}));
  EXPECT_EQ(*database_->version(), version);
}

TEST_F(BarStoreTest, KeepsWhatACorrectionReplaced) {
  write(kDaily, bars(2), day(5));
  expect_counts(write(kDaily, {bar(1, 55)}, day(6)), {0, 1, 0});
  EXPECT_EQ(closes({.key = kDaily}), (std::vector<double>{100, 55}));
  const auto reader = *database_->read();
  const auto select =
      *reader->prepare("SELECT timestamp, close, received_at, known_at IS NULL FROM bar_versions");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->integer(0), day(1).nanoseconds);
  EXPECT_EQ(select->real(1), 101);
  EXPECT_EQ(select->integer(2), day(5).nanoseconds);
  EXPECT_EQ(select->integer(3), 1);
  EXPECT_FALSE(*select->step());
}

TEST_F(BarStoreTest, NumbersTheChangesOfASeries) {
  const auto revision = [&] {
    const auto reader = *database_->read();
    const auto select = *reader->prepare("SELECT revision FROM series WHERE symbol = 'SP500'");
    return *select->step() ? select->integer(0) : 0;
  };
  write(kDaily, bars(2));
  EXPECT_EQ(revision(), day(0).nanoseconds);
  write(kDaily, bars(2));
  write({"AAPL", {}}, bars(2));
  EXPECT_EQ(revision(), day(0).nanoseconds);
  write(kDaily, {bar(0, 7)});
  EXPECT_EQ(revision(), day(0).nanoseconds + 1);
  write(kDaily, {bar(3, 7)}, day(9));
  EXPECT_EQ(revision(), day(9).nanoseconds);
  write(kDaily, {bar(3, 8)}, day(8));  // A clock that was put back.
  EXPECT_EQ(revision(), day(9).nanoseconds + 1);
}

TEST_F(BarStoreTest, LetsTheLaterOfTwoRowsWin) {
  expect_counts(write(kDaily, {bar(0, 1), bar(0, 2), bar(0, 2)}), {1, 1, 1});
  EXPECT_EQ(closes({.key = kDaily}), (std::vector<double>{2}));
}

TEST_F(BarStoreTest, RejectsUnsoundBarsAndKeepsTheOthers) {
  auto mixed = bars(3);
  mixed[1].high = 1;
  const auto report = write(kDaily, mixed);
  expect_counts(report, {2, 0, 0});
  EXPECT_EQ(report.rejected,
            (std::vector<Rejection>{{1, "high", "must be at least low 101, was 1"}}));
  EXPECT_EQ(store_->write({"no good", {}}, mixed, day(0)).error().code,
            ErrorCode::invalid_argument);
}

TEST_F(BarStoreTest, WritesAllOrNothing) {
  {
    const auto writer = *store_->begin(day(0));
    ASSERT_TRUE(writer->add(kDaily, bar(0, 1)));
    EXPECT_FALSE(writer->add(kDaily, bar(1, -1)));
  }
  EXPECT_TRUE(store_->symbols()->empty());
  const auto writer = *store_->begin(day(0));
  ASSERT_TRUE(writer->add(kDaily, bar(0, 1)));
  ASSERT_TRUE(writer->add({"AAPL", {}}, bar(0, 1)));
  EXPECT_EQ(writer->finish()->accepted, 2);
  EXPECT_EQ(store_->symbols()->size(), 2);
}

TEST_F(BarStoreTest, AnswersForTheRangeAsked) {
  write(kDaily, bars(10));
  using Closes = std::vector<double>;
  EXPECT_EQ(closes({.key = kDaily, .from = day(3), .to = day(5)}), (Closes{103, 104}));
  EXPECT_EQ(closes({.key = kDaily, .limit = 2}), (Closes{108, 109}));
  EXPECT_EQ(closes({.key = kDaily, .to = day(5), .limit = 2}), (Closes{103, 104}));
  EXPECT_EQ(closes({.key = kDaily, .from = day(20)}), Closes{});
  EXPECT_EQ(store_->latest(kDaily)->close, 109);
  EXPECT_EQ(store_->read({.key = kDaily, .limit = 0}).error().message,
            "limit: must be between 1 and 1000000000, was 0");
}

TEST_F(BarStoreTest, ShowsOnlyBarsThatWereOver) {
  // The bar that opens on day 3 is known from day 4 on, not a nanosecond earlier.
  write(kDaily, bars(10));
  const auto last = [&](Timestamp as_of) { return closes({.key = kDaily, .as_of = as_of}).back(); };
  EXPECT_EQ(last(day(4)), 103);
  EXPECT_EQ(last(day(4) - std::chrono::nanoseconds(1)), 102);
}

TEST_F(BarStoreTest, ShowsADailyBarFromTheCloseOfItsSessionOn) {
  write(kDaily, bars(10));
  const auto close = day(2) + std::chrono::hours(21);  // Friday the 3rd, in winter.
  const auto last = [&](Timestamp as_of) {
    return closes({.key = kDaily, .as_of = as_of, .calendar = *builtin_calendar("XNYS")}).back();
  };
  EXPECT_EQ(last(close), 102);
  EXPECT_EQ(last(close - std::chrono::nanoseconds(1)), 101);
  const auto series = *store_->read({.key = kDaily, .calendar = *builtin_calendar("XNYS")});
  EXPECT_EQ(series.available_at(2), close);
}

TEST_F(BarStoreTest, PagesThroughAllBarsOnce) {
  write(kDaily, bars(10));
  std::vector<double> seen;
  std::optional<Timestamp> from = kEarliest;
  int pages = 0;
  while (from) {
    const auto page = *store_->read_page({.key = kDaily, .from = from, .limit = 5});
    seen.insert(seen.end(), page.bars.close.begin(), page.bars.close.end());
    from = page.next;
    ++pages;
  }
  EXPECT_EQ(seen, closes({.key = kDaily}));
  EXPECT_EQ(pages, 2);
}

TEST_F(BarStoreTest, SummarisesItsSeries) {
  write(kDaily, bars(3));
  write(kDaily, {bar(-5, 1), bar(1, 7)});
  write({"AAPL", *Timeframe::parse("1h")}, bars(1));
  EXPECT_EQ(*store_->symbols(),
            (std::vector<SeriesSummary>{{"AAPL", *Timeframe::parse("1h"), day(0), day(0), 1},
                                        {"SP500", {}, day(-5), day(2), 4}}));
}

TEST_F(BarStoreTest, NamesANearSymbolOrTheTimeframesHeld) {
  write(kDaily, bars(1));
  const auto unknown = store_->read({.key = {"SP50", {}}});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_EQ(unknown.error().message, "no bars of 'SP50' are held (did you mean 'SP500'?)");
  EXPECT_EQ(store_->latest({"SP500", *Timeframe::parse("1h")}).error().message,
            "no 1h bars of 'SP500' are held, only 1d");
}

TEST_F(BarStoreTest, ReadsTheSameWhateverTheOrderOfArrival) {
  // Bars and corrections of 50 days in random order, split in random batches; only the versions of
  // one day keep their order. A map is the obvious store to compare with.
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const SeriesKey key{fmt::format("R{}", round), {}};
    std::vector<int> days(100);
    for (int i = 0; i < 100; ++i) days[static_cast<std::size_t>(i)] = i % 50;
    std::ranges::shuffle(days, random);
    std::map<int, double> versions;
    std::vector<Bar> batch;
    for (const int index : days) {
      batch.push_back(bar(index, 100 + index + 1000 * versions[index]));
      versions[index] += 1;
      if (random() % 10 == 0) write(key, std::exchange(batch, {}));
    }
    write(key, batch);
    std::vector<double> expected;
    for (int i = 0; i < 50; ++i) expected.push_back(1100 + i);
    EXPECT_EQ(closes({.key = key}), expected);
    EXPECT_EQ(store_->read({.key = key})->timestamps.back(), day(49));
  }
}

TEST_F(BarStoreTest, SurvivesAKillWhileIngesting) {
  // The child acknowledges each batch of 100 bars with a byte; it is killed after five.
  store_.reset();
  database_.reset();
  std::array<int, 2> acknowledged{};
  ASSERT_EQ(::pipe(acknowledged.data()), 0);
  const auto child = ::fork();
  if (child == 0) {
    reopen();
    for (int batch = 0;; ++batch) {
      auto each = bars(100);
      for (auto& one : each) one.timestamp = one.timestamp + batch * std::chrono::days(100);
      if (store_->write(kDaily, each, day(0))) {
        static_cast<void>(::write(acknowledged[1], "x", 1));
      }
    }
  }
  std::array<char, 5> bytes{};
  for (auto& byte : bytes) ASSERT_EQ(::read(acknowledged[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  reopen();
  const auto held = store_->read({.key = kDaily})->size();
  EXPECT_GE(held, 500);
  EXPECT_EQ(held % 100, 0);
  EXPECT_EQ(store_->symbols()->front().bars, static_cast<std::int64_t>(held));
  EXPECT_TRUE(database_->verify());
}

TEST_F(BarStoreTest, IngestsACsvFileAsAWhole) {
  std::string text = "date,open,high,low,close\n";
  for (int i = 40'000; i > 0; --i)
    text += fmt::format("{},1,1,1,1\n", format_date(day(i - 60'000)));
  auto reader = *CsvReader::over(text, {.symbol = "SP500"});
  expect_counts(*ingest(reader, *store_, day(0)), {40'000, 0, 0});
  EXPECT_EQ(store_->read({.key = kDaily})->timestamps.front(), day(1 - 60'000));

  text += "2020-01-02,1,1,1,x\n";
  auto faulty = *CsvReader::over(text, {.symbol = "OTHER"});
  EXPECT_EQ(ingest(faulty, *store_, day(0)).error().message,
            "line 40002, field close: must be a number, was 'x'");
  EXPECT_EQ(store_->symbols()->size(), 1);
}

}  // namespace
}  // namespace nautilus::market
