// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "nautilus/base/time.hpp"
#include "nautilus/market/instruments/instrument.hpp"

namespace nautilus::market {

/// A time during which something holds, `to` excluded.
struct Period {
  Timestamp from = kEarliest;
  Timestamp to = kLatest;

  [[nodiscard]] bool contains(Timestamp at) const { return from <= at && at < to; }
  [[nodiscard]] bool empty() const { return to <= from; }

  friend bool operator==(const Period&, const Period&) = default;
};

inline constexpr Period kAlways{};

/// What both have in common; empty, `to` not after `from`, where they have nothing.
inline Period common(const Period& a, const Period& b) {
  return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

inline bool overlap(const Period& a, const Period& b) { return a.from < b.to && b.from < a.to; }

inline Period period_of(const Alias& alias) {
  return {alias.from.value_or(kEarliest), alias.to.value_or(kLatest)};
}

}  // namespace nautilus::market
