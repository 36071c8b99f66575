// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/numeric/normal.hpp"

// The estimators of volatility from a bar's prices, on bars of a price whose volatility is known.
namespace nautilus::features {
namespace {

constexpr double kVolatility = 0.3;
constexpr std::size_t kBars = 2'000;

// Bars of a geometric Brownian motion in so many steps, of which `overnight` are between the close
// before and the open.
testing_bars::Bars brownian_bars(int steps, int overnight, double drift_per_bar) {
  RandomStream stream(11, "brownian bars");
  const double deviation = kVolatility / std::sqrt(252.0 * steps);
  double log_price = std::log(100.0);
  const auto step = [&] {
    return log_price += drift_per_bar / steps + deviation * numeric::normal(stream);
  };
  testing_bars::Bars bars;
  for (std::size_t t = 0; t < kBars; ++t) {
    for (int i = 0; i < overnight; ++i) step();
    const double open = log_price;
    double high = open;
    double low = open;
    for (int i = overnight; i < steps; ++i) {
      const double now = step();
      high = std::max(high, now);
      low = std::min(low, now);
    }
    bars.add({std::exp(open), std::exp(high), std::exp(low), std::exp(log_price), 1.0});
  }
  return bars;
}

// The annual variance over all bars but the first as a multiple of the true one.
double variance_ratio(const std::string& indicator, const testing_bars::Bars& bars) {
  const auto made = *(*find_indicator(indicator))
                         ->make(json::Object{{"period", static_cast<double>(kBars) - 1.0}});
  double value = kNaN;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    made->update(bars.columns().at(t), std::span(&value, 1));
  }
  return value * value / (kVolatility * kVolatility);
}

TEST(RangeEstimators, AreUnbiasedOnABrownianPath) {
  // The range of 2,000 discrete steps falls short of the continuous one by about 2 * 0.5826 /
  // sqrt(steps) of a deviation, some 3 % of variance (Broadie, Glasserman and Kou 1997); the rest
  // is four standard errors of the estimator, whose variance is 2 / efficiency.
  const auto bars = brownian_bars(2'000, 0, 0.0);
  const auto allowed = [](double efficiency) {
    return 0.04 + 4.0 * std::sqrt(2.0 / efficiency / static_cast<double>(kBars));
  };
  EXPECT_NEAR(variance_ratio("historical_volatility", bars), 1.0, allowed(1.0) - 0.04);
  EXPECT_NEAR(variance_ratio("parkinson_volatility", bars), 1.0, allowed(4.9));
  EXPECT_NEAR(variance_ratio("garman_klass_volatility", bars), 1.0, allowed(7.4));
  EXPECT_NEAR(variance_ratio("rogers_satchell_volatility", bars), 1.0, allowed(6.0));
  EXPECT_NEAR(variance_ratio("yang_zhang_volatility", bars), 1.0, allowed(6.0));
}

TEST(RangeEstimators, DifferInWhatDistortsThem) {
  // A drift of one daily deviation a bar: Rogers and Satchell's and Yang and Zhang's don't see it.
  const auto drifting = brownian_bars(1'000, 0, kVolatility / std::sqrt(252.0));
  EXPECT_NEAR(variance_ratio("rogers_satchell_volatility", drifting), 1.0, 0.12);
  EXPECT_NEAR(variance_ratio("yang_zhang_volatility", drifting), 1.0, 0.12);
  EXPECT_GT(variance_ratio("parkinson_volatility", drifting), 1.25);

  // A quarter of the variance between sessions: only Yang and Zhang's has it.
  const auto gapping = brownian_bars(1'000, 250, 0.0);
  EXPECT_NEAR(variance_ratio("yang_zhang_volatility", gapping), 1.0, 0.12);
  EXPECT_NEAR(variance_ratio("rogers_satchell_volatility", gapping), 0.75, 0.12);
}

}  // namespace
}  // namespace nautilus::features
