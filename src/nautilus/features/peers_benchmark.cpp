// SPDX-License-Identifier: MIT
//
// Empty where the other libraries have not been fetched: docs/benchmarks.md says how.
#if __has_include(<ta_libc.h>) && __has_include(<indicators.h>)

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "nautilus/features/detail/common_indicators.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"

extern "C" {
#include <indicators.h>
#include <ta_libc.h>
}

// The fifty common indicators by two libraries in C that desks use, and by a set of exactly those
// that each of them has. Ours computes all outputs of each, theirs the one that is named.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_bars::random_walk;

/// Where the answers of all are kept, a column each, as ours are.
using Columns = std::vector<std::vector<double>>;

/// Bars from `first` on, and room for what is answered about them.
struct Work {
  const Bars& bars;
  int first = 0;
  int last = 0;
  std::array<double*, 3> out;  ///< The output that is named, and what comes with it.
  int begin = 0;
  int count = 0;

  [[nodiscard]] const double* open() const { return bars.open.data(); }
  [[nodiscard]] const double* high() const { return bars.high.data(); }
  [[nodiscard]] const double* low() const { return bars.low.data(); }
  [[nodiscard]] const double* close() const { return bars.close.data(); }
  [[nodiscard]] const double* volume() const { return bars.volume.data(); }
  [[nodiscard]] double* answer(std::size_t k) const { return out[k]; }
};

struct Tulip {
  std::string_view name;
  std::string_view inputs;  ///< Of each one letter: o, h, l, c, v.
  std::vector<double> options;
};

struct Counterpart {
  std::string_view feature;
  std::function<TA_RetCode(Work&)> ta_lib;  ///< Empty where TA-Lib does not have it.
  Tulip tulip;
};

#define NAUTILUS_TA(call) [](Work& w) { return call; }
#define NAUTILUS_OF_CLOSE(name, ...) \
  NAUTILUS_TA(TA_##name(w.first, w.last, w.close(), __VA_ARGS__, &w.begin, &w.count, w.answer(0)))
#define NAUTILUS_OF_BAR(name, ...)                                                            \
  NAUTILUS_TA(TA_##name(w.first, w.last, w.high(), w.low(), w.close(), __VA_ARGS__, &w.begin, \
                        &w.count, w.answer(0)))

