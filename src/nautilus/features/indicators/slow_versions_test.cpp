// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

// The rolling indicators against their formulas written out for each bar anew, in long double:
// after 20,000 bars nothing may have drifted, not even behind a spike of twelve orders of
// magnitude.
namespace nautilus::features {
namespace {

using testing_bars::Bars;

long double mean(const std::vector<double>& x, std::size_t t, std::size_t n) {
  long double sum = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) sum += x[i];
  return sum / static_cast<long double>(n);
}

long double deviation(const std::vector<double>& x, std::size_t t, std::size_t n,
                      std::size_t divisor) {
  const long double centre = mean(x, t, n);
  long double sum = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) sum += (x[i] - centre) * (x[i] - centre);
  return std::sqrt(sum / static_cast<long double>(divisor));
}

std::vector<double> returns(const std::vector<double>& close) {
  std::vector<double> out{0.0};
  for (std::size_t t = 1; t < close.size(); ++t) out.push_back(close[t] / close[t - 1] - 1.0);
  return out;
}

struct SlowVersion {
  std::string name;
  std::string indicator;
  json::Object parameters;
  std::size_t output;
  std::function<long double(const Bars&, std::size_t)> formula;
};

class SlowVersions : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowVersions, AreOurs) {
  auto bars = testing_bars::random_walk(20'000, 5);
  bars.high[7'000] *= 1e12;
  bars.close[7'000] *= 1e12;
  bars.volume[7'000] *= 1e12;
  const auto indicator = *(*find_indicator(GetParam().indicator))->make(GetParam().parameters);
  std::vector<double> values(indicator->spec().outputs.size());
  for (std::size_t t = 0; t < bars.size(); ++t) {
    indicator->update(bars.columns().at(t), values);
    if (std::cmp_less(t, indicator->warm_up()[GetParam().output])) continue;
    const auto expected = static_cast<double>(GetParam().formula(bars, t));
    // 1e-12 of the value, and of 1 where it is the difference of larger ones.
    const double allowed = 1e-12 * std::max(std::abs(expected), 1.0);
    ASSERT_NEAR(values[GetParam().output], expected, allowed) << "bar " << t;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rolling, SlowVersions,
    testing::Values(
        SlowVersion{"sma",
                    "sma",
                    {{"period", 200}},
                    0,
                    [](const Bars& b, std::size_t at) { return mean(b.close, at, 200); }},
        SlowVersion{"volume_sma",
                    "volume_sma",
                    {},
                    0,
                    [](const Bars& b, std::size_t at) { return mean(b.volume, at, 20); }},
        SlowVersion{
            "volume_ratio",
            "volume_ratio",
            {},
            0,
            [](const Bars& b, std::size_t at) { return b.volume[at] / mean(b.volume, at, 20); }},
        SlowVersion{"bollinger_upper",
                    "bollinger_bands",
                    {},
                    0,
                    [](const Bars& b, std::size_t at) {
                      return mean(b.close, at, 20) + 2 * deviation(b.close, at, 20, 20);
                    }},
        SlowVersion{"bollinger_width",
                    "bollinger_bands",
                    {},
                    2,
                    [](const Bars& b, std::size_t at) {
                      return 4 * deviation(b.close, at, 20, 20) / mean(b.close, at, 20);
                    }},
        SlowVersion{"volatility",
                    "volatility",
                    {{"period", 30}},
                    0,
                    [](const Bars& b, std::size_t at) {
                      return deviation(returns({b.close.begin() + static_cast<long>(at) - 30,
                                                b.close.begin() + static_cast<long>(at) + 1}),
                                       30, 30, 29) *
                             std::sqrt(252.0L);
                    }},
        SlowVersion{"price_position",
                    "price_position",
                    {},
                    0,
                    [](const Bars& b, std::size_t at) {
                      const auto first = static_cast<long>(at) - 19;
                      const double high =
                          *std::max_element(b.high.begin() + first, b.high.begin() + first + 20);
                      const double low =
                          *std::min_element(b.low.begin() + first, b.low.begin() + first + 20);
                      return (static_cast<long double>(b.close[at]) - low) / (high - low);
                    }}),
    [](const auto& instance) { return instance.param.name; });

TEST(PriceVolumeTrend, LosesNothingInALongSum) {
  const auto bars = testing_bars::random_walk(20'000, 5);
  const auto indicator = *(*find_indicator("price_volume_trend"))->make(json::Object{});
  const auto change = returns(bars.close);
  long double expected = 0;
  double value = kNaN;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    expected += static_cast<long double>(change[t]) * bars.volume[t];
    indicator->update(bars.columns().at(t), std::span(&value, 1));
    const auto slow = static_cast<double>(expected);
    ASSERT_NEAR(value, slow, 1e-12 * std::max(std::abs(slow), 1e6)) << "bar " << t;
  }
}

}  // namespace
}  // namespace nautilus::features
