// SPDX-License-Identifier: MIT
#include <cmath>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "nautilus/features/detail/common_indicators.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/storage/temporary_folder.hpp"

// What issue 4 asks of many symbols at once.
namespace nautilus::features {
namespace {

using testing_bars::random_walk;

constexpr std::size_t kSymbols = 800;
constexpr std::size_t kDays = 3'300;
constexpr std::size_t kFeatures = 14;

market::SeriesKey daily(std::size_t symbol) {
  return {fmt::format("S{}", symbol), *market::Timeframe::parse("1d")};
}

market::BarSeries series_of(std::size_t symbol) {
  const auto bars = random_walk(kDays, symbol);
  market::BarSeries series{.key = daily(symbol)};
  series.open = bars.open;
  series.high = bars.high;
  series.low = bars.low;
  series.close = bars.close;
  series.volume = bars.volume;
  for (std::size_t t = 0; t < kDays; ++t) {
    series.timestamps.push_back(from_date(2005, 1, 1) + std::chrono::days(t));
  }
  return series;
}

/// Random walks, to be written into segments.
class RandomWalks final : public market::SegmentSource {
 public:
  Result<std::vector<market::SeriesRevision>> revisions() override {
    std::vector<market::SeriesRevision> all;
    for (std::size_t i = 0; i < kSymbols; ++i) all.push_back({daily(i), 1});
    return all;
  }
  Result<void> read(const market::SeriesKey& key,
                    const std::optional<market::HeldSegments>& /*held*/,
                    const Sink& sink) override {
    auto series = series_of(std::stoul(key.symbol.substr(1)));
    market::SegmentUpdate update{.revision = 1};
    update.content.newest.bars = std::move(series);
    update.content.newest.known_at.assign(kDays, market::kKnownWhenOver);
    return sink(update);
  }
};

void fill(market::SegmentStore& store) {
  RandomWalks source;
  std::vector<market::SeriesKey> keys;
  for (std::size_t i = 0; i < kSymbols; ++i) keys.push_back(daily(i));
  if (!store.update(source, keys, [](std::size_t) { return Result<void>(); })) std::abort();
}

BarColumns columns_of(const market::BarView& view) {
  return {view.open, view.high, view.low, view.close, view.volume};
}

// Opens mapped, checksummed segments anew in each round; the pages are in the system's cache.
void qlib_shape(benchmark::State& state) {
  const storage::TemporaryFolder folder;
  market::SegmentWatch watch;
  const auto owner = *market::SegmentStore::open(folder.file("segments"),
                                                 market::SegmentStore::Access::owner, watch);
  fill(*owner);
  const auto features = std::span(default_features()).first(kFeatures);
  std::vector<std::vector<double>> table(kFeatures, std::vector<double>(kSymbols * kDays));
  for (auto _ : state) {
    auto store = *market::SegmentStore::open(folder.file("segments"),
                                             market::SegmentStore::Access::reader, watch);
    for (std::size_t i = 0; i < kSymbols; ++i) {
      const auto view = store->view({.key = daily(i), .from = kEarliest, .to = kLatest}, 1);
      if (!view || view->size() != kDays) {
        state.SkipWithError("bars are missing");
        return;
      }
      std::array<std::span<double>, kFeatures> columns;
      for (std::size_t f = 0; f < kFeatures; ++f) {
        columns[f] = std::span(table[f]).subspan(i * kDays, kDays);
      }
      auto set = FeatureSet::make(features);
      set->replay(columns_of(*view), columns);
    }
  }
  const auto last = random_walk(kDays, kSymbols - 1);
  double mean = 0;
  for (std::size_t t = kDays - 5; t < kDays; ++t) mean += last.close[t] / 5;
  if (std::abs(table.front().back() - mean) > 1e-9) state.SkipWithError("sma_5 is wrong");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kSymbols * kDays));
}
BENCHMARK(qlib_shape)->Unit(benchmark::kMillisecond);

/// A hundred features: twice the common ones, those of the second half with other names for the
/// same kinds and other parameters.
std::vector<Feature> hundred_features() {
  static const auto texts = [] {
    std::vector<std::string> all;
    for (int i = 0; i < 50; ++i) all.push_back(fmt::format(R"({{"period":{}}})", 23 + 3 * i));
    return all;
  }();
  std::vector<Feature> all(kCommonIndicators.begin(), kCommonIndicators.end());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto kind = i % 2 == 0 ? std::string_view("sma") : std::string_view("rsi");
    all.push_back({texts[i], Group::trend, kind, texts[i], kind});
  }
  return all;
}

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * 4096;
}

// Bytes that a symbol of a hundred features takes, of which ten thousand are to fit in 4 GiB.
void memory_of_100_features(benchmark::State& state) {
  const auto features = hundred_features();
  const auto bars = random_walk(400);
  constexpr std::size_t symbols = 1'000;
  std::vector<FeatureSet> sets;
  sets.reserve(symbols);
  const double before = resident_bytes();
  for (auto _ : state) {
    for (std::size_t i = 0; i < symbols; ++i) {
      sets.push_back(*FeatureSet::make(features));
      sets.back().replay(bars.columns());
    }
  }
  const double each = (resident_bytes() - before) / symbols;
  state.counters["bytes_a_symbol"] = each;
  state.counters["GiB_of_10000"] = each * 10'000 / (1ULL << 30);
}
BENCHMARK(memory_of_100_features)->Iterations(1)->Unit(benchmark::kMillisecond);

void restore_1000_symbols_of_100_features(benchmark::State& state) {
  const auto features = hundred_features();
  const auto bars = random_walk(1'000);
  std::vector<FeatureSet> sets;
  std::vector<StateBytes> saved;
  for (std::size_t i = 0; i < 1'000; ++i) {
    sets.push_back(*FeatureSet::make(features));
    sets.back().replay(bars.columns().slice(i / 2, 400));
    saved.push_back(sets.back().save());
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < 1'000; ++i) {
      if (!sets[i].load(saved[i])) state.SkipWithError("the state was refused");
    }
  }
  if (sets.back().save() != saved.back()) state.SkipWithError("another state was restored");
  state.SetItemsProcessed(state.iterations() * 1'000);
}
BENCHMARK(restore_1000_symbols_of_100_features)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace nautilus::features
