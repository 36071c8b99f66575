// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::SlowVersion;
using Series = std::vector<double>;

class SlowStatistics : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowStatistics, AreOurs) { testing_slow::expect_slow_version(GetParam()); }

Series window(const Series& x, std::size_t at, std::size_t n) {
  return {x.begin() + static_cast<long>(at + 1 - n), x.begin() + static_cast<long>(at + 1)};
}

Series ordered(const Series& x, std::size_t at, std::size_t n) {
  auto values = window(x, at, n);
  std::ranges::sort(values);
  return values;
}

Series log_returns(const Series& x, std::size_t at, std::size_t n) {
  Series out;
  for (std::size_t i = at + 1 - n; i <= at; ++i) out.push_back(std::log(x[i] / x[i - 1]));
  return out;
}

// The k-th central moment of a whole series.
long double central(const Series& x, int k) {
  const long double centre = mean(x, x.size() - 1, x.size());
  long double sum = 0;
  for (const double each : x) sum += std::pow(each - centre, static_cast<long double>(k));
  return sum / static_cast<long double>(x.size());
}

long double skewness(const Series& x) {
  const auto n = static_cast<long double>(x.size());
  return std::sqrt(n * (n - 1)) / (n - 2) * central(x, 3) / std::pow(central(x, 2), 1.5L);
}

long double kurtosis(const Series& x) {
  const auto n = static_cast<long double>(x.size());
  const long double excess = central(x, 4) / (central(x, 2) * central(x, 2)) - 3;
  return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6);
}

long double jarque_bera(const Series& x) {
  const long double skew = central(x, 3) / std::pow(central(x, 2), 1.5L);
  const long double excess = central(x, 4) / (central(x, 2) * central(x, 2)) - 3;
  return static_cast<long double>(x.size()) * (skew * skew / 6 + excess * excess / 24);
}

long double covariance(const Series& x, const Series& y) {
  const long double centre_x = mean(x, x.size() - 1, x.size());
  const long double centre_y = mean(y, y.size() - 1, y.size());
  long double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - centre_x) * (y[i] - centre_y);
  return sum / static_cast<long double>(x.size() - 1);
}

long double percentile_rank(const Series& x, std::size_t at, std::size_t n) {
  long double halves = 1;
  for (const double each : window(x, at, n)) halves += each < x[at] ? 2 : each == x[at] ? 1 : 0;
  return halves / static_cast<long double>(2 * n);
}

// The weights written out: of the seed's variance and of every later squared step.
long double exponential_variance(const Series& x, std::size_t at, std::size_t n) {
  const long double share = 2.0L / static_cast<long double>(n + 1);
  long double level = mean(x, n - 1, n);
  long double variance = std::pow(deviation(x, n - 1, n, n), 2.0L);
  for (std::size_t i = n; i <= at; ++i) {
    const long double apart = x[i] - level;
    variance = (1 - share) * variance + share * (1 - share) * apart * apart;
    level = share * x[i] + (1 - share) * level;
  }
  return variance;
}

SlowVersion of_close(std::string name, json::Object parameters,
                     std::function<long double(const Series&, std::size_t)> formula,
                     std::size_t bars = 20'000) {
  return {.name = name,
          .indicator = name,
          .parameters = std::move(parameters),
          .output = name,
          .formula = [formula](const Bars& b, std::size_t at) { return formula(b.close, at); },
          .bars = bars};
}

SlowVersion of_returns(std::string output, long double (*formula)(const Series&)) {
  return {.name = "return_" + output,
          .indicator = "return_shape",
          .parameters = {{"period", 60}},
          .output = output,
          .formula = [formula](const Bars& b,
                               std::size_t at) { return formula(log_returns(b.close, at, 60)); },
          .bars = 5'000};
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowStatistics,
    testing::Values(
        of_close("sum", {{"period", 20}},
                 [](const Series& x, std::size_t at) { return 20 * mean(x, at, 20); }),
        of_close("variance", {{"period", 20}, {"degrees", 1}},
                 [](const Series& x, std::size_t at) {
                   return std::pow(deviation(x, at, 20, 19), 2.0L);
                 }),
        of_close("sample_deviation", {{"period", 20}},
                 [](const Series& x, std::size_t at) { return deviation(x, at, 20, 19); }),
        of_close("standard_error", {{"period", 20}},
                 [](const Series& x, std::size_t at) {
                   return deviation(x, at, 20, 20) / std::sqrt(20.0L);
                 }),
        of_close("zscore", {{"period", 60}},
                 [](const Series& x, std::size_t at) {
                   return (x[at] - mean(x, at, 60)) / deviation(x, at, 60, 60);
                 }),
        of_close("mean_absolute_deviation", {{"period", 20}},
                 [](const Series& x, std::size_t at) {
                   long double sum = 0;
                   for (const double each : window(x, at, 20)) {
                     sum += std::abs(each - mean(x, at, 20));
                   }
                   return sum / 20;
                 }),
        of_close("minimum", {{"period", 20}},
                 [](const Series& x, std::size_t at) {
                   return static_cast<long double>(ordered(x, at, 20).front());
                 }),
        of_close("maximum", {{"period", 20}},
                 [](const Series& x, std::size_t at) {
                   return static_cast<long double>(ordered(x, at, 20).back());
                 }),
        of_close("range_position", {{"period", 60}},
                 [](const Series& x, std::size_t at) {
                   const auto values = ordered(x, at, 60);
                   return (static_cast<long double>(x[at]) - values.front()) /
                          (values.back() - values.front());
                 }),
        of_close("median", {{"period", 20}},
                 [](const Series& x, std::size_t at) {
                   const auto values = ordered(x, at, 20);
                   return (static_cast<long double>(values[9]) + values[10]) / 2;
                 }),
        of_close("quantile", {{"period", 60}, {"probability", 0.05}},
                 [](const Series& x, std::size_t at) {
                   const auto values = ordered(x, at, 60);  // 0.05 * 59 = 2.95
                   return values[2] + 0.95L * (values[3] - values[2]);
                 }),
        of_close("percentile_rank", {{"period", 60}},
                 [](const Series& x, std::size_t at) { return percentile_rank(x, at, 60); }),
        of_close("delay", {{"bars", 7}},
                 [](const Series& x, std::size_t at) {
                   return static_cast<long double>(x[at - 7]);
                 }),
        of_close(
            "skewness", {{"period", 60}},
            [](const Series& x, std::size_t at) { return skewness(window(x, at, 60)); }, 5'000),
        of_close(
            "kurtosis", {{"period", 60}},
            [](const Series& x, std::size_t at) { return kurtosis(window(x, at, 60)); }, 5'000),
        of_close(
            "exponential_variance", {{"period", 20}},
            [](const Series& x, std::size_t at) { return exponential_variance(x, at, 20); }, 2'000),
        of_close("autocorrelation", {{"lag", 1}, {"period", 60}},
                 [](const Series& x, std::size_t at) {
                   const auto late = window(x, at, 60);
                   const auto early = window(x, at - 1, 60);
                   return covariance(late, early) /
                          (deviation(late, 59, 60, 59) * deviation(early, 59, 60, 59));
                 }),
        SlowVersion{.name = "covariance",
                    .indicator = "covariance",
                    .output = "covariance",
                    .formula =
                        [](const Bars& b, std::size_t at) {
                          return covariance(window(b.close, at, 20), window(b.reference, at, 20));
                        }},
        of_returns("skewness", skewness), of_returns("kurtosis", kurtosis),
        of_returns("jarque_bera", jarque_bera)),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
