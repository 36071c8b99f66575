// SPDX-License-Identifier: MIT
#include "nautilus/numeric/statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/numeric/normal.hpp"

namespace nautilus::numeric {
namespace {

using Values = std::vector<double>;

TEST(Statistics, GiveHandWorkedMoments) {
  // Mean 5; squared deviations 9 1 1 1 0 0 4 16 sum to 32, over n - 1 = 7.
  const Values x{2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_EQ(mean(x), 5);
  EXPECT_DOUBLE_EQ(sample_variance(x), 32.0 / 7);
  EXPECT_DOUBLE_EQ(sample_deviation(x), std::sqrt(32.0 / 7));
}

TEST(Statistics, LoseNoDigitsToALargeMean) {
  // Deviations -1 0 1 around 1e9: variance 1.
  EXPECT_DOUBLE_EQ(sample_variance(Values{1e9 - 1, 1e9, 1e9 + 1}), 1.0);
}

TEST(Statistics, HaveNoAnswerWhereThereIsNone) {
  EXPECT_TRUE(std::isnan(mean({})));
  EXPECT_TRUE(std::isnan(sample_variance(Values{1})));
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
  EXPECT_TRUE(std::isnan(quantile(Values{1, 2}, 1.5)));
  EXPECT_TRUE(std::isnan(quantile(Values{1, std::numeric_limits<double>::quiet_NaN()}, 0.5)));
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  // Position .4 * 4 = 1.6 of 1 3 7 10 20: 3 + .6 * (7 - 3) = 5.4.
  const Values x{20, 3, 1, 10, 7};
  EXPECT_DOUBLE_EQ(quantile(x, 0.4), 5.4);
  EXPECT_EQ(quantile(x, 0.0), 1);
  EXPECT_EQ(quantile(x, 0.5), 7);
  EXPECT_EQ(quantile(x, 1.0), 20);
  EXPECT_EQ(quantile(Values{4}, 0.9), 4);
}

TEST(PearsonCorrelation, GivesAHandWorkedExample) {
  // Deviations -1 0 1 and -1 1 0: products sum to 1, norms sqrt(2) each.
  EXPECT_DOUBLE_EQ(pearson_correlation(Values{1, 2, 3}, Values{4, 6, 5}), 0.5);
}

TEST(PearsonCorrelation, IsOneOfALineAndMinusOneOfItsMirror) {
  RandomStream stream(4, "line");
  Values x(500);
  for (double& each : x) each = normal(stream);
  Values y;
  for (const double each : x) y.push_back(100 - 3 * each);
  EXPECT_NEAR(pearson_correlation(x, x), 1.0, 1e-15);
  EXPECT_NEAR(pearson_correlation(x, y), -1.0, 1e-13);
}

TEST(PearsonCorrelation, HasNoAnswerForAConstant) {
  // 0.1 is not exact in binary, so the computed mean of many differs from it in the last place.
  EXPECT_TRUE(std::isnan(pearson_correlation(Values(101, 0.1), Values(101, 2.0))));
}

}  // namespace
}  // namespace nautilus::numeric
