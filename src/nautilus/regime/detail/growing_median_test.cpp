// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/growing_median.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/regime/detail/price_columns.hpp"

namespace nautilus::regime::detail {
namespace {

TEST(GrowingMedian, IsTheMiddleValueOrTheMeanOfTheMiddleTwo) {
  GrowingMedian median;
  EXPECT_EQ(median.with(std::vector<double>{3, 1, 2}), 2);
  median.settle(10);
  EXPECT_EQ(median.with({}), 10);
  EXPECT_EQ(median.with(std::vector<double>{4}), 7);
  EXPECT_EQ(median.with(std::vector<double>{4, 4}), 4);
}

TEST(GrowingMedian, EqualsSortingEverythingAtEveryStep) {
  std::mt19937_64 random(3);
  GrowingMedian median;
  std::vector<double> settled;
  for (int step = 0; step < 400; ++step) {
    std::vector<double> provisional(1 + random() % 10);
    for (double& value : provisional) value = static_cast<double>(random() % 50);
    std::vector<double> all = settled;
    all.insert(all.end(), provisional.begin(), provisional.end());
    ASSERT_EQ(median.with(provisional), median_of(all));
    settled.push_back(provisional.front());
    median.settle(provisional.front());
  }
}

}  // namespace
}  // namespace nautilus::regime::detail
