// SPDX-License-Identifier: MIT
#include <cmath>

#include <benchmark/benchmark.h>

#include "nautilus/features/detail/erased_indicator.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/expressions/expression.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

// An expression against a kernel that somebody wrote by hand for the same formula.
namespace nautilus::features {
namespace {

using testing_bars::random_walk;

struct NoParams {
  static constexpr std::tuple<> fields() { return {}; }
};

constexpr IndicatorSpec spec_of(std::string_view name) {
  return {.name = name,
          .title = "By hand",
          .group = Group::expressions,
          .inputs = {Input::close},
          .outputs = {{"value", "As the formula says", "none"}},
          .formula = "",
          .gaps = "",
          .reference = ""};
}

/// ema(close, 12) - ema(close, 26)
class Spread {
 public:
  using Params = NoParams;
  static constexpr IndicatorSpec spec = spec_of("spread");
  static constexpr std::string_view text = "ema(close, 12) - ema(close, 26)";
  static constexpr int warm_up(const Params& /*params*/) { return 25; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Spread(const Params& /*params*/) {}

  static double next(auto& self, double close) {
    const double fast = feed(self.fast_, close);
    return fast - feed(self.slow_, close);
  }
  static void state(auto& self, auto& archive) { archive(self.fast_, self.slow_); }

 private:
  SmoothedMean fast_ = SmoothedMean::exponential(12);
  SmoothedMean slow_ = SmoothedMean::exponential(26);
};

/// zscore(ema(close, 12) - ema(close, 26), 60)
class SpreadScore {
 public:
  using Params = NoParams;
  static constexpr IndicatorSpec spec = spec_of("spread_score");
  static constexpr std::string_view text = "zscore(ema(close, 12) - ema(close, 26), 60)";
  static constexpr int warm_up(const Params& /*params*/) { return 84; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 60; }

  explicit SpreadScore(const Params& params) : spread_(params), values_(60) {}

  static double next(auto& self, double close) {
    const double spread = feed(self.spread_, close);
    const auto moments = feed(self.values_, Moments::of(spread));
    if (!moments) return kNaN;
    const double deviation = moments->population_deviation();
    return deviation == 0.0 ? kNaN : (spread - moments->mean) / deviation;
  }
  static void state(auto& self, auto& archive) { archive(self.spread_, self.values_); }

 private:
  Spread spread_;
  RollingFold<Moments> values_;
};

/// (close - sma(close, 20)) / sma(close, 20)
class Distance {
 public:
  using Params = NoParams;
  static constexpr IndicatorSpec spec = spec_of("distance");
  static constexpr std::string_view text = "(close - sma(close, 20)) / sma(close, 20)";
  static constexpr int warm_up(const Params& /*params*/) { return 19; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 20; }

  explicit Distance(const Params& /*params*/) {}

  static double next(auto& self, double close) {
    const double mean = feed(self.mean_, close);
    return (close - mean) / mean;
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  RollingMean mean_{20};
};

constexpr std::size_t kBars = 5'000;
constexpr std::size_t kSeries = 16;

std::vector<testing_bars::Bars> many_series() {
  std::vector<testing_bars::Bars> series;
  for (std::size_t i = 0; i < kSeries; ++i) series.push_back(random_walk(kBars, i));
  return series;
}

template <class Kernel>
std::unique_ptr<StreamingIndicator> by_hand() {
  return std::make_unique<detail::ErasedIndicator<Kernel>>(NoParams{});
}

template <class Kernel>
std::unique_ptr<StreamingIndicator> as_expression() {
  return (*Expression::compile(Kernel::text))->make();
}

std::vector<double> replay(StreamingIndicator& indicator, const BarColumns& bars) {
  std::vector<double> column(bars.size());
  const std::span<double> out(column);
  indicator.replay(bars, std::span(&out, 1));
  return column;
}

template <class Kernel>
bool agree() {
  const auto bars = random_walk(kBars);
  const auto a = replay(*by_hand<Kernel>(), bars.columns());
  const auto b = replay(*as_expression<Kernel>(), bars.columns());
  for (std::size_t t = 100; t < kBars; ++t) {
    if (!(std::abs(a[t] - b[t]) <= 1e-12 * std::abs(a[t]))) return false;
  }
  return true;
}

template <class Kernel>
void whole_series(benchmark::State& state, std::unique_ptr<StreamingIndicator> (*make)()) {
  if (!agree<Kernel>()) state.SkipWithError("the expression differs from the kernel");
  const auto series = many_series();
  const auto indicator = make();
  std::vector<double> column(kBars);
  const std::span<double> out(column);
  std::size_t next = 0;
  for (auto _ : state) {
    indicator->replay(series[next++ % kSeries].columns(), std::span(&out, 1));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBars));
}

template <class Kernel>
void one_bar(benchmark::State& state, std::unique_ptr<StreamingIndicator> (*make)()) {
  if (!agree<Kernel>()) state.SkipWithError("the expression differs from the kernel");
  const auto bars = random_walk(kBars);
  const auto indicator = make();
  double value = 0;
  std::size_t next = 0;
  for (auto _ : state) {
    indicator->update(bars.columns().at(next++ % kBars), std::span(&value, 1));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
}

template <class Kernel>
void series_by_hand(benchmark::State& state) {
  whole_series<Kernel>(state, by_hand<Kernel>);
}
template <class Kernel>
void series_expression(benchmark::State& state) {
  whole_series<Kernel>(state, as_expression<Kernel>);
}
template <class Kernel>
void bar_by_hand(benchmark::State& state) {
  one_bar<Kernel>(state, by_hand<Kernel>);
}
template <class Kernel>
void bar_expression(benchmark::State& state) {
  one_bar<Kernel>(state, as_expression<Kernel>);
}

BENCHMARK_TEMPLATE(series_by_hand, Spread);
BENCHMARK_TEMPLATE(series_expression, Spread);
BENCHMARK_TEMPLATE(series_by_hand, SpreadScore);
BENCHMARK_TEMPLATE(series_expression, SpreadScore);
BENCHMARK_TEMPLATE(series_by_hand, Distance);
BENCHMARK_TEMPLATE(series_expression, Distance);
BENCHMARK_TEMPLATE(bar_by_hand, Spread);
BENCHMARK_TEMPLATE(bar_expression, Spread);
BENCHMARK_TEMPLATE(bar_by_hand, SpreadScore);
BENCHMARK_TEMPLATE(bar_expression, SpreadScore);
BENCHMARK_TEMPLATE(bar_by_hand, Distance);
BENCHMARK_TEMPLATE(bar_expression, Distance);

void compile(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize((*Expression::compile(SpreadScore::text))->make());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(compile);

}  // namespace
}  // namespace nautilus::features
