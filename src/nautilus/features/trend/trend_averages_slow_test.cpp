// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::SlowVersion;
using Series = std::vector<double>;

class SlowAverages : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowAverages, AreOurs) { testing_slow::expect_slow_version(GetParam()); }

long double weighted(const Series& x, std::size_t at, std::size_t n) {
  long double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += static_cast<long double>(n - i) * x[at - i];
  return sum / (static_cast<long double>(n) * static_cast<long double>(n + 1) / 2);
}

// The exponential mean written out: the seed and every later value with its power of the factor.
long double exponential(const std::vector<long double>& x, std::size_t first, std::size_t at,
                        std::size_t n) {
  long double mean = 0;
  for (std::size_t i = first; i < first + n; ++i) mean += x[i] / static_cast<long double>(n);
  const long double share = 2.0L / static_cast<long double>(n + 1);
  for (std::size_t i = first + n; i <= at; ++i) mean = (1 - share) * mean + share * x[i];
  return mean;
}

struct Line {
  long double slope = 0;
  long double at_newest = 0;
  long double r_squared = 0;
};

// By the normal equations, bar numbers about their middle.
Line line(const Series& x, std::size_t at, std::size_t n) {
  const long double centre = mean(x, at, n);
  const long double middle = static_cast<long double>(n - 1) / 2;
  long double products = 0;
  long double times = 0;
  long double squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const long double time = static_cast<long double>(i) - middle;
    const long double value = x[at + 1 - n + i] - centre;
    products += time * value;
    times += time * time;
    squares += value * value;
  }
  const long double slope = products / times;
  return {slope, centre + slope * middle, products * products / (times * squares)};
}

long double zero_lag(const Bars& b, std::size_t at) {
  std::vector<long double> carried(b.size());
  for (std::size_t i = 9; i < b.size(); ++i) carried[i] = 2.0L * b.close[i] - b.close[i - 9];
  return exponential(carried, 9, at, 20);
}

long double triangular(const Bars& b, std::size_t at) {
  // Weights 1, 2, ..., 10, 10, ..., 2, 1 of an even window.
  long double sum = 0;
  for (std::size_t i = 0; i < 20; ++i) {
    sum += static_cast<long double>(std::min(i + 1, 20 - i)) * b.close[at - i];
  }
  return sum / 110;
}

long double hull(const Bars& b, std::size_t at) {
  const auto lead = [&](std::size_t t) {
    return 2 * weighted(b.close, t, 10) - weighted(b.close, t, 20);
  };
  return (4 * lead(at) + 3 * lead(at - 1) + 2 * lead(at - 2) + lead(at - 3)) / 10;
}

long double relative_distance(const Bars& b, std::size_t at) {
  const long double centre = mean(b.close, at, 20);
  long double sum = 0;
  for (std::size_t i = at - 19; i <= at; ++i) sum += std::abs(b.close[i] - centre) / b.close[i];
  return sum / 20;
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowAverages,
    testing::Values(
        SlowVersion{
            .name = "wma",
            .indicator = "wma",
            .parameters = {{"period", 100}},
            .output = "wma",
            .formula = [](const Bars& b, std::size_t at) { return weighted(b.close, at, 100); }},
        SlowVersion{.name = "zlema",
                    .indicator = "zlema",
                    .output = "zlema",
                    .formula = zero_lag,
                    .bars = 2'000},
        SlowVersion{
            .name = "trima_even", .indicator = "trima", .output = "trima", .formula = triangular},
        SlowVersion{.name = "hma",
                    .indicator = "hma",
                    .parameters = {{"period", 20}},
                    .output = "hma",
                    .formula = hull},
        SlowVersion{.name = "linear_regression",
                    .indicator = "linear_regression",
                    .parameters = {{"period", 60}},
                    .output = "value",
                    .formula = [](const Bars& b,
                                  std::size_t at) { return line(b.close, at, 60).at_newest; }},
        SlowVersion{
            .name = "linear_regression_slope",
            .indicator = "linear_regression",
            .parameters = {{"period", 60}},
            .output = "slope",
            .formula = [](const Bars& b, std::size_t at) { return line(b.close, at, 60).slope; }},
        SlowVersion{.name = "linear_regression_r_squared",
                    .indicator = "linear_regression",
                    .parameters = {{"period", 60}},
                    .output = "r_squared",
                    .formula = [](const Bars& b,
                                  std::size_t at) { return line(b.close, at, 60).r_squared; }},
        SlowVersion{.name = "standard_deviation_channel_upper",
                    .indicator = "standard_deviation_channel",
                    .output = "upper",
                    .formula =
                        [](const Bars& b, std::size_t at) {
                          return line(b.close, at, 20).at_newest +
                                 2 * deviation(b.close, at, 20, 20);
                        }},
        SlowVersion{.name = "sma_deviation_percentage",
                    .indicator = "sma_deviation",
                    .output = "percentage",
                    .formula = relative_distance,
                    // By every close in the window, so that the spike is against ones a million
                    // million times smaller.
                    .tolerance = 1e-11}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
