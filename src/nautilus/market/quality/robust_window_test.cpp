// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/robust_window.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"

namespace nautilus::market {
namespace {

double slow_median(std::vector<double> values) {
  std::ranges::sort(values);
  const auto half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

TEST(RobustWindow, AgreesWithSortingAtEveryStep) {
  RandomStream random(1, "window");
  for (const std::size_t capacity : {1U, 2U, 7U, 60U}) {
    RobustWindow window(capacity);
    std::deque<double> kept;
    for (int i = 0; i < 300; ++i) {
      // Every other value from a short list, so that equal ones come out in the right places.
      const double value = i % 2 == 0 ? random.uniform() : static_cast<double>(random.below(5));
      window.push(value);
      kept.push_back(value);
      if (kept.size() > capacity) kept.pop_front();
      const double median = slow_median({kept.begin(), kept.end()});
      std::vector<double> distances;
      for (const double each : kept) distances.push_back(std::abs(each - median));
      const double expected = 1.4826 * slow_median(distances);
      ASSERT_EQ(window.median(), median);
      if (expected > 0) {
        ASSERT_DOUBLE_EQ(window.deviation(), expected);
      }
    }
  }
}

TEST(RobustWindow, FallsBackToTheMeanWhereMostValuesAreEqual) {
  RobustWindow window(4);
  for (const double each : {1.0, 1.0, 1.0, 5.0}) window.push(each);
  EXPECT_DOUBLE_EQ(window.deviation(), 1.2533 * 1);
  for (int i = 0; i < 4; ++i) window.push(2);
  EXPECT_EQ(window.deviation(), 0);
}

}  // namespace
}  // namespace nautilus::market
