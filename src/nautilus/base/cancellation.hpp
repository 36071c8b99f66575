// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/result.hpp"

namespace nautilus {

/// Tells a long computation when to give up: its caller has gone, or its time is over. A plain
/// value; by default it never does. Computations call `check` between their steps.
class Cancellation {
 public:
  Cancellation() = default;

  /// REQUIRES: `clock` outlives this.
  Cancellation(std::stop_token stop, const Clock& clock, Timestamp deadline)
      : stop_(std::move(stop)), clock_(&clock), deadline_(deadline) {}

  /// Errors: unavailable when stopped, deadline_exceeded from the deadline on.
  [[nodiscard]] Result<void> check() const;

 private:
  std::stop_token stop_;
  const Clock* clock_ = nullptr;
  Timestamp deadline_ = kLatest;
};

}  // namespace nautilus
