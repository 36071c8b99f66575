// SPDX-License-Identifier: MIT
#include "nautilus/market/futures/continuous_future.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

using Values = std::vector<double>;

Timestamp day(int index) { return from_date(2020, 3, 1) + index * std::chrono::days(1); }

/// Bars of consecutive days from `first` on, each with the volume beside its
/// close.
BarSeries contract(const std::string& symbol, int first, const Values& closes,
                   const Values& volumes = {}) {
  BarSeries series{.key = {symbol, {}}};
  for (std::size_t i = 0; i < closes.size(); ++i) {
    const double c = closes[i];
    const double volume = i < volumes.size() ? volumes[i] : 1;
    series.push_back({day(first + static_cast<int>(i)), c, c + 1, c - 1, c, volume});
  }
  return series;
}

ContinuousFuture definition(RollAdjustment adjustment = RollAdjustment::none) {
  return {.name = "ES",
          .contracts = {{"ESH0", day(4)}, {"ESM0", day(90)}},
          .rule = RollRule::days_before_expiry,
          .days_before_expiry = 1,
          .adjustment = adjustment};
}

/// ESH0 on days 0 to 4, ESM0 on days 1 to 6.
std::vector<BarSeries> held() {
  return {contract("ESH0", 0, {100, 101, 100, 103, 104}, {9, 9, 9, 9, 9}),
          contract("ESM0", 1, {111, 110, 113, 114, 115, 116}, {1, 10, 1, 1, 1, 1})};
}

TEST(Splice, RollsSoManyDaysBeforeTheExpiry) {
  const auto series = *splice(definition(), held());
  EXPECT_EQ(series.bars.close, (Values{100, 101, 100, 113, 114, 115, 116}));
  EXPECT_EQ(series.contract, (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 1}));
  // The last common bar before day 3 is that of day 2, 100 and 110.
  EXPECT_EQ(series.rolls, (std::vector<Roll>{{day(3), "ESH0", "ESM0", 100, 110}}));
}

TEST(Splice, KeepsReturnsByRatioAndProfitsByDifference) {
  const auto ratio = *splice(definition(RollAdjustment::ratio), held());
  EXPECT_DOUBLE_EQ(ratio.bars.close[0], 110);
  EXPECT_DOUBLE_EQ(ratio.bars.close[1], 111.1);
  EXPECT_DOUBLE_EQ(ratio.bars.high[0], 111.1);
  EXPECT_EQ(ratio.bars.close[3], 113);
  const auto difference = *splice(definition(RollAdjustment::difference), held());
  EXPECT_EQ(difference.bars.close, (Values{110, 111, 110, 113, 114, 115, 116}));
  EXPECT_EQ(difference.bars.volume[0], 9);
}

TEST(Splice, RollsOnTheBarAfterTheVolumeCrossedOver) {
  auto future = definition();
  future.rule = RollRule::volume_crossover;
  // On day 2 ESM0 trades 10 against 9, so day 3 is its first bar.
  EXPECT_EQ(splice(future, held())->rolls.front().timestamp, day(3));
  auto quiet = held();
  quiet[1].volume[1] = 1;  // Never more: it rolls when ESH0 has expired.
  EXPECT_EQ(splice(future, quiet)->rolls.front().timestamp, day(5));
}

TEST(Splice, RollsOnTheDatesGiven) {
  auto future = definition();
  future.rule = RollRule::fixed_dates;
  future.roll_dates = {day(2)};
  EXPECT_EQ(splice(future, held())->bars.close, (Values{100, 101, 110, 113, 114, 115, 116}));
}

TEST(Splice, KnowsNoRollBeforeItsBarIsThere) {
  // What was known on the evening of day 2, whatever the rule.
  auto known = held();
  for (auto& each : known) {
    while (!each.empty() && each.timestamps.back() > day(2)) each.pop_back();
  }
  for (const auto rule : {RollRule::days_before_expiry, RollRule::volume_crossover}) {
    auto future = definition(RollAdjustment::ratio);
    future.rule = rule;
    const auto series = *splice(future, known);
    EXPECT_EQ(series.bars.close, (Values{100, 101, 100}));
    EXPECT_TRUE(series.rolls.empty());
  }
}

TEST(Splice, AddsUpTheAdjustmentsOfSeveralRolls) {
  const ContinuousFuture future{.name = "ES",
                                .contracts = {{"A", day(1)}, {"B", day(3)}, {"C", day(9)}},
                                .days_before_expiry = 0,
                                .adjustment = RollAdjustment::difference};
  const std::vector<BarSeries> contracts{
      contract("A", 0, {10, 11}), contract("B", 0, {20, 21, 22, 23}), contract("C", 2, {32, 33})};
  // A is left on day 1 at 10 against 20, B on day 3 at 22 against 32.
  EXPECT_EQ(splice(future, contracts)->bars.close, (Values{30, 31, 32, 33}));
}

TEST(Splice, NeedsACommonBarUnlessItAdjustsNothing) {
  const std::vector<BarSeries> apart{contract("ESH0", 0, {100, 101}), contract("ESM0", 3, {111})};
  EXPECT_EQ(splice(definition(RollAdjustment::ratio), apart).error().message,
            "'ES' rolls from ESH0 to ESM0 at 2020-03-04T00:00:00.000000Z, but "
            "no bar of both is "
            "held before: load more of ESM0, or choose adjustment none");
  EXPECT_EQ(splice(definition(), apart)->bars.close, (Values{100, 101, 111}));
}

TEST(Splice, PassesOverAContractWithoutBars) {
  auto future = definition(RollAdjustment::ratio);
  future.contracts.insert(future.contracts.begin() + 1, {"ESX0", day(5)});
  auto contracts = held();
  contracts.insert(contracts.begin() + 1, contract("ESX0", 0, {}));
  const auto series = *splice(future, contracts);
  ASSERT_EQ(series.rolls.size(), 1);
  EXPECT_EQ(series.rolls.front().from, "ESH0");
  EXPECT_EQ(series.rolls.front().to, "ESM0");
}

TEST(ContinuousFuture, NamesWhatIsWrongWithADefinition) {
  struct Case {
    std::function<void(ContinuousFuture&)> change;
    std::string sentence;
  };
  const std::vector<Case> cases{
      {[](auto& each) { each.name = "no good"; }, "name: must be 1 to 32"},
      {[](auto& each) { each.contracts.clear(); }, "contracts: must not be empty"},
      {[](auto& each) { each.contracts[1].expiry = day(4); }, "contracts: must be in the order"},
      {[](auto& each) { each.roll_dates = {day(1)}; }, "roll_dates: go with the rule fixed_dates"},
      {[](auto& each) { each.rule = RollRule::fixed_dates; }, "roll_dates: must be one date"},
      {[](auto& each) {
         each.rule = RollRule::fixed_dates;
         each.contracts.push_back({"ESU0", day(180)});
         each.roll_dates = {day(2), day(2)};
       },
       "roll_dates: must ascend"},
  };
  for (const auto& [change, sentence] : cases) {
    auto future = definition();
    change(future);
    const auto refused = check(future);
    ASSERT_FALSE(refused) << sentence;
    EXPECT_EQ(refused.error().message.substr(0, sentence.size()), sentence);
  }
}

}  // namespace
}  // namespace nautilus::market
