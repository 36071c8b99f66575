// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <mutex>

namespace nautilus {

/// A published value: readers take the value of the moment and keep it as long as they like, a
/// writer puts another in its place. Thread-safe; a reader waits no longer than a pointer takes to
/// copy.
///
/// Not std::atomic<std::shared_ptr>: in libstdc++ 12 its load() unlocks without release order, a
/// data race that the thread sanitizer reports.
template <class T>
class Snapshot {
 public:
  /// REQUIRES: not null, here and in store().
  explicit Snapshot(std::shared_ptr<T> value) : value_(std::move(value)) {}

  [[nodiscard]] std::shared_ptr<T> load() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

  void store(std::shared_ptr<T> value) {
    const std::lock_guard lock(mutex_);
    value_.swap(value);  // The old value, if it is the last of it, goes after the lock.
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<T> value_;
};

}  // namespace nautilus
