// SPDX-License-Identifier: MIT
#include "nautilus/market/bar.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Bar sound() { return {from_date(2020, 1, 2), 10, 12, 9, 11, 100}; }

std::string fault_of(const Bar& bar) {
  const auto checked = check(bar);
  return checked ? "" : checked.error().message;
}

TEST(Bar, IsSoundWhenItsPricesFitTogether) {
  EXPECT_TRUE(check(sound()));
  EXPECT_TRUE(check({from_date(2020, 1, 2), 5, 5, 5, 5, 0}));
}

TEST(Bar, NamesEachFault) {
  auto bar = sound();
  bar.open = kNaN;
  EXPECT_EQ(fault_of(bar), "open: must be a finite number above 0, was nan");
  bar = sound();
  bar.high = kInfinity;
  EXPECT_EQ(fault_of(bar), "high: must be a finite number above 0, was inf");
  bar = sound();
  bar.low = 0;
  EXPECT_EQ(
      fault_of(bar),
      "low: must be a finite number above 0, was 0; returns mean nothing at such prices: keep what "
      "may fall below 0 as a series (POST /market/series)");
  bar = sound();
  bar.high = 8;
  EXPECT_EQ(fault_of(bar), "high: must be at least low 9, was 8");
  bar = sound();
  bar.close = 13;
  EXPECT_EQ(fault_of(bar), "close: must lie between low 9 and high 12, was 13");
  bar = sound();
  bar.open = 8;
  EXPECT_EQ(fault_of(bar), "open: must lie between low 9 and high 12, was 8");
  bar = sound();
  bar.volume = -1;
  EXPECT_EQ(fault_of(bar), "volume: must be a finite number from 0, was -1");
  bar = sound();
  bar.timestamp = kLatest;
  EXPECT_EQ(fault_of(bar), "timestamp: must be between 1800 and 2199");
}

TEST(Bar, TellsAllFaultsAtOnce) {
  const auto checked = check({from_date(2020, 1, 2), 0, 1, kNaN, -1, kNaN});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().faults.size(), 4);
}

TEST(Bar, IsKnownAtItsClose) {
  EXPECT_EQ(available_at(from_date(2020, 1, 2), Timeframe()), from_date(2020, 1, 3));
}

TEST(Symbol, HasOneForm) {
  for (const auto* symbol : {"A", "BRK.B", "^GSPC", "EURUSD=X", "BTC/USD", "BF-B", "x_1"}) {
    EXPECT_TRUE(check_symbol(symbol)) << symbol;
  }
  for (const auto* symbol :
       {"", "A B", "A\n", "caf\xc3\xa9", "A;B", "'", "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567"}) {
    EXPECT_FALSE(check_symbol(symbol)) << symbol;
  }
}

}  // namespace
}  // namespace nautilus::market
