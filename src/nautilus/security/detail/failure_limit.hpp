// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include "nautilus/base/time.hpp"

namespace nautilus::security::detail {

/// Bounds the rate of failures: a number at once, and one more for each interval that passes
/// (the generic cell rate algorithm, ITU-T I.371). Not thread-safe.
class FailureLimit {
 public:
  /// REQUIRES: at_once and interval above 0.
  FailureLimit(int at_once, std::chrono::nanoseconds interval)
      : interval_(interval), most_(interval * at_once) {}

  /// Counts one attempt as if it had failed. If there is no room for it it counts nothing and gives
  /// the whole seconds to wait, at least 1.
  std::optional<int> take(Timestamp now) {
    // A clock set back must not shut the door for as long as it was set back.
    const auto owed = std::clamp(free_at_ - now, std::chrono::nanoseconds(0), most_);
    free_at_ = now + owed;
    if (owed + interval_ <= most_) {
      free_at_ = free_at_ + interval_;
      return std::nullopt;
    }
    const auto wait = owed + interval_ - most_;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(wait).count());
  }

  /// Takes back one attempt that did not fail.
  void give_back() { free_at_ = free_at_ - interval_; }

 private:
  std::chrono::nanoseconds interval_;
  std::chrono::nanoseconds most_;
  Timestamp free_at_;  ///< When every counted failure will be forgotten.
};

}  // namespace nautilus::security::detail