const std::vector<Counterpart>& counterparts() {
  static const std::vector<Counterpart> all{
      {"sma_5", NAUTILUS_OF_CLOSE(SMA, 5), {"sma", "c", {5}}},
      {"sma_20", NAUTILUS_OF_CLOSE(SMA, 20), {"sma", "c", {20}}},
      {"sma_50", NAUTILUS_OF_CLOSE(SMA, 50), {"sma", "c", {50}}},
      {"sma_200", NAUTILUS_OF_CLOSE(SMA, 200), {"sma", "c", {200}}},
      {"ema_12", NAUTILUS_OF_CLOSE(EMA, 12), {"ema", "c", {12}}},
      {"ema_26", NAUTILUS_OF_CLOSE(EMA, 26), {"ema", "c", {26}}},
      {"wma_20", NAUTILUS_OF_CLOSE(WMA, 20), {"wma", "c", {20}}},
      {"dema_20", NAUTILUS_OF_CLOSE(DEMA, 20), {"dema", "c", {20}}},
      {"tema_20", NAUTILUS_OF_CLOSE(TEMA, 20), {"tema", "c", {20}}},
      {"hma_20", nullptr, {"hma", "c", {20}}},
      {"kama_10", NAUTILUS_OF_CLOSE(KAMA, 10), {"kama", "c", {10}}},
      {"linear_regression_14", NAUTILUS_OF_CLOSE(LINEARREG, 14), {"linreg", "c", {14}}},
      {"macd",
       NAUTILUS_TA(TA_MACD(w.first, w.last, w.close(), 12, 26, 9, &w.begin, &w.count, w.answer(0),
                           w.answer(1), w.answer(2))),
       {"macd", "c", {12, 26, 9}}},
      {"trix_14", NAUTILUS_OF_CLOSE(TRIX, 14), {"trix", "c", {14}}},
      {"adx_14", NAUTILUS_OF_BAR(ADX, 14), {"adx", "hlc", {14}}},
      {"aroon_25",
       NAUTILUS_TA(
           TA_AROONOSC(w.first, w.last, w.high(), w.low(), 25, &w.begin, &w.count, w.answer(0))),
       {"aroonosc", "hl", {25}}},
      {"parabolic_sar",
       NAUTILUS_TA(
           TA_SAR(w.first, w.last, w.high(), w.low(), 0.02, 0.2, &w.begin, &w.count, w.answer(0))),
       {"psar", "hl", {0.02, 0.2}}},
      {"rsi_14", NAUTILUS_OF_CLOSE(RSI, 14), {"rsi", "c", {14}}},
      {"rsi_30", NAUTILUS_OF_CLOSE(RSI, 30), {"rsi", "c", {30}}},
      {"stochastic_14",
       NAUTILUS_TA(TA_STOCH(w.first, w.last, w.high(), w.low(), w.close(), 14, 3, TA_MAType_SMA, 3,
                            TA_MAType_SMA, &w.begin, &w.count, w.answer(0), w.answer(1))),
       {"stoch", "hlc", {14, 3, 3}}},
      {"stochastic_rsi_14",
       NAUTILUS_TA(TA_STOCHRSI(w.first, w.last, w.close(), 14, 14, 3, TA_MAType_SMA, &w.begin,
                               &w.count, w.answer(0), w.answer(1))),
       {"stochrsi", "c", {14}}},
      {"williams_r_14", NAUTILUS_OF_BAR(WILLR, 14), {"willr", "hlc", {14}}},
      {"cci_20", NAUTILUS_OF_BAR(CCI, 20), {"cci", "hlc", {20}}},
      {"cmo_14", NAUTILUS_OF_CLOSE(CMO, 14), {"cmo", "c", {14}}},
      {"ultimate_oscillator", NAUTILUS_OF_BAR(ULTOSC, 7, 14, 28), {"ultosc", "hlc", {7, 14, 28}}},
      {"awesome_oscillator", nullptr, {"ao", "hl", {}}},
      {"percentage_price_oscillator",
       NAUTILUS_OF_CLOSE(PPO, 12, 26, TA_MAType_EMA),
       {"ppo", "c", {12, 26}}},
      {"price_change_10", NAUTILUS_OF_CLOSE(MOM, 10), {"mom", "c", {10}}},
      {"price_momentum_1", NAUTILUS_OF_CLOSE(ROCP, 1), {"roc", "c", {1}}},
      {"price_momentum_10", NAUTILUS_OF_CLOSE(ROCP, 10), {"roc", "c", {10}}},
      {"typical_price",
       NAUTILUS_TA(TA_TYPPRICE(w.first, w.last, w.high(), w.low(), w.close(), &w.begin, &w.count,
                               w.answer(0))),
       {"typprice", "hlc", {}}},
      {"bollinger_20",
       NAUTILUS_TA(TA_BBANDS(w.first, w.last, w.close(), 20, 2, 2, TA_MAType_SMA, &w.begin,
                             &w.count, w.answer(0), w.answer(1), w.answer(2))),
       {"bbands", "c", {20, 2}}},
      {"atr_14", NAUTILUS_OF_BAR(ATR, 14), {"atr", "hlc", {14}}},
      {"natr_14", NAUTILUS_OF_BAR(NATR, 14), {"natr", "hlc", {14}}},
      {"true_range",
       NAUTILUS_TA(TA_TRANGE(w.first, w.last, w.high(), w.low(), w.close(), &w.begin, &w.count,
                             w.answer(0))),
       {"tr", "hlc", {}}},
      {"standard_deviation_20", NAUTILUS_OF_CLOSE(STDDEV, 20, 1), {"stddev", "c", {20}}},
      {"volatility_20", nullptr, {"volatility", "c", {20}}},
      {"on_balance_volume",
       NAUTILUS_TA(TA_OBV(w.first, w.last, w.close(), w.volume(), &w.begin, &w.count, w.answer(0))),
       {"obv", "cv", {}}},
      {"accumulation_distribution",
       NAUTILUS_TA(TA_AD(w.first, w.last, w.high(), w.low(), w.close(), w.volume(), &w.begin,
                         &w.count, w.answer(0))),
       {"ad", "hlcv", {}}},
      {"chaikin_oscillator",
       NAUTILUS_TA(TA_ADOSC(w.first, w.last, w.high(), w.low(), w.close(), w.volume(), 3, 10,
                            &w.begin, &w.count, w.answer(0))),
       {"adosc", "hlcv", {3, 10}}},
      {"money_flow_index_14",
       NAUTILUS_TA(TA_MFI(w.first, w.last, w.high(), w.low(), w.close(), w.volume(), 14, &w.begin,
                          &w.count, w.answer(0))),
       {"mfi", "hlcv", {14}}},
      {"volume_sma_20",
       NAUTILUS_TA(TA_SMA(w.first, w.last, w.volume(), 20, &w.begin, &w.count, w.answer(0))),
       {"sma", "v", {20}}},
      {"vwma_20", nullptr, {"vwma", "cv", {20}}},
  };
  return all;
}

