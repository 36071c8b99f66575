// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::returns;
using testing_slow::SlowVersion;
using Formula = std::function<long double(const Bars&, std::size_t)>;

class SlowVolatility : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowVolatility, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

long double ln(double price, double base) {
  return std::log(static_cast<long double>(price) / static_cast<long double>(base));
}

// The annual deviation from the mean of a bar's variance over 20 bars.
Formula annual_mean(std::function<long double(const Bars&, std::size_t)> variance) {
  return [variance = std::move(variance)](const Bars& b, std::size_t at) {
    long double sum = 0;
    for (std::size_t i = at - 19; i <= at; ++i) sum += variance(b, i);
    return std::sqrt(252 * sum / 20);
  };
}

long double sample_variance(const std::vector<long double>& x) {
  long double centre = 0;
  for (const auto each : x) centre += each / static_cast<long double>(x.size());
  long double sum = 0;
  for (const auto each : x) sum += (each - centre) * (each - centre);
  return sum / static_cast<long double>(x.size() - 1);
}

long double rogers_satchell(const Bars& b, std::size_t i) {
  return ln(b.high[i], b.close[i]) * ln(b.high[i], b.open[i]) +
         ln(b.low[i], b.close[i]) * ln(b.low[i], b.open[i]);
}

// Garman and Klass's own terms: u, d and c are the high, low and close over the open.
long double garman_klass(const Bars& b, std::size_t i) {
  const long double u = ln(b.high[i], b.open[i]);
  const long double d = ln(b.low[i], b.open[i]);
  const long double c = ln(b.close[i], b.open[i]);
  return (u - d) * (u - d) / 2 - (2 * std::log(2.0L) - 1) * c * c;
}

long double yang_zhang(const Bars& b, std::size_t at) {
  std::vector<long double> steps;
  std::vector<long double> changes;
  long double ranges = 0;
  for (std::size_t i = at - 19; i <= at; ++i) {
    steps.push_back(ln(b.open[i], b.close[i - 1]));
    changes.push_back(ln(b.close[i], b.open[i]));
    ranges += rogers_satchell(b, i) / 20;
  }
  const long double k = 0.34L / (1.34L + 21.0L / 19.0L);
  return std::sqrt(252 *
                   (sample_variance(steps) + k * sample_variance(changes) + (1 - k) * ranges));
}

std::vector<long double> log_returns(const Bars& b, std::size_t at, std::size_t count) {
  std::vector<long double> out;
  for (std::size_t i = at + 1 - count; i <= at; ++i) out.push_back(ln(b.close[i], b.close[i - 1]));
  return out;
}

// As it was when the exponential means began, so O(n): only for few bars.
long double ewma(const Bars& b, std::size_t at) {
  long double variance = 0;
  for (std::size_t i = 1; i <= at; ++i) {
    const long double square = ln(b.close[i], b.close[i - 1]) * ln(b.close[i], b.close[i - 1]);
    variance = i <= 20 ? variance + square / 20 : 0.94L * variance + 0.06L * square;
  }
  return std::sqrt(252 * variance);
}

long double downside(const Bars& b, std::size_t at) {
  long double sum = 0;
  for (std::size_t i = at - 19; i <= at; ++i) {
    const long double excess = static_cast<long double>(b.close[i]) / b.close[i - 1] - 1 - 0.001L;
    if (excess < 0) sum += excess * excess;
  }
  return std::sqrt(252 * sum / 20);
}

long double simple_volatility(const Bars& b, std::size_t at, std::size_t period) {
  return deviation(returns({b.close.begin() + static_cast<long>(at - period),
                            b.close.begin() + static_cast<long>(at) + 1}),
                   period, period, period - 1) *
         std::sqrt(252.0L);
}

long double volatility_of_volatility(const Bars& b, std::size_t at) {
  std::vector<long double> each;
  long double centre = 0;
  for (std::size_t i = at - 19; i <= at; ++i) each.push_back(simple_volatility(b, i, 20));
  for (const auto one : each) centre += one / 20;
  return std::sqrt(sample_variance(each)) / centre;
}

// Ranks counted one by one.
long double volatility_percentile(const Bars& b, std::size_t at) {
  const auto now = static_cast<double>(simple_volatility(b, at, 20));
  long double share = 0;
  for (std::size_t i = at - 251; i < at; ++i) {
    const auto then = static_cast<double>(simple_volatility(b, i, 20));
    share += then < now ? 1.0L : 0.0L;
  }
  return share / 251;
}

