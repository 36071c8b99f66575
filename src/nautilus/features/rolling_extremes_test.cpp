// SPDX-License-Identifier: MIT
#include "nautilus/features/rolling_extremes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/extreme_age.hpp"

namespace nautilus::features {
namespace {

// Bars with ties, and with gaps in one column, in the other and in both.
testing_bars::Bars bars_with_ties_and_gaps() {
  auto bars = testing_bars::random_walk(600);
  for (auto* column : {&bars.high, &bars.low}) {
    for (double& each : *column) each = std::round(each);
  }
  for (const std::size_t t : {50UL, 51UL, 200UL, 333UL}) bars.high[t] = kNaN;
  for (const std::size_t t : {90UL, 200UL, 401UL}) bars.low[t] = kNaN;
  return bars;
}

// By looking at each value of the window; NaN where there are not so many, or one is NaN.
template <class Better>
std::pair<double, double> slow_extreme(const std::vector<double>& x, std::size_t t, std::size_t n,
                                       const Better& better) {
  if (t + 1 < n) return {kNaN, kNaN};
  std::pair<double, double> found{x[t], 0.0};
  for (std::size_t age = 0; age < n; ++age) {
    if (std::isnan(x[t - age])) return {kNaN, kNaN};
    if (better(x[t - age], found.first)) found = {x[t - age], static_cast<double>(age)};
  }
  return found;
}

TEST(RollingExtremes, AreThoseOfTheWindowAndMissExactlyWhileItsOwnColumnDoes) {
  const auto bars = bars_with_ties_and_gaps();
  for (const int period : {1, 2, 3, 7, 20, 55}) {
    RollingExtremes window(period);
    for (std::size_t t = 0; t < bars.size(); ++t) {
      const auto n = static_cast<std::size_t>(period);
      const double highest = slow_extreme(bars.high, t, n, std::greater<>()).first;
      const double lowest = slow_extreme(bars.low, t, n, std::less<>()).first;
      const Extremes peeked = feed(std::as_const(window), bars.high[t], bars.low[t]);
      const Extremes found = feed(window, bars.high[t], bars.low[t]);
      ASSERT_TRUE(found.highest == highest || (std::isnan(found.highest) && std::isnan(highest)))
          << "period " << period << ", bar " << t;
      ASSERT_TRUE(found.lowest == lowest || (std::isnan(found.lowest) && std::isnan(lowest)))
          << "period " << period << ", bar " << t;
      ASSERT_TRUE(peeked.range() == found.range() || std::isnan(found.range()));
    }
  }
}

TEST(HighestPairAt, HasTheAgesOfTheLatestExtremes) {
  const auto bars = bars_with_ties_and_gaps();
  RollingFold<HighestPairAt> window(13);
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const auto found = feed(window, HighestPairAt{{bars.high[t], -bars.low[t]}});
    ASSERT_EQ(found.has_value(), t >= 12);
    if (!found) continue;
    const auto [highest, since_highest] = slow_extreme(bars.high, t, 13, std::greater<>());
    const auto [lowest, since_lowest] = slow_extreme(bars.low, t, 13, std::less<>());
    const Pair values = found->values;
    const Pair ages = found->ages;
    ASSERT_EQ(std::isnan(values[0]), std::isnan(highest)) << "bar " << t;
    ASSERT_EQ(std::isnan(values[1]), std::isnan(lowest)) << "bar " << t;
    if (!std::isnan(highest)) {
      ASSERT_EQ(values[0], highest);
      ASSERT_EQ(ages[0], since_highest) << "bar " << t;
    }
    if (!std::isnan(lowest)) {
      ASSERT_EQ(-values[1], lowest);
      ASSERT_EQ(ages[1], since_lowest) << "bar " << t;
    }
  }
}

}  // namespace
}  // namespace nautilus::features