std::vector<Feature> those_of(bool (*has)(const Counterpart&)) {
  std::vector<Feature> out;
  for (const Counterpart& each : counterparts()) {
    if (!has(each)) continue;
    out.push_back(*std::ranges::find(kCommonIndicators, each.feature, &Feature::name));
  }
  return out;
}
bool ta_lib_has(const Counterpart& each) { return each.ta_lib != nullptr; }
bool tulip_has(const Counterpart& each) { return !each.tulip.name.empty(); }

std::vector<Bars> many_series(std::size_t count) {
  std::vector<Bars> bars;
  const std::size_t series = std::clamp(1'000'000 / count, 1UL, 64UL);
  for (std::size_t i = 0; i < series; ++i) bars.push_back(random_walk(count, i));
  return bars;
}

// Where both follow the same convention, the newest values must agree; these do not: TA-Lib smooths
// what the Chande momentum oscillator sums, gives the stochastic RSI before it is smoothed, and
// begins the volume on balance with the first bar's.
bool agrees(const Counterpart& each, double ours, double theirs) {
  constexpr auto others =
      std::to_array<std::string_view>({"cmo_14", "stochastic_rsi_14", "on_balance_volume"});
  if (std::ranges::find(others, each.feature) != others.end()) return true;
  return std::abs(ours - theirs) <= 1e-6 * std::max(1.0, std::abs(theirs));
}

