// SPDX-License-Identifier: MIT
#include <chrono>
#include <cmath>
#include <fstream>
#include <numeric>
#include <optional>
#include <utility>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/csv_ingest.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

constexpr std::int64_t kBars = 1'000'000;
constexpr Timestamp kReceived{1'700'000'000'000'000'000};

Timestamp minute(std::int64_t index) { return from_date(2015, 1, 1) + std::chrono::minutes(index); }

SeriesKey minutes_of(std::string symbol) { return {std::move(symbol), *Timeframe::parse("1m")}; }

/// A bar whose close tells its index.
Bar bar_at(std::int64_t index) {
  const double close = 100 + static_cast<double>(index) * 0.01;
  return {minute(index), close - 0.25, close + 0.5, close - 0.5, close, 1000 + 0.5};
}

void write_csv(const std::string& path) {
  std::ofstream file(path);
  file << "timestamp,open,high,low,close,volume\n";
  for (std::int64_t i = 0; i < kBars; ++i) {
    const auto bar = bar_at(i);
    file << fmt::format("{},{:.2f},{:.2f},{:.2f},{:.2f},{}\n", format_timestamp(bar.timestamp),
                        bar.open, bar.high, bar.low, bar.close, bar.volume);
  }
}

CsvOptions options() { return {.symbol = "TEST", .timeframe = *Timeframe::parse("1m")}; }

std::unique_ptr<storage::Database> new_database(const std::string& path) {
  auto database = *storage::sqlite::open(path);
  static_cast<void>(storage::migrate(*database, BarStore::tables()));
  return database;
}

void csv_parse(benchmark::State& state) {
  const storage::TemporaryFolder folder;
  write_csv(folder.file("bars.csv"));
  for (auto _ : state) {
    auto reader = *CsvReader::open(folder.file("bars.csv"), options());
    std::size_t rows = 0;
    for (auto batch = *reader.next(); batch; batch = *reader.next()) rows += batch->rows().size();
    if (rows != kBars) state.SkipWithError("wrong number of rows");
  }
  state.SetItemsProcessed(state.iterations() * kBars);
}
BENCHMARK(csv_parse)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void csv_ingest(benchmark::State& state) {
  const storage::TemporaryFolder folder;
  write_csv(folder.file("bars.csv"));
  std::int64_t round = 0;
  for (auto _ : state) {
    const auto database = new_database(folder.file(fmt::format("{}.sqlite", round++)));
    BarStore store(*database);
    auto reader = *CsvReader::open(folder.file("bars.csv"), options());
    const auto report = ingest(reader, store, kReceived);
    const auto latest = store.latest(minutes_of("TEST"));
    if (!report || report->accepted != kBars || latest->timestamp != minute(kBars - 1)) {
      state.SkipWithError("wrong bars in the store");
    }
  }
  state.SetItemsProcessed(state.iterations() * kBars);
}
BENCHMARK(csv_ingest)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// A store with ten million bars, filled once for the benchmarks below.
class LargeStore {
 public:
  static constexpr std::int64_t kSeries = 10;

  LargeStore() {
    const auto database = new_database(path());
    BarStore store(*database);
    const auto writer = *store.begin(kReceived);
    for (std::int64_t series = 0; series < kSeries; ++series) {
      const auto key = minutes_of(fmt::format("S{}", series));
      for (std::int64_t i = 0; i < kBars; ++i) static_cast<void>(writer->add(key, bar_at(i)));
    }
    static_cast<void>(writer->finish());
  }

  [[nodiscard]] std::string path() const { return folder_.file("large.sqlite"); }

 private:
  storage::TemporaryFolder folder_;
};

const LargeStore& large_store() {
  static const LargeStore store;
  return store;
}

void open_and_list_ten_million_bars(benchmark::State& state) {
  const auto path = large_store().path();
  for (auto _ : state) {
    const auto database = new_database(path);
    const auto symbols = *BarStore(*database).symbols();
    if (symbols.size() != LargeStore::kSeries || symbols.front().bars != kBars) {
      state.SkipWithError("wrong summary");
    }
  }
}
BENCHMARK(open_and_list_ten_million_bars)->Unit(benchmark::kMicrosecond)->UseRealTime();

void read_newest_thousand_of_ten_million(benchmark::State& state) {
  const auto database = new_database(large_store().path());
  BarStore store(*database);
  for (auto _ : state) {
    const auto series = *store.read({.key = minutes_of("S7"), .limit = 1000});
    if (series.size() != 1000 || series.bar(999) != bar_at(kBars - 1)) {
      state.SkipWithError("wrong bars");
    }
  }
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(read_newest_thousand_of_ten_million)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// A store with a million bars, of which every tenth was corrected after the last.
class CorrectedStore {
 public:
  static constexpr Timestamp kBefore = kReceived;
  static constexpr std::int64_t kEvery = 10;

  CorrectedStore() : database_(new_database(folder_.file("corrected.sqlite"))) {
    BarStore store(*database_);
    write(store, 1, kBefore);
    write(store, kEvery, kBefore + std::chrono::hours(1));
  }

  [[nodiscard]] storage::Database& database() const { return *database_; }

  /// The sum of the closes as of some time or, without one, of the newest.
  static double sum(BarStore& store, std::optional<Timestamp> as_of) {
    const auto series = *store.read({.key = minutes_of("C"), .as_of = as_of});
    return std::accumulate(series.close.begin(), series.close.end(), 0.0);
  }

 private:
  static void write(BarStore& store, std::int64_t every, Timestamp at) {
    const auto writer = *store.begin(at);
    for (std::int64_t i = 0; i < kBars; i += every) {
      auto bar = bar_at(i);
      if (every > 1) bar.close += 0.25;  // Below the high still.
      static_cast<void>(writer->add(minutes_of("C"), bar));
    }
    static_cast<void>(writer->finish());
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
};

/// What a read as of a time before every correction costs beside a plain one: the counter
/// `times_plain`, of which the target is 2.
void read_a_million_bars_as_of(benchmark::State& state) {
  const CorrectedStore corrected;
  BarStore store(corrected.database());
  const auto timed = [&](std::optional<Timestamp> as_of) {
    const auto started = std::chrono::steady_clock::now();
    const double sum = CorrectedStore::sum(store, as_of);
    return std::pair(std::chrono::duration<double>(std::chrono::steady_clock::now() - started),
                     sum);
  };
  std::chrono::duration<double> plain_time{};
  std::chrono::duration<double> as_of_time{};
  for (auto _ : state) {
    const auto [plain, newest] = timed(std::nullopt);
    const auto [as_of, then] = timed(CorrectedStore::kBefore);
    plain_time += plain;
    as_of_time += as_of;
    constexpr double corrections = static_cast<double>(kBars) / CorrectedStore::kEvery;
    if (std::abs(newest - then - 0.25 * corrections) > 1) state.SkipWithError("wrong values");
  }
  state.counters["times_plain"] = as_of_time / plain_time;
  state.SetItemsProcessed(state.iterations() * 2 * kBars);
}
BENCHMARK(read_a_million_bars_as_of)->Unit(benchmark::kMillisecond)->UseRealTime();

void database_version(benchmark::State& state) {
  const auto database = new_database(large_store().path());
  const auto first = *database->version();
  for (auto _ : state) {
    if (*database->version() != first) state.SkipWithError("changed by nobody");
  }
}
BENCHMARK(database_version);

}  // namespace
}  // namespace nautilus::market
