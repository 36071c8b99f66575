// SPDX-License-Identifier: MIT
#include "nautilus/features/rolling_powers.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/line_fit.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/weighted_mean.hpp"

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

// Weighted mean and least-squares line of the n values up to t, the slow way: 1, 2, ..., n from the
// oldest on are both their weights and their times.
struct SlowLine {
  long double weighted = 0;
  long double mean = 0;
  long double slope = 0;
};
SlowLine slow_line(const std::vector<double>& x, std::size_t t, std::size_t n) {
  const long double count = static_cast<long double>(n);
  const long double middle = (count + 1) / 2;
  SlowLine line;
  line.mean = slow_moments(x, t, n).first;
  long double products = 0;
  long double squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const long double rank = static_cast<long double>(i + 1);
    line.weighted += rank * x[t + 1 - n + i];
    products += (rank - middle) * (x[t + 1 - n + i] - line.mean);
    squares += (rank - middle) * (rank - middle);
  }
  line.weighted /= count * middle;
  line.slope = products / squares;
  return line;
}

TEST(RollingLine, IsThatOfTheWindowBehindSpikesAtEveryPlaceOfABlock) {
  auto values = testing_bars::random_walk(1'500).close;
  for (std::size_t t = 101; t < values.size(); t += 101) values[t] *= 1e12;
  for (const int period : {2, 3, 7, 20, 55}) {
    const auto n = static_cast<std::size_t>(period);
    RollingLine line(period);
    WeightedMean weighted(period);
    for (std::size_t t = 0; t < values.size(); ++t) {
      const LineFit fit = feed(line, values[t]);
      const double mean = feed(weighted, values[t]);
      ASSERT_EQ(std::isnan(fit.squares), t + 1 < n) << "period " << period << ", bar " << t;
      ASSERT_EQ(std::isnan(mean), t + 1 < n);
      if (t + 1 < n) continue;
      const SlowLine slow = slow_line(values, t, n);
      const double size = static_cast<double>(slow.mean);
      ASSERT_NEAR(mean, static_cast<double>(slow.weighted), 1e-13 * size);
      ASSERT_NEAR(fit.mean, size, 1e-13 * size);
      ASSERT_NEAR(fit.slope, static_cast<double>(slow.slope), 1e-13 * size)
          << "period " << period << ", bar " << t;
    }
  }
}

TEST(RollingLine, OfEqualValuesIsExactlyLevel) {
  RollingLine line(7);
  WeightedMean weighted(7);
  for (const double value : {3.7, 1e300, -8.1}) {
    feed(line, value);
    feed(weighted, value);
  }
  for (int t = 0; t < 20; ++t) {
    const LineFit fit = feed(line, 0.1);
    const double mean = feed(weighted, 0.1);
    if (t < 6) continue;
    EXPECT_EQ(mean, 0.1);
    EXPECT_EQ(fit.at(0), 0.1);
    EXPECT_EQ(fit.slope, 0.0);
    EXPECT_EQ(fit.squares, 0.0);
  }
}

}  // namespace
}  // namespace nautilus::features
