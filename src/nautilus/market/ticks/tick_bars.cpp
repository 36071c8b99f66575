// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_bars.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "nautilus/market/resample.hpp"

namespace nautilus::market {
namespace {

Result<void> check(const Trade& trade, Timestamp last) {
  if (!std::isfinite(trade.price) || trade.price <= 0) {
    return field_error({"price"}, fmt::format("must be above 0, was {}", trade.price),
                       "out_of_range");
  }
  if (!std::isfinite(trade.size) || trade.size < 0) {
    return field_error({"size"}, fmt::format("must be at least 0, was {}", trade.size),
                       "out_of_range");
  }
  if (trade.at < last) {
    return field_error({"timestamp"},
                       fmt::format("is {}, before the one above it at {}: sort the ticks by time",
                                   format_timestamp(trade.at), format_timestamp(last)),
                       "out_of_order");
  }
  return {};
}

}  // namespace

Result<std::optional<Bar>> TickBars::add(const Trade& trade) {
  NAUTILUS_CHECK(check(trade, last_));
  last_ = trade.at;
  std::optional<Bar> over;
  if (is_over_by(trade)) over = std::exchange(forming_, std::nullopt);
  forming_ ? extend(trade) : open(trade);
  if (is_full()) over = std::exchange(forming_, std::nullopt);
  return over;
}

void TickBars::open(const Trade& trade) {
  const auto opened = clock_ == BarClock::time ? bucket_start(trade.at, timeframe_) : trade.at;
  forming_ = Bar{opened, trade.price, trade.price, trade.price, trade.price, trade.size};
  since_ = trade.at;
  trades_ = 1;
  value_ = trade.price * trade.size;
}

void TickBars::extend(const Trade& trade) {
  forming_->high = std::max(forming_->high, trade.price);
  forming_->low = std::min(forming_->low, trade.price);
  forming_->close = trade.price;
  forming_->volume += trade.size;
  ++trades_;
  value_ += trade.price * trade.size;
}

bool TickBars::is_over_by(const Trade& trade) const {
  return clock_ == BarClock::time && forming_ &&
         trade.at >= forming_->timestamp + timeframe_.length();
}

bool TickBars::is_full() const {
  switch (clock_) {
    case BarClock::time: return false;
    case BarClock::ticks: return static_cast<double>(trades_) >= threshold_;
    case BarClock::volume: return forming_->volume >= threshold_;
    case BarClock::value: return value_ >= threshold_;
  }
  return false;
}

}  // namespace nautilus::market
