// SPDX-License-Identifier: MIT
#include "nautilus/features/rolling_powers.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {
namespace {

// Mean and sum of squared deviations of the n values up to t, the slow way.
std::pair<long double, long double> slow_moments(const std::vector<double>& x, std::size_t t,
                                                 std::size_t n) {
  long double sum = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) sum += x[i];
  const long double mean = sum / static_cast<long double>(n);
  long double squares = 0;
  for (std::size_t i = t + 1 - n; i <= t; ++i) squares += (x[i] - mean) * (x[i] - mean);
  return {mean, squares};
}

TEST(RollingMoments, AreThoseOfTheWindowBehindSpikesAtEveryPlaceOfABlock) {
  auto values = testing_bars::random_walk(2'000).close;
  for (std::size_t t = 101; t < values.size(); t += 101) values[t] *= 1e12;
  for (const int period : {1, 2, 3, 7, 20, 55}) {
    const auto n = static_cast<std::size_t>(period);
    RollingFold<Moments> window(period);
    for (std::size_t t = 0; t < values.size(); ++t) {
      const auto moments = feed(window, Moments::of(values[t]));
      ASSERT_EQ(moments.has_value(), t + 1 >= n);
      if (!moments) continue;
      const auto [mean, squares] = slow_moments(values, t, n);
      ASSERT_NEAR(moments->mean, static_cast<double>(mean), 1e-13 * static_cast<double>(mean));
      ASSERT_NEAR(moments->squares, static_cast<double>(squares),
                  1e-12 * static_cast<double>(squares))
          << "period " << period << ", bar " << t;
    }
  }
}

TEST(RollingMoments, OfEqualValuesDeviateByExactlyNothing) {
  RollingFold<Moments> window(7);
  for (const double value : {3.7, 1e300, -8.1}) feed(window, Moments::of(value));
  for (int t = 0; t < 6; ++t) feed(window, Moments::of(0.1));
  for (int t = 0; t < 20; ++t) {
    const auto moments = feed(window, Moments::of(0.1));
    EXPECT_EQ(moments->mean, 0.1);
    EXPECT_EQ(moments->squares, 0.0);
  }
}

TEST(RollingMean, HasNoValueExactlyWhileAGapIsInTheWindow) {
  for (int gap = 10; gap < 16; ++gap) {  // At every place of a block.
    RollingMean mean(5);
    for (int t = 0; t < 40; ++t) {
      const double answer = feed(mean, t == gap ? kNaN : static_cast<double>(t));
      const bool has_value = t >= 4 && (t < gap || t >= gap + 5);
      ASSERT_EQ(std::isnan(answer), !has_value) << "bar " << t;
      if (has_value) {
        EXPECT_DOUBLE_EQ(answer, t - 2.0);
      }
    }
  }
}

TEST(RollingMean, OfAConstKernelIsWhatItWouldBe) {
  RollingMean mean(4);
  for (int t = 0; t < 30; ++t) {
    const double value = 1.1 * t * t;
    const double peeked = feed(std::as_const(mean), value);
    const double taken = feed(mean, value);
    if (t >= 3) {
      EXPECT_EQ(peeked, taken);
    }
  }
}

}  // namespace
}  // namespace nautilus::features
