// SPDX-License-Identifier: MIT
#include "nautilus/features/order_statistics.hpp"

#include <deque>
#include <utility>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/numeric/statistics.hpp"

namespace nautilus::features {
namespace {

// Draws with ties, both zeros and gaps.
double draw(RandomStream& stream) {
  if (stream.below(12) == 0) return kNaN;
  const auto step = static_cast<double>(stream.below(9)) - 4.0;
  return step == 0.0 && stream.below(2) == 0 ? -0.0 : step * 0.25;
}

std::vector<double> known(const std::deque<double>& window) {
  std::vector<double> values;
  for (const double each : window) {
    if (!std::isnan(each)) values.push_back(each);
  }
  std::ranges::sort(values);
  return values;
}

void expect_ordered(const Ordered& ordered, const std::vector<double>& expected) {
  ASSERT_EQ(ordered.size(), expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) ASSERT_EQ(ordered[k], expected[k]);
  for (const double x : {-9.0, -0.25, 0.0, 0.1, 0.25, 9.0}) {
    ASSERT_EQ(ordered.below(x), std::ranges::count_if(expected, [&](double e) { return e < x; }));
    ASSERT_EQ(ordered.not_above(x),
              std::ranges::count_if(expected, [&](double e) { return e <= x; }));
  }
  if (expected.empty()) return;
  for (const double p : {0.0, 0.25, 0.5, 0.95, 1.0}) {
    ASSERT_DOUBLE_EQ(ordered.quantile(p), numeric::quantile(expected, p));
  }
}

TEST(OrderStatistics, AreThoseOfTheWindowSortedAnew) {
  for (const int period : {1, 2, 7, 60}) {
    RandomStream stream(3, "order");
    OrderStatistics statistics(period);
    std::deque<double> window;
    for (int i = 0; i < 500; ++i) {
      const double value = draw(stream);
      window.push_back(value);
      if (std::cmp_greater(window.size(), period)) window.pop_front();
      // A look at the bar changes nothing and says what taking it in says.
      expect_ordered(feed(std::as_const(statistics), value), known(window));
      expect_ordered(feed(statistics, value), known(window));
    }
  }
}

}  // namespace
}  // namespace nautilus::features
