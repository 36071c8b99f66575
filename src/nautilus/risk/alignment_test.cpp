// SPDX-License-Identifier: MIT
#include "nautilus/risk/alignment.hpp"

#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::risk {
namespace {

using testing::ElementsAre;

std::vector<Timestamp> days(std::initializer_list<unsigned> of_january) {
  std::vector<Timestamp> timestamps;
  for (const unsigned day : of_january) timestamps.push_back(from_date(2020, 1, day));
  return timestamps;
}

const std::vector<Timestamp> kStockDays = days({2, 3, 6, 7});
const std::vector<double> kStock{10, 11, 12, 13};
const std::vector<Timestamp> kCoinDays = days({2, 3, 4, 5, 6});
const std::vector<double> kCoin{100, 101, 102, 103, 104};

TEST(Align, KeepsTheTimesThatEverySeriesHasAndCountsTheRest) {
  const std::vector<CloseSeries> series{{"STOCK", kStockDays, kStock}, {"COIN", kCoinDays, kCoin}};
  const auto aligned = align(series);
  ASSERT_TRUE(aligned);
  EXPECT_THAT(aligned->symbols, ElementsAre("STOCK", "COIN"));
  EXPECT_EQ(aligned->timestamps, days({2, 3, 6}));
  EXPECT_THAT(aligned->closes, ElementsAre(ElementsAre(10, 11, 12), ElementsAre(100, 101, 104)));
  EXPECT_THAT(aligned->coverage,
              ElementsAre(SymbolCoverage{"STOCK", 4, 1}, SymbolCoverage{"COIN", 5, 2}));
}

TEST(Align, SeesNothingThatBecameKnownAfterTheTimeAskedFor) {
  const std::vector<double> nonsense{10, 11, 12, std::nan("")};
  const std::vector<CloseSeries> series{{"STOCK", kStockDays, nonsense},
                                        {"COIN", kCoinDays, kCoin}};
  const auto aligned = align(series, from_date(2020, 1, 5));
  ASSERT_TRUE(aligned);
  EXPECT_EQ(aligned->timestamps, days({2, 3}));
  EXPECT_THAT(aligned->coverage,
              ElementsAre(SymbolCoverage{"STOCK", 2, 0}, SymbolCoverage{"COIN", 4, 2}));
  EXPECT_FALSE(align(series));
}

TEST(Align, AnswersNoRowsWhereNothingIsCommon) {
  const std::vector<Timestamp> later = days({10, 11});
  const std::vector<double> closes{1, 2};
  const std::vector<CloseSeries> series{{"STOCK", kStockDays, kStock}, {"LATE", later, closes}};
  const auto aligned = align(series);
  ASSERT_TRUE(aligned);
  EXPECT_TRUE(aligned->timestamps.empty());
  EXPECT_EQ(aligned->coverage[0].dropped, 4);
  EXPECT_TRUE(align({})->symbols.empty());
}

TEST(Align, NamesTheSymbolAndPlaceOfWhatIsWrong) {
  const std::vector<double> negative{10, -1, 12, 13};
  const std::vector<CloseSeries> bad_close{{"STOCK", kStockDays, negative}};
  EXPECT_THAT(align(bad_close).error().faults[0].location, ElementsAre("STOCK", "closes", "1"));
  const std::vector<Timestamp> standing = days({2, 3, 3, 7});
  const std::vector<CloseSeries> bad_time{{"STOCK", standing, kStock}};
  EXPECT_THAT(align(bad_time).error().faults[0].location, ElementsAre("STOCK", "timestamps", "2"));
  const std::vector<CloseSeries> twice{{"COIN", kCoinDays, kCoin}, {"COIN", kCoinDays, kCoin}};
  EXPECT_EQ(align(twice).error().code, ErrorCode::invalid_argument);
  const std::vector<CloseSeries> uneven{{"STOCK", kStockDays, kCoin}};
  EXPECT_THAT(align(uneven).error().faults[0].location, ElementsAre("STOCK", "closes"));
}

}  // namespace
}  // namespace nautilus::risk
