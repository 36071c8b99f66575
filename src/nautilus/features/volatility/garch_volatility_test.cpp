// SPDX-License-Identifier: MIT
#include "nautilus/features/volatility/garch_volatility.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features {
namespace {

constexpr GarchVolatility::Params kParams{.first = 60, .window = 100, .every = 25};

std::vector<double> returns_of(const std::vector<double>& close) {
  std::vector<double> returns;
  for (std::size_t t = 1; t < close.size(); ++t) returns.push_back(close[t] / close[t - 1] - 1.0);
  return returns;
}

// The variance that follows the returns, from the mean squared shock on.
double filtered(std::span<const double> returns, const volatility::GarchParameters& p) {
  double variance = 0;
  for (const double r : returns) {
    variance += (r - p.mean) * (r - p.mean) / static_cast<double>(returns.size());
  }
  variance = p.omega + (p.alpha + p.beta) * variance;
  for (const double r : returns) {
    variance = p.omega + p.alpha * (r - p.mean) * (r - p.mean) + p.beta * variance;
  }
  return variance;
}

TEST(GarchVolatility, IsForecastByTheLastEstimateBeforeTheBar) {
  const auto bars = testing_bars::random_walk(300, 4);
  const auto returns = returns_of(bars.close);
  GarchVolatility indicator(kParams);
  std::optional<volatility::GarchParameters> parameters;
  std::size_t start = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const double value = update(indicator, bars.close[t]);
    // Returns 0..t-1 are known. Those up to the last estimate, and those since, in one run.
    if (!parameters) {
      ASSERT_TRUE(std::isnan(value)) << t;
    } else {
      const auto known = std::span(returns).subspan(start, t - start);
      const std::size_t of_estimate = 60 + (t - 61) / 25 * 25;
      double variance = filtered(known.first(of_estimate - start), *parameters);
      for (const double r : known.subspan(of_estimate - start)) {
        variance = parameters->next_variance(variance, r);
      }
      ASSERT_NEAR(value, std::sqrt(252 * variance), 1e-9) << t;
    }
    if (t >= 60 && (t - 60) % 25 == 0) {
      start = t > 100 ? t - 100 : 0;
      parameters = volatility::estimate_garch(std::span(returns).subspan(start, t - start),
                                              parameters, 1e-5, 12)
                       ->parameters;
    }
  }
}

TEST(GarchVolatility, HasNoValueUntilSomethingMovesInAnEstimatesWindow) {
  GarchVolatility indicator(kParams);
  for (int t = 0; t < 90; ++t) ASSERT_TRUE(std::isnan(update(indicator, 5.0)));
  const auto bars = testing_bars::random_walk(30, 4);
  double value = kNaN;
  for (const double close : bars.close) value = update(indicator, close);
  EXPECT_GT(value, 0.0);

  // And keeps what it had when nothing moves any more.
  for (int t = 0; t < 300; ++t) value = update(indicator, bars.close.back());
  EXPECT_TRUE(std::isfinite(value));
}

TEST(GarchVolatility, GoesOnAsExpectedOverAGap) {
  const auto bars = testing_bars::random_walk(80, 4);
  GarchVolatility indicator(kParams);
  for (const double close : bars.close) update(indicator, close);
  EXPECT_TRUE(std::isnan(update(indicator, kNaN)));
  EXPECT_TRUE(std::isnan(update(indicator, 100.0)));
  EXPECT_GT(update(indicator, 101.0), 0.0);
  // A step that has no finite square is a gap too.
  EXPECT_TRUE(std::isnan(update(indicator, 1e300)));
  EXPECT_TRUE(std::isfinite(update(indicator, 1e300)));
}

TEST(GarchVolatility, AsksForAWindowThatHoldsTheFirstEstimate) {
  EXPECT_TRUE(GarchVolatility::check({}));
  EXPECT_FALSE(GarchVolatility::check({.first = 1000, .window = 1000}));
}

}  // namespace
}  // namespace nautilus::features
