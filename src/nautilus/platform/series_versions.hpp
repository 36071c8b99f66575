// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>

#include "nautilus/market/bar.hpp"

namespace nautilus::platform {

/// A number per series that rises whenever its bars change, so that whoever keeps something
/// computed from them knows when it is stale. Thread-safe. This process is the only writer of bars
/// while it runs (the data folder's lock), so counting here suffices.
class SeriesVersions {
 public:
  [[nodiscard]] std::uint64_t of(const market::SeriesKey& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = versions_.find(key);
    return found == versions_.end() ? 0 : found->second;
  }

  void raise(const market::SeriesKey& key) {
    const std::lock_guard lock(mutex_);
    ++versions_[key];
  }

 private:
  mutable std::mutex mutex_;
  std::map<market::SeriesKey, std::uint64_t> versions_;
};

}  // namespace nautilus::platform
