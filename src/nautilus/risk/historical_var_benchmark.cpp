// SPDX-License-Identifier: MIT
#include <random>
#include <string>

#include <benchmark/benchmark.h>

#include "nautilus/risk/historical_var.hpp"

namespace nautilus::risk {
namespace {

constexpr std::size_t kSymbols = 20;
constexpr std::size_t kRows = 2501;

struct Market {
  std::vector<Timestamp> timestamps;
  std::vector<std::vector<double>> closes;
  std::vector<Exposure> exposures;
};

const Market& market() {
  static const Market made = [] {
    Market market;
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    for (std::size_t row = 0; row < kRows; ++row) {
      market.timestamps.push_back(from_date(2010, 1, 1) + std::chrono::hours(24 * row));
    }
    for (std::size_t i = 0; i < kSymbols; ++i) {
      std::vector<double> closes{100};
      while (closes.size() < kRows) closes.push_back(closes.back() * (1 + 0.01 * normal(random)));
      market.closes.push_back(std::move(closes));
      market.exposures.push_back({"S" + std::to_string(i), 1e5 * normal(random)});
    }
    return market;
  }();
  return made;
}

std::vector<CloseSeries> series() {
  std::vector<CloseSeries> all;
  for (std::size_t i = 0; i < kSymbols; ++i) {
    all.push_back({market().exposures[i].symbol, market().timestamps, market().closes[i]});
  }
  return all;
}

void align_20_symbols_2500_days(benchmark::State& state) {
  const std::vector<CloseSeries> all = series();
  for (auto _ : state) benchmark::DoNotOptimize(align(all));
}

void historical_var_20_symbols_2500_days(benchmark::State& state) {
  const auto history = align(series());
  if (!history) return state.SkipWithError("not aligned");
  for (auto _ : state) {
    benchmark::DoNotOptimize(historical_var(
        market().exposures, *history,
        {.confidence_level = 0.99, .horizon_days = static_cast<int>(state.range(0))}));
  }
}

BENCHMARK(align_20_symbols_2500_days)->Unit(benchmark::kMicrosecond);
BENCHMARK(historical_var_20_symbols_2500_days)->Arg(1)->Arg(10)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace nautilus::risk
