// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/market/bar_series.hpp"

namespace nautilus::market {

/// When a continuous series leaves a contract for the next one.
enum class RollRule {
  days_before_expiry,  ///< With the first bar at or after so many days before
                       ///< the expiry.
  volume_crossover,    ///< With the bar after the first on which the next contract
                       ///< traded more.
  fixed_dates,         ///< With the first bar at or after a date given for each roll.
};
inline constexpr std::array<std::string_view, 3> kRollRules{"days_before_expiry",
                                                            "volume_crossover", "fixed_dates"};
constexpr std::span<const std::string_view> enum_words(RollRule /*rule*/) { return kRollRules; }

/// How prices of before a roll are brought to the level of the new contract.
enum class RollAdjustment {
  ratio,       ///< Times new / old: returns are kept, prices stay positive.
  difference,  ///< Plus new - old: profits per contract are kept, old prices may
               ///< fall below 0.
  none,
};
inline constexpr std::array<std::string_view, 3> kRollAdjustments{"ratio", "difference", "none"};
constexpr std::span<const std::string_view> enum_words(RollAdjustment /*adjustment*/) {
  return kRollAdjustments;
}

struct FuturesContract {
  std::string symbol;
  Timestamp expiry;  ///< Midnight UTC of the last trading day.

  friend bool operator==(const FuturesContract&, const FuturesContract&) = default;

  static constexpr auto fields() {
    using C = FuturesContract;
    return std::tuple{
        required_field("symbol", &C::symbol, "Symbol under which its bars are held", sized(1, 32)),
        required_field("expiry", &C::expiry, "Last trading day, a date"),
    };
  }
};

/// A continuous future: contracts in the order of their expiries, and how one
/// follows on another.
struct ContinuousFuture {
  std::string name;
  Timeframe timeframe;
  std::vector<FuturesContract> contracts;
  RollRule rule = RollRule::days_before_expiry;
  int days_before_expiry = 5;
  std::vector<Timestamp> roll_dates;
  RollAdjustment adjustment = RollAdjustment::ratio;

  friend bool operator==(const ContinuousFuture&, const ContinuousFuture&) = default;

  static constexpr auto fields() {
    using F = ContinuousFuture;
    return std::tuple{
        required_field("name", &F::name, "Name of the continuous series", sized(1, 32)),
        field("timeframe", &F::timeframe, "Length of a bar"),
        required_field("contracts", &F::contracts, "In the order of expiry", sized(1, 1000)),
        required_field("rule", &F::rule, "When it rolls"),
        field("days_before_expiry", &F::days_before_expiry,
              "Of the rule days_before_expiry: calendar days", between(0, 365)),
        field("roll_dates", &F::roll_dates,
              "Of the rule fixed_dates: first day of each contract but the first", sized(0, 1000)),
        field("adjustment", &F::adjustment, "How prices of before a roll are adjusted"),
    };
  }
};

/// Checks names, the order of the contracts, and that the roll dates fit the
/// rule. Errors: invalid_argument naming the field and the remedy.
Result<void> check(const ContinuousFuture& future);

struct Roll {
  Timestamp timestamp;  ///< Open of the roll bar, the first of the new contract.
  std::string from;
  std::string to;
  double from_price = 0;  ///< Closes of both on their last common bar before.
  double to_price = 0;

  friend bool operator==(const Roll&, const Roll&) = default;

  static constexpr auto fields() {
    using R = Roll;
    return std::tuple{
        field("timestamp", &R::timestamp, "Open of the first bar of the new contract"),
        field("from", &R::from, "Contract before"),
        field("to", &R::to, "Contract from then on"),
        field("from_price", &R::from_price, "Close of the old one on their last common bar before"),
        field("to_price", &R::to_price, "Close of the new one on that bar"),
    };
  }
};

struct ContinuousSeries {
  BarSeries bars;
  std::vector<std::size_t> contract;  ///< Of each bar, an index into the definition's contracts.
  std::vector<Roll> rolls;            ///< Oldest first; each names its roll bar.
};

/// The continuous series of contracts whose bars are given in the order of the
/// definition (empty where none are held). It knows nothing that the bars don't
/// tell: a roll happens once a bar of the new contract is there, and what is
/// given as of some time rolls as of that time. Errors: those of check();
/// insufficient_data where two contracts have no bar in common before a roll
/// that needs their prices.
Result<ContinuousSeries> splice(const ContinuousFuture& future,
                                std::span<const BarSeries> contracts);

}  // namespace nautilus::market
