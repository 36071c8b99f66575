// SPDX-License-Identifier: MIT
#include <cstdint>
#include <random>

#include <benchmark/benchmark.h>

#include "nautilus/regime/causal_labeller.hpp"
#include "nautilus/regime/detail/history_file.hpp"
#include "nautilus/regime/hindsight_labeller.hpp"

namespace nautilus::regime {
namespace {

/// Twenty-nine years of days that change between calm and storm.
const detail::History& days() {
  static const detail::History history = [] {
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    detail::History made;
    double close = 100;
    for (int i = 0; i < 7400; ++i) {
      close *= 1 + 0.0003 + (i / 150 % 4 == 3 ? 0.02 : 0.008) * normal(random);
      made.timestamps.push_back(from_date(1990, 1, 1) + std::chrono::hours(24 * i));
      made.closes.push_back(close);
    }
    return made;
  }();
  return history;
}

void hindsight_dating(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(date_in_hindsight(days().closes));
}

void causal_labeller_build(benchmark::State& state) {
  for (auto _ : state) {
    CausalLabeller labeller;
    if (!labeller.append(days().timestamps, days().closes)) state.SkipWithError("refused");
  }
}

CausalLabeller built() {
  CausalLabeller labeller;
  if (!labeller.append(days().timestamps, days().closes)) return CausalLabeller();
  return labeller;
}

void causal_labeller_update(benchmark::State& state) {
  CausalLabeller labeller = built();
  Timestamp at = labeller.timestamps().back();
  double close = labeller.closes().back();
  for (auto _ : state) {
    at = at + std::chrono::hours(24);
    close *= 1.0001;
    if (!labeller.update(at, close)) state.SkipWithError("refused");
  }
}

void causal_labeller_current(benchmark::State& state) {
  const CausalLabeller labeller = built();
  for (auto _ : state) benchmark::DoNotOptimize(labeller.current());
}

void causal_labeller_at(benchmark::State& state) {
  const CausalLabeller labeller = built();
  for (auto _ : state) benchmark::DoNotOptimize(labeller.at(7000));
}

void causal_labeller_load(benchmark::State& state) {
  const std::string saved = built().save();
  for (auto _ : state) benchmark::DoNotOptimize(CausalLabeller::load(saved));
}

BENCHMARK(hindsight_dating)->Unit(benchmark::kMicrosecond);
BENCHMARK(causal_labeller_build)->Unit(benchmark::kMillisecond);
BENCHMARK(causal_labeller_update)->Unit(benchmark::kMicrosecond)->Iterations(500);
BENCHMARK(causal_labeller_current)->Unit(benchmark::kMicrosecond);
BENCHMARK(causal_labeller_at)->Unit(benchmark::kMicrosecond);
BENCHMARK(causal_labeller_load)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace nautilus::regime
