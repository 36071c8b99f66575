// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_bars.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"

namespace nautilus::market {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

Trade trade(std::int64_t second, double price, double size = 1) {
  return {from_date(2020, 1, 2) + std::chrono::seconds(second), price, size};
}

std::vector<Trade> random_trades(std::size_t count, std::uint64_t seed) {
  RandomStream random(seed, "trades");
  std::vector<Trade> trades;
  std::int64_t second = 0;
  for (std::size_t i = 0; i < count; ++i) {
    second += static_cast<std::int64_t>(random.below(40));
    trades.push_back(trade(second, 90 + 20 * random.uniform(), 1 + 9 * random.uniform()));
  }
  return trades;
}

std::vector<Bar> bars_of(TickBars bars, const std::vector<Trade>& trades) {
  std::vector<Bar> out;
  for (const auto& each : trades) {
    if (const auto over = *bars.add(each)) out.push_back(*over);
  }
  if (const auto last = bars.forming()) out.push_back(*last);
  return out;
}

/// The trades of each minute, gathered whole before anything is computed.
std::vector<Bar> slow_minutes(const std::vector<Trade>& trades) {
  std::map<std::int64_t, std::vector<Trade>> minutes;
  for (const auto& each : trades) {
    minutes[each.at.nanoseconds / (60 * kSecond) * 60 * kSecond].push_back(each);
  }
  std::vector<Bar> out;
  for (const auto& [opened, in] : minutes) {
    const auto by_price = [](const Trade& a, const Trade& b) { return a.price < b.price; };
    double volume = 0;
    for (const auto& each : in) volume += each.size;
    out.push_back({{opened},
                   in.front().price,
                   std::ranges::max_element(in, by_price)->price,
                   std::ranges::min_element(in, by_price)->price,
                   in.back().price,
                   volume});
  }
  return out;
}

TEST(TickBars, OfTimeAreThoseOfASlowVersion) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto trades = random_trades(500, seed);
    EXPECT_EQ(bars_of(TickBars::by_time(*Timeframe::parse("1m")), trades), slow_minutes(trades));
  }
}

TEST(TickBars, GiveATimeBarWithTheFirstTradeAfterItsEnd) {
  auto bars = TickBars::by_time(*Timeframe::parse("1m"));
  EXPECT_FALSE(*bars.add(trade(0, 10)));
  EXPECT_FALSE(*bars.add(trade(59, 12)));
  const auto over = *bars.add(trade(60, 11));
  ASSERT_TRUE(over);
  EXPECT_EQ(*over, (Bar{trade(0, 0).at, 10, 12, 10, 12, 2}));
  EXPECT_EQ(bars.forming()->open, 11);
}

TEST(TickBars, OfTicksVolumeAndValueEndWithTheTradeThatFillsThem) {
  const std::vector<Trade> trades{trade(0, 10, 3), trade(1, 20, 4), trade(2, 5, 1)};
  EXPECT_EQ(bars_of(TickBars::by(BarClock::ticks, 2), trades).front(),
            (Bar{trade(0, 0).at, 10, 20, 10, 20, 7}));
  EXPECT_EQ(bars_of(TickBars::by(BarClock::volume, 7), trades).size(), 2U);    // 3 + 4, then 1
  EXPECT_EQ(bars_of(TickBars::by(BarClock::volume, 7.5), trades).size(), 1U);  // 3 + 4 + 1
  EXPECT_EQ(bars_of(TickBars::by(BarClock::value, 110), trades).size(), 2U);   // 30 + 80, then 5
  EXPECT_EQ(bars_of(TickBars::by(BarClock::value, 111), trades).size(), 1U);
}

TEST(TickBars, LoseNoVolumeAndNoExtreme) {
  for (const auto clock : {BarClock::ticks, BarClock::volume, BarClock::value}) {
    const auto trades = random_trades(1000, 7);
    double traded = 0;
    double highest = 0;
    for (const auto& each : trades) {
      traded += each.size;
      highest = std::max(highest, each.price);
    }
    double kept = 0;
    double high = 0;
    for (const auto& bar : bars_of(TickBars::by(clock, 25), trades)) {
      kept += bar.volume;
      high = std::max(high, bar.high);
    }
    EXPECT_NEAR(kept, traded, 1e-9 * traded);
    EXPECT_EQ(high, highest);
  }
}

TEST(TickBars, RefuseWhatIsOutOfOrderOrNoTradeAndStayAsTheyWere) {
  auto bars = TickBars::by_time({});
  ASSERT_TRUE(bars.add(trade(10, 5)));
  EXPECT_EQ(bars.add(trade(9, 5)).error().faults.front().type, "out_of_order");
  EXPECT_FALSE(bars.add(trade(11, 0)));
  EXPECT_FALSE(bars.add(trade(11, 5, -1)));
  EXPECT_EQ(bars.forming()->volume, 1);
  EXPECT_TRUE(bars.add(trade(10, 6)));  // Two trades at one time come in their order.
}

TEST(Quotes, StandForTheirMidOrMicroPrice) {
  const Quote quote{{}, 99, 101, 30, 10};
  EXPECT_DOUBLE_EQ(trade_of(quote, QuotePrice::mid).price, 100);
  EXPECT_DOUBLE_EQ(trade_of(quote, QuotePrice::micro).price, 100.5);  // (99*10 + 101*30) / 40
  EXPECT_DOUBLE_EQ(trade_of({{}, 99, 101}, QuotePrice::micro).price, 100);
  EXPECT_EQ(trade_of(quote, QuotePrice::mid).size, 0);
}

}  // namespace
}  // namespace nautilus::market
