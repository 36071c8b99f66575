// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_reader.hpp"

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

Result<std::vector<Trade>> read(std::string_view text, const DialectOptions& options = {},
                                QuotePrice price = QuotePrice::mid) {
  NAUTILUS_TRY(auto reader, TickReader::over(text, options, price));
  std::vector<Trade> trades;
  for (;;) {
    NAUTILUS_TRY(const auto trade, reader.next());
    if (!trade) return trades;
    trades.push_back(*trade);
  }
}

std::string error_of(std::string_view text) {
  const auto trades = read(text);
  return trades ? "" : trades.error().message;
}

TEST(TickReader, ReadsTrades) {
  const auto trades =
      *read("id,time,price,size\n1,2020-01-02T14:30:00.5Z,10.5,3\n2,2020-01-02T14:30:01Z,11,4\n");
  ASSERT_EQ(trades.size(), 2U);
  EXPECT_EQ(trades[0].at, *parse_timestamp("2020-01-02T14:30:00.5Z"));
  EXPECT_EQ(trades[0].price, 10.5);
  EXPECT_EQ(trades[1].size, 4);
}

TEST(TickReader, ReadsTheMillisecondsAndScaledPricesOfAFeed) {
  const auto trades =
      *read("timestamp;price;quantity\n1577975400123;105000;3\n", {.price_scale = 0.0001});
  EXPECT_EQ(trades[0].at, *parse_timestamp("2020-01-02T14:30:00.123Z"));
  EXPECT_EQ(trades[0].price, 10.5);
}

TEST(TickReader, MakesTradesOfQuotes) {
  constexpr std::string_view quotes =
      "time,bid,ask,bid_size,ask_size\n2020-01-02T14:30:00Z,99,101,30,10\n";
  EXPECT_EQ(read(quotes)->front().price, 100);
  EXPECT_EQ(read(quotes, {}, QuotePrice::micro)->front().price, 100.5);
  EXPECT_EQ(read(quotes)->front().size, 0);
}

TEST(TickReader, NamesLineAndFieldOfAFault) {
  EXPECT_EQ(error_of("time,size\n"),
            "line 1: must name time and price, or time, bid and ask; names time, size");
  EXPECT_EQ(error_of("time,price,size\n2020-01-02T14:30:00Z,x,3\n"),
            "line 2: price must be a number, was 'x'");
  EXPECT_EQ(error_of("time,price,size\n2020-01-02T14:30:00Z,1\n"),
            "line 2: has 2 fields, the first line names 3");
  EXPECT_EQ(error_of("time,bid,ask\n2020-01-02T14:30:00Z,2,1\n"),
            "line 2: bid 2 is above ask 1: no quote is crossed");
}

}  // namespace
}  // namespace nautilus::market
