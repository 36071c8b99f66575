// SPDX-License-Identifier: MIT
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/segments/row_segment_source.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

constexpr Timestamp kReceived{1'700'000'000'000'000'000};

/// A bar whose close tells its index.
Bar bar_at(Timestamp opened, std::int64_t index) {
  const double close = 100 + static_cast<double>(index);
  return {opened, close - 0.25, close + 0.5, close - 0.5, close, 1000};
}

/// The sum of the first `count` closes: what a reading is checked by.
double sum_of_closes(std::int64_t count) {
  const auto n = static_cast<double>(count);
  return 100 * n + n * (n - 1) / 2;
}

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A database and its segments, filled once for several benchmarks.
class Filled {
 public:
  struct Size {
    int series;
    std::int64_t bars;
    std::string timeframe;
    bool corrected = false;  ///< Every tenth bar has two versions.
  };

  explicit Filled(const Size& size) {
    database_ = *storage::sqlite::open(folder_.file("bars.sqlite"));
    static_cast<void>(storage::migrate(*database_, BarStore::tables()));
    write(size);
    const auto segments = open_segments(SegmentStore::Access::owner);
    RowSegmentSource source(*database_);
    static_cast<void>(segments->update(source, keys_, {}));
    static_cast<void>(segments->compact({}));
  }

  std::unique_ptr<SegmentStore> open_segments(SegmentStore::Access access) {
    return *SegmentStore::open(folder_.file("segments"), access, watch_);
  }

  [[nodiscard]] const std::vector<SeriesKey>& keys() const { return keys_; }
  storage::Database& database() { return *database_; }

 private:
  void write(const Size& size) {
    const auto timeframe = *Timeframe::parse(size.timeframe);
    const auto start = from_date(2000, 1, 1);
    for (const bool again : {false, true}) {
      if (again && !size.corrected) break;
      const auto writer = *BarStore(*database_).begin(again ? kReceived : from_date(2000, 1, 1));
      for (int series = 0; series < size.series; ++series) {
        const SeriesKey key{fmt::format("S{:05}", series), timeframe};
        if (!again) keys_.push_back(key);
        for (std::int64_t i = 0; i < size.bars; i += again ? 10 : 1) {
          auto bar = bar_at(start + i * timeframe.length(), i);
          if (again) bar.volume += 1;
          static_cast<void>(writer->add(key, bar, again ? std::optional(kReceived) : std::nullopt));
        }
      }
      static_cast<void>(writer->finish());
    }
  }

  storage::TemporaryFolder folder_;
  SegmentWatch watch_;
  std::unique_ptr<storage::Database> database_;
  std::vector<SeriesKey> keys_;
};

constexpr std::int64_t kMinutes = 1'000'000;

Filled& minutes() {
  static Filled filled({.series = 1, .bars = kMinutes, .timeframe = "1m", .corrected = true});
  return filled;
}

constexpr int kPanelSeries = 800;
constexpr std::int64_t kPanelDays = 3300;

Filled& panel() {
  static Filled filled({.series = kPanelSeries, .bars = kPanelDays, .timeframe = "1d"});
  return filled;
}

constexpr int kManySeries = 10'000;

Filled& many() {
  static Filled filled({.series = kManySeries, .bars = 20, .timeframe = "1d"});
  return filled;
}

void check(benchmark::State& state, double found, double expected) {
  if (found != expected) state.SkipWithError(fmt::format("{} for {}", found, expected).c_str());
}

/// A copy of all columns of a million bars. Argument: 0 reads rows, 1 segments, 2 segments as of
/// now, 3 segments as of before the corrections.
void read_a_million_bars(benchmark::State& state) {
  const auto segments = minutes().open_segments(SegmentStore::Access::reader);
  BarStore store(minutes().database(), state.range(0) == 0 ? nullptr : segments.get());
  BarQuery query{.key = minutes().keys().front()};
  if (state.range(0) == 2) query.as_of = kReceived;
  if (state.range(0) == 3) query.as_of = kReceived - std::chrono::hours(1);
  for (auto _ : state) {
    const auto series = *store.read(query);
    check(state, series.close.back(), 100 + static_cast<double>(kMinutes - 1));
    check(state, sum(std::span(series.volume).first(20)), state.range(0) == 3 ? 20'000 : 20'002);
  }
  state.SetItemsProcessed(state.iterations() * kMinutes);
}
BENCHMARK(read_a_million_bars)->DenseRange(0, 3)->Unit(benchmark::kMillisecond)->UseRealTime();

/// The same where they lie, one column added up. Argument: 1 the newest, 2 as of now.
void add_up_a_million_closes(benchmark::State& state) {
  const auto segments = minutes().open_segments(SegmentStore::Access::reader);
  BarStore store(minutes().database(), segments.get());
  BarQuery query{.key = minutes().keys().front()};
  if (state.range(0) == 2) query.as_of = kReceived;
  for (auto _ : state) {
    const auto view = *store.view(query, {BarColumn::close});
    check(state, sum(view.close), sum_of_closes(kMinutes));
  }
  state.SetItemsProcessed(state.iterations() * kMinutes);
}
BENCHMARK(add_up_a_million_closes)->DenseRange(1, 2)->Unit(benchmark::kMicrosecond)->UseRealTime();

/// Argument: whether the segments are opened anew each time, so that each block is checked.
void read_a_panel_of_six_columns(benchmark::State& state) {
  auto segments = panel().open_segments(SegmentStore::Access::reader);
  std::optional<BarStore> store;
  store.emplace(panel().database(), segments.get());
  for (auto _ : state) {
    if (state.range(0) == 1) {
      store.reset();
      segments = panel().open_segments(SegmentStore::Access::reader);
      store.emplace(panel().database(), segments.get());
    }
    const auto views = *store->read_panel(panel().keys(), {});
    double closes = 0;
    double others = 0;
    for (const auto& view : views) {
      closes += sum(view.close);
      for (const auto values : {view.open, view.high, view.low, view.volume}) others += sum(values);
      others += static_cast<double>(view.timestamps.back().nanoseconds);
    }
    check(state, closes, kPanelSeries * sum_of_closes(kPanelDays));
    benchmark::DoNotOptimize(others);
  }
  state.SetItemsProcessed(state.iterations() * kPanelSeries * kPanelDays);
}
BENCHMARK(read_a_panel_of_six_columns)
    ->DenseRange(0, 1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void open_ten_thousand_series(benchmark::State& state) {
  static_cast<void>(many());
  for (auto _ : state) {
    const auto segments = many().open_segments(SegmentStore::Access::reader);
    BarStore store(many().database(), segments.get());
    const auto views = *store.read_panel(many().keys(), {}, {BarColumn::close});
    double closes = 0;
    for (const auto& view : views) closes += view.close.back();
    check(state, closes, kManySeries * 119.0);
  }
  state.SetItemsProcessed(state.iterations() * kManySeries);
}
BENCHMARK(open_ten_thousand_series)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace nautilus::market
