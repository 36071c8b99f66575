// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/printed_precision.hpp"

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

Bar bar(double price, double volume = 5) { return {{}, price, price, price, price, volume}; }

TEST(PrintedPrecision, CountsDecimalPlaces) {
  EXPECT_EQ(decimal_places(100), 0);
  EXPECT_EQ(decimal_places(16.66), 2);
  EXPECT_EQ(decimal_places(2092.34009), 5);
  EXPECT_EQ(decimal_places(1e-7), 7);
  EXPECT_EQ(decimal_places(1.5e-7), 8);
  EXPECT_EQ(decimal_places(1e22), 0);
}

TEST(PrintedPrecision, AgreesWithinHalfAUnitOfTheCoarserBar) {
  EXPECT_TRUE(agrees_as_printed(bar(2092.34009), bar(2092.340088)));
  EXPECT_TRUE(agrees_as_printed(bar(2092.34009), bar(2092.340085)));  // The very half.
  EXPECT_FALSE(agrees_as_printed(bar(2092.34009), bar(2092.340084)));
  EXPECT_TRUE(agrees_as_printed(bar(100), bar(100.4)));
  EXPECT_FALSE(agrees_as_printed(bar(100), bar(100.51)));
  EXPECT_FALSE(agrees_as_printed(bar(100, 5), bar(100, 6)));
}

TEST(PrintedPrecision, TakesTheMostPlacesOfABar) {
  const Bar fine{{}, 100, 100.25, 99.5, 100, 5};
  const Bar other{{}, 100.004, 100.25, 99.5, 100, 5};
  EXPECT_TRUE(agrees_as_printed(fine, other));
  const Bar third{{}, 100.006, 100.25, 99.5, 100, 5};
  EXPECT_FALSE(agrees_as_printed(fine, third));
}

}  // namespace
}  // namespace nautilus::market
