// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "nautilus/base/result.hpp"
#include "nautilus/market/bar.hpp"
#include "nautilus/market/ticks/trade.hpp"

namespace nautilus::market {

/// What ends a bar.
enum class BarClock {
  time,    ///< The end of its timeframe.
  ticks,   ///< So many trades.
  volume,  ///< At least so many units.
  value,   ///< At least so much money: price times units.
};

inline constexpr std::array<std::string_view, 4> kBarClockWords{"time", "ticks", "volume", "value"};
constexpr std::span<const std::string_view> enum_words(BarClock /*clock*/) {
  return kBarClockWords;
}

/// Bars of trades as they come. A time bar opens at the start of its timeframe, the others at their
/// first trade; time bars without a trade do not exist. Nothing sees a later trade.
///
/// A trade that fills a volume or value bar belongs to it whole, as Lopez de Prado, Advances in
/// Financial Machine Learning (2018), section 2.3.1, has it; so bars hold at least the threshold.
class TickBars {
 public:
  static TickBars by_time(Timeframe timeframe) { return {BarClock::time, timeframe, 0}; }

  /// REQUIRES: clock is not time, threshold > 0.
  static TickBars by(BarClock clock, double threshold) { return {clock, {}, threshold}; }

  /// Takes a trade in; answers the bar that is over by it, if one is: a time bar by the first trade
  /// after its end, another by the trade that fills it.
  /// Errors: invalid_argument if the trade is before the last one or no sound trade; it is not
  /// taken in then.
  Result<std::optional<Bar>> add(const Trade& trade);

  /// The bar that still forms, if there is one.
  [[nodiscard]] std::optional<Bar> forming() const { return forming_; }

  /// The first trade in it. REQUIRES: a bar forms.
  [[nodiscard]] Timestamp forming_since() const { return since_; }

  /// The last trade taken in.
  [[nodiscard]] Timestamp last() const { return last_; }

 private:
  TickBars(BarClock clock, Timeframe timeframe, double threshold)
      : clock_(clock), timeframe_(timeframe), threshold_(threshold) {}

  void open(const Trade& trade);
  void extend(const Trade& trade);
  [[nodiscard]] bool is_over_by(const Trade& trade) const;
  [[nodiscard]] bool is_full() const;

  BarClock clock_;
  Timeframe timeframe_;
  double threshold_;
  std::optional<Bar> forming_;
  Timestamp since_;
  std::int64_t trades_ = 0;  ///< In the bar that forms.
  double value_ = 0;         ///< Money in it.
  Timestamp last_ = kEarliest;
};

}  // namespace nautilus::market
