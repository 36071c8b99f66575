// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

#include "nautilus/base/time.hpp"

namespace nautilus {

/// Tells the time. Passed in wherever time matters, so that a test can set it. Thread-safe.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

/// A clock that stands still until it is set.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp at) : nanoseconds_(at.nanoseconds) {}

  [[nodiscard]] Timestamp now() const override { return {nanoseconds_.load()}; }
  void set(Timestamp at) { nanoseconds_ = at.nanoseconds; }
  void advance(std::chrono::nanoseconds by) { nanoseconds_ += by.count(); }

 private:
  std::atomic<std::int64_t> nanoseconds_;
};

}  // namespace nautilus
