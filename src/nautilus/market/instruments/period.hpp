// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/time.hpp"
#include "nautilus/market/instruments/instrument.hpp"

namespace nautilus::market {

/// A time during which something holds, `to` excluded.
struct Period {
  Timestamp from = kEarliest;
  Timestamp to = kLatest;

  [[nodiscard]] bool contains(Timestamp at) const { return from <= at && at < to; }
};

inline bool overlap(const Period& a, const Period& b) { return a.from < b.to && b.from < a.to; }

inline Period period_of(const Alias& alias) {
  return {alias.from.value_or(kEarliest), alias.to.value_or(kLatest)};
}

}  // namespace nautilus::market
