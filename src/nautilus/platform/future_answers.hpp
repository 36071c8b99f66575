// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/futures/continuous_future.hpp"
#include "nautilus/platform/regime_answers.hpp"

namespace nautilus::platform {

struct FuturesAnswer {
  std::vector<market::ContinuousFuture> futures;

  static constexpr auto fields() {
    return std::tuple{field("futures", &FuturesAnswer::futures, "Definitions, by name")};
  }
};

struct FutureBarsQuery {
  std::string name;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Timestamp> as_of;
  std::optional<market::RollAdjustment> adjustment;
  int limit = 1000;

  static constexpr auto fields() {
    using Q = FutureBarsQuery;
    return std::tuple{
        required_field("name", &Q::name, "Name of the continuous future", sized(1, 32)),
        field("from", &Q::from, "First time of a bar's open, included"),
        field("to", &Q::to, "Time of a bar's open at which to end, excluded"),
        field("as_of", &Q::as_of, "Only bars and rolls known by then"),
        field("adjustment", &Q::adjustment, "Instead of that of the definition"),
        field("limit", &Q::limit, "Most bars, the newest ones", between(1, 100'000)),
    };
  }
};

struct FutureBar {
  Timestamp timestamp;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
  std::string contract;
  bool roll = false;

  static constexpr auto fields() {
    using B = FutureBar;
    return std::tuple{
        field("timestamp", &B::timestamp, "The bar's open"),
        field("open", &B::open, "First price; below 0 where differences were taken off it"),
        field("high", &B::high, "Highest price"),
        field("low", &B::low, "Lowest price"),
        field("close", &B::close, "Last price"),
        field("volume", &B::volume, "Units traded of this contract"),
        field("contract", &B::contract, "The contract that the bar is of"),
        field("roll", &B::roll, "Whether it is the first bar after a roll"),
    };
  }
};

struct FutureBarsAnswer {
  std::string name;
  market::Timeframe timeframe;
  market::RollAdjustment adjustment = market::RollAdjustment::none;
  std::vector<FutureBar> bars;
  std::vector<market::Roll> rolls;
  Reasons missing;

  static constexpr auto fields() {
    using A = FutureBarsAnswer;
    return std::tuple{
        field("name", &A::name, "Name of the continuous future"),
        field("timeframe", &A::timeframe, "Length of a bar"),
        field("adjustment", &A::adjustment, "How prices of before a roll are adjusted"),
        field("bars", &A::bars, "Bars, oldest first"),
        field("rolls", &A::rolls, "All rolls known, oldest first"),
        field("missing", &A::missing, "Why a contract is left out, by its symbol"),
    };
  }
};

}  // namespace nautilus::platform
