// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// One trade: the price in the instrument's currency and the units that changed hands.
struct Trade {
  Timestamp at;
  double price = 0;
  double size = 0;
};

/// The best bid and offer at a time, with the units wanted and offered.
struct Quote {
  Timestamp at;
  double bid = 0;
  double ask = 0;
  double bid_size = 0;
  double ask_size = 0;
};

/// Which price stands for a quote.
enum class QuotePrice {
  mid,    ///< (bid + ask) / 2.
  micro,  ///< (bid * ask_size + ask * bid_size) / (bid_size + ask_size); mid where both are 0.
};

inline constexpr std::array<std::string_view, 2> kQuotePriceWords{"mid", "micro"};
constexpr std::span<const std::string_view> enum_words(QuotePrice /*price*/) {
  return kQuotePriceWords;
}

/// The quote as a trade of no units at this price; nothing changed hands, so no volume is counted.
/// Source of the micro-price: Gatheral and Oomen, Zero-Intelligence Realized Variance Estimation
/// (2010), section 2.
constexpr Trade trade_of(const Quote& quote, QuotePrice price) {
  const double sizes = quote.bid_size + quote.ask_size;
  if (price == QuotePrice::micro && sizes > 0) {
    return {quote.at, (quote.bid * quote.ask_size + quote.ask * quote.bid_size) / sizes, 0};
  }
  return {quote.at, (quote.bid + quote.ask) / 2, 0};
}

}  // namespace nautilus::market
