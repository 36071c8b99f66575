// SPDX-License-Identifier: MIT
#include "nautilus/regime/regime_strength.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace nautilus::regime {
namespace {

using Probabilities = std::array<double, 6>;

TEST(RegimeStrength, IsOneMinusTheShareOfTheLargestEntropy) {
  EXPECT_EQ(regime_strength(Probabilities{0, 1, 0, 0, 0, 0}), 1);
  Probabilities equal{};
  equal.fill(1.0 / 6);
  EXPECT_NEAR(regime_strength(equal), 0, 1e-15);
  EXPECT_NEAR(regime_strength(Probabilities{0.5, 0, 0, 0, 0, 0.5}),
              1 - std::log(2.0) / std::log(6.0), 1e-15);
  EXPECT_NEAR(regime_strength(Probabilities{0, 0.25, 0.25, 0.25, 0.25, 0}),
              1 - std::log(4.0) / std::log(6.0), 1e-15);
}

}  // namespace
}  // namespace nautilus::regime
