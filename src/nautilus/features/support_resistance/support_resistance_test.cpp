// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/last_value.hpp"
#include "nautilus/features/support_resistance/price_position.hpp"

// Each indicator on a few bars worked by hand, and where its formula has no answer.
namespace nautilus::features {
namespace {

using testing_last::last;

TEST(PricePosition, IsTheShareOfTheRangeBelowTheClose) {
  // Highest 15, lowest 5 in the last two bars: (13 - 5) / 10.
  PricePosition position({.period = 2});
  update(position, 99, 1, 50);
  update(position, 15, 8, 10);
  EXPECT_DOUBLE_EQ(update(position, 14, 5, 13), 0.8);

  PricePosition flat({.period = 1});
  EXPECT_EQ(update(flat, 7, 7, 7), 0.5);
}

}  // namespace
}  // namespace nautilus::features
