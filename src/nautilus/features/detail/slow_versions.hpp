// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

/// Against the cited formula written out for each bar anew in long double, sharing no code with the
/// kernel; nothing of the product includes this.
namespace nautilus::features::testing_slow {

using testing_bars::Bars;

struct SlowVersion {
  std::string name;  ///< Of the test; unique in its table.
  std::string indicator;
  json::Object parameters = {};
  std::string output;
  /// The value at a bar, from that bar and those before it; NaN where there is none.
  std::function<long double(const Bars&, std::size_t)> formula;
  std::size_t bars = 20'000;
  double tolerance =
      1e-12;            ///< Of the value, and of 1 where the value is a difference of larger ones.
  double spike = 1e12;  ///< By which one bar is multiplied; 1 where a rank would split hairs.
};

/// The mean of x over the n bars up to t.
inline long double mean(const std::vector<double>& x, std::size_t t, std::size_t n) {
  long double sum = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) sum += x[i];
  return sum / static_cast<long double>(n);
}

/// The root of the squared deviations over the n bars up to t by `divisor`.
inline long double deviation(const std::vector<double>& x, std::size_t t, std::size_t n,
                             std::size_t divisor) {
  const long double centre = mean(x, t, n);
  long double sum = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) sum += (x[i] - centre) * (x[i] - centre);
  return std::sqrt(sum / static_cast<long double>(divisor));
}

/// Simple returns; 0 on the first bar.
inline std::vector<double> returns(const std::vector<double>& close) {
  std::vector<double> out{0.0};
  for (std::size_t t = 1; t < close.size(); ++t) out.push_back(close[t] / close[t - 1] - 1.0);
  return out;
}

/// Compares every bar after the warm-up, on a long random walk with a spike of twelve orders of
/// magnitude in it, behind which nothing may have drifted.
inline void expect_slow_version(const SlowVersion& row) {
  auto bars = testing_bars::random_walk(row.bars, 5);
  const std::size_t spike = row.bars / 3;
  bars.high[spike] *= row.spike;
  bars.close[spike] *= row.spike;
  bars.volume[spike] *= row.spike;
  const auto info = find_indicator(row.indicator);
  ASSERT_TRUE(info) << info.error().message;
  const auto output = std::ranges::find((*info)->spec->outputs, row.output, &Output::name);
  ASSERT_NE(output, (*info)->spec->outputs.end()) << row.output;
  const auto place = static_cast<std::size_t>(output - (*info)->spec->outputs.begin());
  const auto indicator = *(*info)->make(row.parameters);
  std::vector<double> values((*info)->spec->outputs.size());
  int compared = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    indicator->update(bars.columns().at(t), values);
    if (std::cmp_less(t, indicator->warm_up()[place])) continue;
    const auto expected = static_cast<double>(row.formula(bars, t));
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(values[place])) << "bar " << t;
      continue;
    }
    ++compared;
    ASSERT_NEAR(values[place], expected, row.tolerance * std::max(std::abs(expected), 1.0))
        << "bar " << t;
  }
  EXPECT_GT(compared, 0);
  testing_checks::record({.indicator = row.indicator,
                          .output = row.output,
                          .parameters = json::to_text(row.parameters),
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

}  // namespace nautilus::features::testing_slow
