// SPDX-License-Identifier: MIT
#include "nautilus/features/pair.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/trend/wilder_sum.hpp"

namespace nautilus::features {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Pair, IsNaNWhereEitherIs) {
  EXPECT_FALSE(has_nan(Pair{1.0, -kInfinity}));
  EXPECT_TRUE(has_nan(Pair{kNaN, 1.0}));
  EXPECT_TRUE(has_nan(Pair{1.0, kNaN}));
}

TEST(Pair, LargestKeepsANaNOfEitherSide) {
  for (const bool first : {true, false}) {
    const Pair largest_ =
        first ? largest(Pair{kNaN, 2.0}, Pair{5.0, 3.0}) : largest(Pair{5.0, 3.0}, Pair{kNaN, 2.0});
    EXPECT_TRUE(std::isnan(largest_[0]));
    EXPECT_EQ(largest_[1], 3.0);
  }
}

TEST(Pair, SplitsAChangeIntoRiseAndFall) {
  for (const auto& [change, rise, fall] :
       {std::array{2.5, 2.5, 0.0}, std::array{-0.5, 0.0, 0.5}, std::array{0.0, 0.0, 0.0}}) {
    const Pair moves = rise_and_fall(change);
    EXPECT_EQ(moves[0], rise);
    EXPECT_EQ(moves[1], fall);
  }
}

TEST(Pair, IsLoadedFromAnywhere) {
  const std::array<double, 4> values{1, 2, 3, 4};
  const Pair loaded = magnitude(-load_pair(values.data() + 1));
  EXPECT_EQ(loaded[0], 2.0);
  EXPECT_EQ(loaded[1], 3.0);
}

/// What a part does with a pair it does with each alone, to the bit; gaps come in both at once.
template <class Paired, class Single>
void expect_each_alone(Paired paired, Single first, Single second) {
  const auto bars = testing_bars::random_walk(300);
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const bool is_gap = t % 50 == 40;
    const double x = is_gap ? kNaN : bars.high[t];
    const double y = is_gap ? kNaN : bars.volume[t];
    const Pair both = feed(paired, Pair{x, y});
    const double alone = feed(first, x);
    const double other = feed(second, y);
    ASSERT_EQ(std::isnan(both[0]), std::isnan(alone)) << "bar " << t;
    if (std::isnan(alone)) continue;
    ASSERT_EQ(both[0], alone) << "bar " << t;
    ASSERT_EQ(both[1], other) << "bar " << t;
  }
}

TEST(Pair, IsSmoothedAsEachAlone) {
  const auto mean = SmoothedMean::wilder(9);
  expect_each_alone(SmoothedMeanOf<Pair>::wilder(9), mean, mean);
}
TEST(Pair, IsAveragedAsEachAlone) {
  expect_each_alone(RollingMeanOf<Pair>(9), RollingMean(9), RollingMean(9));
}
TEST(Pair, IsSummedAsEachAlone) {
  expect_each_alone(WilderSumOf<Pair>(9), WilderSum(9), WilderSum(9));
}

}  // namespace
}  // namespace nautilus::features
