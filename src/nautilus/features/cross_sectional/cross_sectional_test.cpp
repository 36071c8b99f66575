// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/cross_sectional/beta.hpp"
#include "nautilus/features/cross_sectional/correlation.hpp"
#include "nautilus/features/cross_sectional/price_correlation.hpp"
#include "nautilus/features/cross_sectional/price_relative_strength.hpp"
#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features {
namespace {

// A walk and its reference, both with holes and a spike of twelve orders of magnitude.
testing_bars::Bars with_holes() {
  auto bars = testing_bars::random_walk(3'000, 7);
  bars.close[1'000] *= 1e12;
  bars.reference[1'400] *= 1e12;
  RandomStream stream(1, "holes");
  for (std::size_t t = 0; t < bars.size(); ++t) {
    if (stream.uniform() < 0.1) bars.close[t] = kNaN;
    if (stream.uniform() < 0.1) bars.reference[t] = kNaN;
  }
  return bars;
}

struct Returns {
  std::vector<long double> own;
  std::vector<long double> other;
};

// The last `count` returns up to bar t between bars that both series have.
Returns common_returns(const testing_bars::Bars& bars, std::size_t t, std::size_t count) {
  std::vector<std::size_t> common;
  for (std::size_t i = t + 1; i-- > 0 && common.size() <= count;) {
    if (std::isfinite(bars.close[i]) && std::isfinite(bars.reference[i])) common.push_back(i);
  }
  Returns out;
  for (std::size_t i = 0; i + 1 < common.size(); ++i) {
    out.own.push_back(static_cast<long double>(bars.close[common[i]]) / bars.close[common[i + 1]] -
                      1);
    out.other.push_back(
        static_cast<long double>(bars.reference[common[i]]) / bars.reference[common[i + 1]] - 1);
  }
  return out;
}

// Sums of squares and products about the means.
struct Sums {
  long double xx = 0, yy = 0, xy = 0;
};

Sums sums_of(const Returns& returns) {
  const auto n = static_cast<long double>(returns.own.size());
  long double mean_x = 0;
  long double mean_y = 0;
  for (std::size_t i = 0; i < returns.own.size(); ++i) {
    mean_x += returns.own[i] / n;
    mean_y += returns.other[i] / n;
  }
  Sums sums;
  for (std::size_t i = 0; i < returns.own.size(); ++i) {
    const long double x = returns.own[i] - mean_x;
    const long double y = returns.other[i] - mean_y;
    sums.xx += x * x;
    sums.yy += y * y;
    sums.xy += x * y;
  }
  return sums;
}

bool has_both(const testing_bars::Bars& bars, std::size_t t) {
  return std::isfinite(bars.close[t]) && std::isfinite(bars.reference[t]);
}

void record_slow(const std::string& indicator, const std::string& output, int period,
                 int compared) {
  testing_checks::record({.indicator = indicator,
                          .output = output,
                          .parameters = json::to_text(json::Object{{"period", period}}),
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

TEST(Correlation, RunsOverTheBarsThatBothHave) {
  const auto bars = with_holes();
  Correlation kernel({.period = 30});
  int values = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const double ours = update(kernel, bars.close[t], bars.reference[t]);
    const auto returns = common_returns(bars, t, 30);
    if (!has_both(bars, t) || returns.own.size() < 30) {
      ASSERT_TRUE(std::isnan(ours)) << "bar " << t;
      continue;
    }
    const Sums sums = sums_of(returns);
    ASSERT_NEAR(ours, static_cast<double>(sums.xy / std::sqrt(sums.xx * sums.yy)), 1e-11)
        << "bar " << t;
    ++values;
  }
  EXPECT_GT(values, 2'000);
  record_slow("correlation", "correlation", 30, values);
}

TEST(Beta, RunsOverTheBarsThatBothHaveAndThoseOnWhichTheReferenceFell) {
  const auto bars = with_holes();
  Beta kernel({.period = 40});
  int values = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const auto [beta, downside] = update(kernel, bars.close[t], bars.reference[t]);
    const auto returns = common_returns(bars, t, 40);
    if (!has_both(bars, t) || returns.own.size() < 40) continue;
    const Sums all = sums_of(returns);
    const auto expected = static_cast<double>(all.xy / all.yy);
    ASSERT_NEAR(beta, expected, 1e-9 * std::max(1.0, std::abs(expected))) << "bar " << t;
    Returns falling;
    for (std::size_t i = 0; i < returns.own.size(); ++i) {
      if (returns.other[i] >= 0) continue;
      falling.own.push_back(returns.own[i]);
      falling.other.push_back(returns.other[i]);
    }
    const Sums low = sums_of(falling);
    const auto expected_low = static_cast<double>(low.xy / low.yy);
    ASSERT_NEAR(downside, expected_low, 1e-9 * std::max(1.0, std::abs(expected_low)))
        << "bar " << t;
    ++values;
  }
  EXPECT_GT(values, 2'000);
  record_slow("beta", "beta", 40, values);
  record_slow("beta", "downside_beta", 40, values);
}

TEST(Correlation, IsOneOfASeriesWithItselfAndMinusOneOfItsMirror) {
  Correlation with_itself({.period = 4});
  Correlation with_mirror({.period = 4});
  double close = 100;
  double mirror = 100;
  double same = kNaN;
  double opposite = kNaN;
  for (const double change : {0.0, 0.1, -0.2, 0.05, 0.3}) {
    close *= 1 + change;
    mirror *= 1 - change;
    same = update(with_itself, close, close);
    opposite = update(with_mirror, close, mirror);
  }
  EXPECT_NEAR(same, 1, 1e-14);
  EXPECT_NEAR(opposite, -1, 1e-14);
}

TEST(Correlation, HasNoValueWhereReturnsDifferByRoundingOnly) {
  Correlation kernel({.period = 10});
  double steady = 100;
  RandomStream stream(2, "steady");
  double answer = 0;
  for (int t = 0; t < 40; ++t) {
    steady *= 1.01;
    answer = update(kernel, steady, 100 + stream.uniform());
  }
  EXPECT_TRUE(std::isnan(answer));
}

TEST(Beta, IsTheLeverageOfALeveragedSeries) {
  Beta kernel({.period = 4});
  double close = 50;
  double reference = 200;
  std::array<double, 2> answer{};
  for (const double change : {0.0, 0.02, -0.01, 0.03, -0.04}) {
    reference *= 1 + change;
    close *= 1 + 2 * change;
    answer = update(kernel, close, reference);
  }
  EXPECT_NEAR(answer[0], 2, 1e-12);
  EXPECT_NEAR(answer[1], 2, 1e-12);
}

TEST(Beta, HasNoDownsideWhereTheReferenceNeverFell) {
  Beta kernel({.period = 3});
  std::array<double, 2> answer{};
  for (const double reference : {1.0, 1.1, 1.3, 1.4}) answer = update(kernel, 5.0, reference);
  EXPECT_EQ(answer[0], 0);
  EXPECT_TRUE(std::isnan(answer[1]));
}

TEST(PriceRelativeStrength, CountsBarsThatBothHave) {
  PriceRelativeStrength kernel({.period = 1});
  update(kernel, 100.0, 50.0);
  EXPECT_TRUE(std::isnan(update(kernel, 500.0, kNaN)[0]));
  const auto answer = update(kernel, 120.0, 55.0);
  EXPECT_NEAR(answer[0], 120.0 / 55.0, 1e-15);
  EXPECT_NEAR(answer[1], 0.2 - 0.1, 1e-15);
}

TEST(PriceCorrelation, IsUndefinedWhereOneIsFlat) {
  PriceCorrelation kernel({.period = 3});
  double answer = 0;
  for (const double close : {1.0, 2.0, 3.0}) answer = update(kernel, close, 7.0);
  EXPECT_TRUE(std::isnan(answer));
}

}  // namespace
}  // namespace nautilus::features
