// SPDX-License-Identifier: MIT
#include "nautilus/features/rolling_tree.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/extreme_age.hpp"
#include "nautilus/features/line_fit.hpp"
#include "nautilus/features/rolling_numbers.hpp"
#include "nautilus/features/weighted_mean.hpp"

namespace nautilus::features {
namespace {

constexpr int kPeriods[] = {1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 20, 31, 63, 100, 200};

// Values, of which some are gaps and some spikes that dwarf the rest.
std::vector<double> series(std::size_t count) {
  auto values = testing_bars::random_walk(count).close;
  for (std::size_t t = 250; t < count; t += 301) values[t] *= 1e12;
  for (std::size_t t = 400; t < count; t += 307) values[t] = kNaN;
  return values;
}

// What a slow version says of every window, oldest value first; NaN where one is not complete.
template <class Kernel, class Slow>
void expect_as(const Slow& slow, double tolerance) {
  const auto values = series(1'500);
  for (const int period : kPeriods) {
    Kernel kernel(period);
    const auto n = static_cast<std::size_t>(period);
    for (std::size_t t = 0; t < values.size(); ++t) {
      const double peeked = feed(std::as_const(kernel), values[t]);
      const double answer = feed(kernel, values[t]);
      std::vector<double> window;
      for (std::size_t i = t + 1 < n ? 0 : t + 1 - n; i <= t; ++i) window.push_back(values[i]);
      const bool complete = window.size() == n &&
                            std::ranges::none_of(window, [](double x) { return std::isnan(x); });
      const double expected = complete ? static_cast<double>(slow(window)) : kNaN;
      ASSERT_EQ(std::isnan(answer), std::isnan(expected)) << "period " << period << ", bar " << t;
      ASSERT_EQ(std::isnan(peeked), std::isnan(answer));
      if (!complete) continue;
      ASSERT_EQ(peeked, answer);
      const double scale = std::abs(*std::ranges::max_element(
          window, [](double a, double b) { return std::abs(a) < std::abs(b); }));
      ASSERT_NEAR(answer, expected, tolerance * std::max(scale, std::abs(expected)))
          << "period " << period << ", bar " << t;
    }
  }
}

TEST(RollingTree, HasTheSumOfEveryWindow) {
  expect_as<WindowSum>(
      [](const auto& window) {
        long double sum = 0;
        for (const double each : window) sum += each;
        return sum;
      },
      1e-15);
}

TEST(RollingTree, HasTheMeanOfEveryWindow) {
  expect_as<RollingMean>(
      [](const auto& window) {
        long double sum = 0;
        for (const double each : window) sum += each;
        return sum / static_cast<long double>(window.size());
      },
      2e-15);
}

TEST(RollingTree, HasTheExtremesOfEveryWindow) {
  expect_as<WindowMaximum>([](const auto& window) { return std::ranges::max(window); }, 0.0);
  expect_as<WindowMinimum>([](const auto& window) { return std::ranges::min(window); }, 0.0);
}

TEST(RollingTree, HasTheWeightedMeanOfEveryWindow) {
  expect_as<WeightedMean>(
      [](const auto& window) {
        long double sum = 0;
        long double weights = 0;
        for (std::size_t i = 0; i < window.size(); ++i) {
          sum += static_cast<long double>(i + 1) * window[i];
          weights += static_cast<long double>(i + 1);
        }
        return sum / weights;
      },
      2e-15);
}

class Slope {
 public:
  explicit Slope(int period) : line_(std::max(period, 2)), period_(period) {}
  static double next(auto& self, double value) {
    const double slope = feed(self.line_, value).slope;
    return self.period_ == 1 ? 0.0 * value : slope;
  }

 private:
  RollingLine line_;
  int period_;
};

TEST(RollingTree, HasTheSlopeOfEveryWindow) {
  expect_as<Slope>(
      [](const auto& window) -> long double {
        const auto n = static_cast<long double>(window.size());
        if (window.size() == 1) return 0;
        long double with_time = 0;
        long double times = 0;
        for (std::size_t i = 0; i < window.size(); ++i) {
          const long double apart = static_cast<long double>(i) - 0.5L * (n - 1);
          with_time += apart * window[i];
          times += apart * apart;
        }
        return with_time / times;
      },
      1e-15);
}

class Age {
 public:
  explicit Age(int period) : highest_(period) {}
  static double next(auto& self, double value) {
    const auto [highest, age] = feed(self.highest_, value);
    return age + 0.0 * highest;
  }

 private:
  RollingHighest<Tie::latest> highest_;
};

TEST(RollingTree, HasTheAgeOfTheHighestOfEveryWindow) {
  expect_as<Age>(
      [](const auto& window) {
        const auto latest = std::max_element(window.rbegin(), window.rend());
        return static_cast<double>(latest - window.rbegin());
      },
      0.0);
}

TEST(RollingTree, CountsTheLatestOrTheEarliestOfEqualValues) {
  RollingHighest<Tie::latest> latest(5);
  RollingHighest<Tie::earliest> earliest(5);
  for (const double value : {9.0, 4.0, 7.0, 1.0, 7.0}) {
    feed(latest, value);
    feed(earliest, value);
  }
  EXPECT_EQ(feed(latest, 2.0), (std::array{7.0, 1.0}));
  EXPECT_EQ(feed(earliest, 2.0), (std::array{7.0, 3.0}));
}

// The order in which a window is summed must not hang on how many bars came before it.
TEST(RollingTree, GivesEqualWindowsEqualBits) {
  const auto values = testing_bars::random_walk(600).close;
  RollingMean whole(23);
  std::vector<double> expected;
  for (const double each : values) expected.push_back(feed(whole, each));
  for (const std::size_t first : {1UL, 5UL, 64UL, 123UL}) {
    RollingMean later(23);
    for (std::size_t t = first; t < values.size(); ++t) {
      const double answer = feed(later, values[t]);
      if (t >= first + 22) {
        ASSERT_EQ(answer, expected[t]) << "bar " << t;
      }
    }
  }
}

TEST(RollingMean, OfEqualValuesIsExactlyTheirOwn) {
  for (const int period : kPeriods) {
    for (const double value : {0.1, 1.0 / 3.0, 1e-300, 123.456, -7.7}) {
      RollingMean mean(period);
      double answer = 0;
      for (int t = 0; t < 2 * period; ++t) answer = feed(mean, value);
      EXPECT_EQ(answer, value) << "period " << period;
    }
  }
}

}  // namespace
}  // namespace nautilus::features
