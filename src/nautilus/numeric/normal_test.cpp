// SPDX-License-Identifier: MIT
#include "nautilus/numeric/normal.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace nautilus::numeric {
namespace {

TEST(Normal, HasTheMomentsOfTheStandardNormal) {
  // Over n = 200,000 draws the first four moments deviate by sqrt(1, 2, 15, 96 / n).
  RandomStream stream(11, "normal");
  std::array<double, 4> moments{};
  constexpr int draws = 200'000;
  for (int i = 0; i < draws; ++i) {
    const double z = normal(stream);
    moments[0] += z / draws;
    moments[1] += z * z / draws;
    moments[2] += z * z * z / draws;
    moments[3] += z * z * z * z / draws;
  }
  EXPECT_NEAR(moments[0], 0.0, 0.009);
  EXPECT_NEAR(moments[1], 1.0, 0.013);
  EXPECT_NEAR(moments[2], 0.0, 0.035);
  EXPECT_NEAR(moments[3], 3.0, 0.088);
}

TEST(Normal, FallsBelowMinus1Point645OneTimeInTwenty) {
  // The 5 % quantile of the standard normal is -1.6448536; deviation sqrt(.05 * .95 / n) = 0.0005.
  RandomStream stream(12, "normal");
  int below = 0;
  for (int i = 0; i < 200'000; ++i) below += normal(stream) < -1.6448536 ? 1 : 0;
  EXPECT_NEAR(below / 200'000.0, 0.05, 0.002);
}

}  // namespace
}  // namespace nautilus::numeric