// Of 5,000 bars: over a million the walk comes near 0, where TA-Lib takes what is below 1e-8 for
// it.
bool is_right(benchmark::State& state) {
  const auto bars = random_walk(5'000);
  Columns out(3, std::vector<double>(bars.size()));
  const auto features = those_of(ta_lib_has);
  auto set = *FeatureSet::make(features);
  set.replay(bars.columns());
  const auto values = set.values();
  std::size_t next = 0;
  for (const Counterpart& each : counterparts()) {
    if (!ta_lib_has(each)) continue;
    Work work{
        bars, 0, static_cast<int>(bars.size()) - 1, {out[0].data(), out[1].data(), out[2].data()}};
    const bool answered = each.ta_lib(work) == TA_SUCCESS && work.count > 0;
    if (answered &&
        agrees(each, values[next++], out[0][static_cast<std::size_t>(work.count) - 1])) {
      continue;
    }
    state.SkipWithError((std::string(each.feature) + " differs").c_str());
    return false;
  }
  return true;
}

void replay_of(benchmark::State& state, bool (*has)(const Counterpart&)) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto features = those_of(has);
  const auto series = many_series(count);
  if (!is_right(state)) return;
  std::vector<std::vector<double>> table(features.size(), std::vector<double>(count));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  auto set = *FeatureSet::make(features);
  std::size_t next = 0;
  for (auto _ : state) {
    set.replay(series[next++ % series.size()].columns(), columns);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["indicators"] = static_cast<double>(features.size());
}
void nautilus_as_ta_lib(benchmark::State& state) { replay_of(state, ta_lib_has); }
void nautilus_as_tulip(benchmark::State& state) { replay_of(state, tulip_has); }

void ta_lib(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto series = many_series(count);
  Columns table(counterparts().size() + 2, std::vector<double>(count));
  std::size_t next = 0;
  for (auto _ : state) {
    Work work{series[next++ % series.size()], 0, static_cast<int>(count) - 1, {}};
    std::size_t column = 2;
    for (const Counterpart& each : counterparts()) {
      if (!ta_lib_has(each)) continue;
      work.out = {table[column++].data(), table[0].data(), table[1].data()};
      if (each.ta_lib(work) != TA_SUCCESS) return state.SkipWithError("TA-Lib refused");
      benchmark::ClobberMemory();
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

const double* column(const Bars& bars, char input) {
  switch (input) {
    case 'o': return bars.open.data();
    case 'h': return bars.high.data();
    case 'l': return bars.low.data();
    case 'c': return bars.close.data();
    default: return bars.volume.data();
  }
}

void tulip(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto series = many_series(count);
  Columns table(counterparts().size() + 2, std::vector<double>(count));
  std::vector<const ti_indicator_info*> found;
  for (const Counterpart& each : counterparts()) {
    found.push_back(ti_find_indicator(std::string(each.tulip.name).c_str()));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    const Bars& bars = series[next++ % series.size()];
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Tulip& call = counterparts()[i].tulip;
      std::array<const double*, 4> inputs{};
      for (std::size_t k = 0; k < call.inputs.size(); ++k) {
        inputs[k] = column(bars, call.inputs[k]);
      }
      const std::array<double*, 3> outputs{table[i + 2].data(), table[0].data(), table[1].data()};
      const int refused = found[i]->indicator(static_cast<int>(count), inputs.data(),
                                              call.options.data(), outputs.data());
      if (refused != 0) return state.SkipWithError("Tulip refused");
      benchmark::ClobberMemory();
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

// A new bar. Theirs have no state: what they answer is the last of a window computed anew, which
// TA-Lib begins as late as it can, so that its means have not settled.
constexpr std::size_t kHistory = 1'000;

void ta_lib_one_new_bar(benchmark::State& state) {
  const auto bars = random_walk(5'000);
  std::array<double, 3> out{};
  std::size_t next = kHistory;
  for (auto _ : state) {
    const int newest = static_cast<int>(next);
    Work work{bars, newest, newest, {&out[0], &out[1], &out[2]}};
    for (const Counterpart& each : counterparts()) {
      if (!ta_lib_has(each)) continue;
      if (each.ta_lib(work) != TA_SUCCESS) return state.SkipWithError("TA-Lib refused");
      benchmark::ClobberMemory();
    }
    next = next + 1 == bars.size() ? kHistory : next + 1;
  }
}

void nautilus_one_new_bar(benchmark::State& state) {
  const auto bars = random_walk(5'000);
  auto set = *FeatureSet::make(those_of(ta_lib_has));
  set.replay(bars.columns().slice(0, kHistory));
  std::size_t next = kHistory;
  for (auto _ : state) {
    set.update(bars.columns().at(next));
    benchmark::ClobberMemory();
    next = next + 1 == bars.size() ? kHistory : next + 1;
  }
}

// The least of several runs, for a machine that is shared is slower at times, never faster.
double least(const std::vector<double>& times) { return *std::ranges::min_element(times); }

void sizes(benchmark::internal::Benchmark* each) {
  each->Arg(252)->Arg(5'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);
  each->ComputeStatistics("least", least);
}
BENCHMARK(ta_lib)->Apply(sizes);
BENCHMARK(nautilus_as_ta_lib)->Apply(sizes);
BENCHMARK(tulip)->Apply(sizes);
BENCHMARK(nautilus_as_tulip)->Apply(sizes);
BENCHMARK(ta_lib_one_new_bar)->ComputeStatistics("least", least);
BENCHMARK(nautilus_one_new_bar)->ComputeStatistics("least", least);

}  // namespace
}  // namespace nautilus::features

#endif
