// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"
#include "nautilus/features/trend/parabolic_sar.hpp"

namespace nautilus::features {
namespace {

// Which way theirs points is on which side of the bar they publish the stop.
TEST(PublishedParabolicSar, PointsTheWayThatStockIndicatorsDoes) {
  const auto vector = testing_published::from_stock_indicators(
      {.indicator = "parabolic_sar", .output = "sar", .file = "psar.csv", .column = "sar"});
  if (vector.expected.empty()) GTEST_SKIP() << "test data not present";
  ParabolicSar kernel({});
  int compared = 0;
  int turns = 0;
  double before = 0;
  for (std::size_t t = 0; t < vector.bars.size(); ++t) {
    const double direction = update(kernel, vector.bars.high[t], vector.bars.low[t])[1];
    const double stop = vector.expected[t];
    if (t < 251 || std::isnan(stop)) continue;  // As of the stop itself, whose turn at 249 differs.
    ASSERT_EQ(direction, stop <= vector.bars.low[t] ? 1 : -1) << "bar " << t;
    turns += before != 0 && direction != before ? 1 : 0;
    before = direction;
    ++compared;
  }
  EXPECT_GT(turns, 10);
  testing_checks::record({.indicator = "parabolic_sar",
                          .output = "direction",
                          .source = "stock_indicators/results/psar.csv: sar, beside the bar",
                          .compared = compared});
}

}  // namespace
}  // namespace nautilus::features
