// SPDX-License-Identifier: MIT
#include <cmath>

#include <benchmark/benchmark.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/engine.hpp"

namespace nautilus::features {
namespace {

// Several distinct series, so that no run profits from what the last one left in the caches.
constexpr std::size_t kSeries = 16;

std::vector<testing_bars::Bars> many_series(std::size_t bars) {
  std::vector<testing_bars::Bars> series;
  for (std::size_t i = 0; i < kSeries; ++i) series.push_back(testing_bars::random_walk(bars, i));
  return series;
}

bool has_sma(const FeatureSet& set, const testing_bars::Bars& bars) {
  double sum = 0;
  for (std::size_t t = bars.size() - 5; t < bars.size(); ++t) sum += bars.close[t];
  return std::abs(set.values().front() - sum / 5) < 1e-9;
}

void default_features_of_a_series(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto series = many_series(count);
  std::size_t next = 0;
  for (auto _ : state) {
    const auto& bars = series[next++ % kSeries];
    auto set = FeatureSet::make(default_features());
    set->replay(bars.columns());
    if (!has_sma(*set, bars)) state.SkipWithError("sma_5 is wrong");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(default_features_of_a_series)->Arg(252)->Arg(5'000);

void one_new_bar(benchmark::State& state) {
  const auto bars = testing_bars::random_walk(5'000);
  auto set = FeatureSet::make(default_features());
  set->replay(bars.columns());
  std::size_t next = 0;
  for (auto _ : state) {
    set->update(bars.columns().at(next++ % bars.size()));
    benchmark::ClobberMemory();
  }
  set->replay(bars.columns());
  if (!has_sma(*set, bars)) state.SkipWithError("sma_5 is wrong");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_new_bar);

void restore_from_saved_state(benchmark::State& state) {
  const auto bars = testing_bars::random_walk(5'000);
  auto set = FeatureSet::make(default_features());
  set->replay(bars.columns());
  const auto saved = set->save();
  auto restored = FeatureSet::make(default_features());
  for (auto _ : state) {
    if (!restored->load(saved)) state.SkipWithError("the state was refused");
  }
  if (!has_sma(*restored, bars)) state.SkipWithError("sma_5 is wrong");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(restore_from_saved_state);

}  // namespace
}  // namespace nautilus::features
