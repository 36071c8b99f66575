// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/bear_legs.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::regime::detail {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

BearLegSearch searched(const std::vector<double>& closes) {
  BearLegSearch search({});
  std::vector<double> log_closes;
  for (const double close : closes) {
    log_closes.push_back(numeric::log(close));
    search.update(log_closes);
  }
  return search;
}

TEST(BearLegSearch, OpensAtNineteenPercentBelowTheLastOfEqualPeaks) {
  const BearLegSearch not_yet = searched({100, 90, 100, 81.5, 95});
  EXPECT_FALSE(not_yet.is_open());
  const BearLegSearch open = searched({100, 90, 100, 80.9, 85});
  ASSERT_TRUE(open.is_open());
  EXPECT_EQ(open.open_leg(), (BearLeg{.peak = 2, .trough = 3, .last = 4}));
}

TEST(BearLegSearch, HasItsTroughAtTheFirstOfEqualLows) {
  EXPECT_EQ(searched({100, 70, 75, 70, 72}).open_leg().trough, 1U);
  EXPECT_EQ(searched({100, 70, 75, 69, 72}).open_leg().trough, 3U);
}

TEST(BearLegSearch, EndsAtTwentyPercentAboveTheTroughOfAModerateFall) {
  // Down to 75: half of the log loss is regained at 86.6, 20 % above the trough is 90.
  EXPECT_THAT(searched({100, 75, 89.9}).closed(), IsEmpty());
  EXPECT_THAT(searched({100, 75, 89.9, 90.1}).closed(), ElementsAre(BearLeg{0, 1, 3}));
}

TEST(BearLegSearch, EndsAtHalfTheLogLossOfADeepFall) {
  // Down to 36: 20 % would be 43.2, half of the log loss is regained at 60.
  EXPECT_THAT(searched({100, 36, 59.9}).closed(), IsEmpty());
  EXPECT_THAT(searched({100, 36, 59.9, 60.1}).closed(), ElementsAre(BearLeg{0, 1, 3}));
}

TEST(BearLegSearch, LooksForTheNextPeakFromTheDayOfConfirmation) {
  // 92 confirms the rise from 75; the next leg's peak is 92, although 100 stands before it.
  const BearLegSearch search = searched({100, 75, 92, 74});
  EXPECT_THAT(search.closed(), ElementsAre(BearLeg{0, 1, 2}));
  ASSERT_TRUE(search.is_open());
  EXPECT_EQ(search.open_leg(), (BearLeg{2, 3, 3}));
}

}  // namespace
}  // namespace nautilus::regime::detail
