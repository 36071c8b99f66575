// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <benchmark/benchmark.h>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/common_indicators.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"

// What issue 4 asks of fifty common indicators, of the whole catalogue and of many symbols.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_bars::random_walk;

FeatureSet common_set() { return *FeatureSet::make(kCommonIndicators); }

double slow_sma_5(const Bars& bars, std::size_t t) {
  double sum = 0;
  for (std::size_t i = t - 4; i <= t; ++i) sum += bars.close[i];
  return sum / 5;
}

bool is_right(double sma_5, const Bars& bars, std::size_t t) {
  const double expected = slow_sma_5(bars, t);
  return std::abs(sma_5 - expected) <= 1e-12 * expected;
}

// Every bar's values of a series; a set that has seen others before, as a service's have.
void fifty_common_indicators(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::size_t series = std::clamp(1'000'000 / count, 1UL, 64UL);
  std::vector<Bars> bars;
  for (std::size_t i = 0; i < series; ++i) bars.push_back(random_walk(count, i));
  std::vector<std::vector<double>> table(kCommonIndicators.size(), std::vector<double>(count));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  auto set = common_set();
  std::size_t next = 0;
  for (auto _ : state) {
    set.replay(bars[next].columns(), columns);
    benchmark::ClobberMemory();
    next = (next + 1) % series;
  }
  const auto& last = bars[(next + series - 1) % series];
  for (std::size_t t = 4; t < count; ++t) {
    if (!is_right(table.front()[t], last, t)) state.SkipWithError("sma_5 is wrong");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(fifty_common_indicators)->Arg(252)->Arg(5'000);
BENCHMARK(fifty_common_indicators)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Each of the fifty alone, to see which one the time goes to.
void one_common_indicator(benchmark::State& state) {
  const auto& feature = kCommonIndicators[static_cast<std::size_t>(state.range(0))];
  const auto bars = random_walk(5'000);
  std::vector<double> values(bars.size());
  const std::array<std::span<double>, 1> columns{values};
  auto set = *FeatureSet::make(std::span(&feature, 1));
  for (auto _ : state) {
    set.replay(bars.columns(), columns);
    benchmark::ClobberMemory();
  }
  state.SetLabel(std::string(feature.name));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bars.size()));
}
BENCHMARK(one_common_indicator)->DenseRange(0, kCommonIndicators.size() - 1);

void one_new_bar_hot(benchmark::State& state) {
  const auto bars = random_walk(5'000);
  auto set = common_set();
  std::size_t next = 0;
  for (auto _ : state) {
    set.update(bars.columns().at(next));
    benchmark::ClobberMemory();
    next = next + 1 == bars.size() ? 0 : next + 1;
  }
  set.replay(bars.columns());
  if (!is_right(set.values().front(), bars, bars.size() - 1)) state.SkipWithError("sma_5 is wrong");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_new_bar_hot);

void one_new_bar_random_symbols(benchmark::State& state) {
  const auto symbols = static_cast<std::size_t>(state.range(0));
  const auto bars = random_walk(5'000);
  std::vector<FeatureSet> sets;
  for (std::size_t i = 0; i < symbols; ++i) {
    sets.push_back(common_set());
    sets.back().replay(bars.columns().slice(i, 300));
  }
  RandomStream stream(3, "order");
  std::vector<std::size_t> order(1 << 16);
  for (auto& each : order) each = static_cast<std::size_t>(stream.below(symbols));
  std::size_t next = 0;
  for (auto _ : state) {
    sets[order[next % order.size()]].update(bars.columns().at(next % bars.size()));
    benchmark::ClobberMemory();
    ++next;
  }
  sets.front().replay(bars.columns());
  if (!is_right(sets.front().values().front(), bars, bars.size() - 1)) {
    state.SkipWithError("sma_5 is wrong");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_new_bar_random_symbols)->Arg(1'000);

void whole_catalogue_one_bar(benchmark::State& state) {
  const auto bars = random_walk(5'000);
  std::vector<Feature> features;
  for (const IndicatorInfo& each : catalogue()) {
    const auto& spec = *each.spec;
    const auto named = [&](Input input, std::string_view name) {
      const bool reads = std::ranges::find(spec.inputs, input) != spec.inputs.end();
      return reads ? name : std::string_view();
    };
    features.push_back({.name = spec.name,
                        .group = spec.group,
                        .indicator = spec.name,
                        .parameters = "{}",
                        .output = spec.outputs[0].name,
                        .reference = named(Input::reference, "first"),
                        .second_reference = named(Input::second_reference, "second")});
  }
  auto set = FeatureSet::make(features);
  if (!set) {
    state.SkipWithError(set.error().message.c_str());
    return;
  }
  const std::vector<double> references(set->references().size(), 100.0);
  set->replay(bars.columns());
  std::size_t next = 0;
  for (auto _ : state) {
    set->update(bars.columns().at(next++ % bars.size()), references);
    benchmark::ClobberMemory();
  }
  state.counters["indicators"] = static_cast<double>(features.size());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(whole_catalogue_one_bar);

}  // namespace
}  // namespace nautilus::features