// The class by the share of values that a quantile leaves below it: of 252 values, the quantile
// p lies between the ranks floor(251 p) and floor(251 p) + 1.
long double volatility_class(const Bars& b, std::size_t at) {
  const long double below = volatility_percentile(b, at) * 251;
  if (below > 251 * 0.95L) return 3;
  if (below > 251 * 0.75L) return 2;
  return below < 251 * 0.25L ? 0 : 1;
}

long double chaikin_volatility(const Bars& b, std::size_t at) {
  long double mean_range = 0;
  long double then = 0;
  for (std::size_t i = 0; i <= at; ++i) {
    const long double range = static_cast<long double>(b.high[i]) - b.low[i];
    if (i < 10) mean_range += range / 10;
    if (i >= 10) mean_range += 2.0L / 11.0L * (range - mean_range);
    if (i + 10 == at) then = mean_range;
  }
  return 100 * (mean_range / then - 1);
}

std::vector<SlowVersion> from_returns() {
  return {
      {.name = "bollinger_upper",
       .indicator = "bollinger_bands",
       .output = "upper",
       .formula =
           [](const Bars& b, std::size_t at) {
             return mean(b.close, at, 20) + 2 * deviation(b.close, at, 20, 20);
           }},
      {.name = "bollinger_width",
       .indicator = "bollinger_bands",
       .output = "width",
       .formula =
           [](const Bars& b, std::size_t at) {
             return 4 * deviation(b.close, at, 20, 20) / mean(b.close, at, 20);
           }},
      {.name = "volatility",
       .indicator = "volatility",
       .parameters = {{"period", 30}},
       .output = "volatility",
       .formula = [](const Bars& b, std::size_t at) { return simple_volatility(b, at, 30); }},
      {.name = "volatility_ratio",
       .indicator = "volatility_ratio",
       .output = "volatility_ratio",
       .formula =
           [](const Bars& b, std::size_t at) {
             return simple_volatility(b, at, 10) / simple_volatility(b, at, 30);
           }},
      {.name = "historical_volatility",
       .indicator = "historical_volatility",
       .output = "historical_volatility",
       .formula =
           [](const Bars& b, std::size_t at) {
             return std::sqrt(252 * sample_variance(log_returns(b, at, 20)));
           }},
      {.name = "ewma_volatility",
       .indicator = "ewma_volatility",
       .output = "ewma_volatility",
       .formula = ewma,
       .bars = 2'000},
      {.name = "downside_deviation",
       .indicator = "downside_deviation",
       .parameters = {{"target", 0.001}},
       .output = "downside_deviation",
       .formula = downside},
      {.name = "volatility_of_volatility",
       .indicator = "volatility_of_volatility",
       .output = "volatility_of_volatility",
       .formula = volatility_of_volatility,
       .bars = 3'000},
      {.name = "volatility_regime",
       .indicator = "volatility_regime",
       .output = "volatility_regime",
       .formula = volatility_class,
       .bars = 2'000,
       .spike = 1},
      {.name = "volatility_percentile",
       .indicator = "volatility_regime",
       .output = "volatility_percentile",
       .formula = volatility_percentile,
       .bars = 2'000,
       .spike = 1},
  };
}

std::vector<SlowVersion> from_ranges() {
  return {
      {.name = "parkinson_volatility",
       .indicator = "parkinson_volatility",
       .output = "parkinson_volatility",
       .formula = annual_mean([](const Bars& b, std::size_t i) {
         return ln(b.high[i], b.low[i]) * ln(b.high[i], b.low[i]) / (4 * std::log(2.0L));
       })},
      {.name = "garman_klass_volatility",
       .indicator = "garman_klass_volatility",
       .output = "garman_klass_volatility",
       .formula = annual_mean(garman_klass)},
      {.name = "rogers_satchell_volatility",
       .indicator = "rogers_satchell_volatility",
       .output = "rogers_satchell_volatility",
       .formula = annual_mean(rogers_satchell)},
      {.name = "yang_zhang_volatility",
       .indicator = "yang_zhang_volatility",
       .output = "yang_zhang_volatility",
       .formula = yang_zhang},
      // Not beyond the spike, which a mean that forgets slowly keeps in its last digits.
      {.name = "chaikin_volatility",
       .indicator = "chaikin_volatility",
       .output = "chaikin_volatility",
       .formula = chaikin_volatility,
       .bars = 2'000,
       .tolerance = 1e-9},
  };
}

const auto kName = [](const auto& instance) { return instance.param.name; };

INSTANTIATE_TEST_SUITE_P(Returns, SlowVolatility, testing::ValuesIn(from_returns()), kName);
INSTANTIATE_TEST_SUITE_P(Ranges, SlowVolatility, testing::ValuesIn(from_ranges()), kName);

}  // namespace
}  // namespace nautilus::features
