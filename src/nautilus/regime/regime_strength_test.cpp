// SPDX-License-Identifier: MIT
#include "nautilus/regime/regime_strength.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/recorded_check.hpp"

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

// Entropy as the mean surprise in bits of ten thousand draws, of which each regime has its share.
TEST(RegimeStrength, IsWhatTheSurpriseOfDrawsSays) {
  RandomStream stream(1, "regimes");
  int compared = 0;
  for (int round = 0; round < 500; ++round) {
    std::array<int, 6> draws{};
    for (int i = 0; i < 10'000; ++i) {
      // Skewed, so that all degrees of decision occur.
      const double place = std::pow(stream.uniform(), 1 + round % 7);
      ++draws.at(static_cast<std::size_t>(6 * place));
    }
    Probabilities probabilities{};
    long double surprise = 0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
      probabilities[i] = draws[i] / 10'000.0;
      if (draws[i] > 0) surprise += draws[i] * std::log2(10'000.0L / draws[i]);
    }
    const long double expected = 1 - surprise / 10'000 / std::log2(6.0L);
    ASSERT_NEAR(regime_strength(probabilities), static_cast<double>(expected), 1e-14) << round;
    ++compared;
  }
  testing_checks::record_published("regime_strength", compared);
}

}  // namespace
}  // namespace nautilus::regime
