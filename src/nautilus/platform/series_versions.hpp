// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "nautilus/market/bar.hpp"

namespace nautilus::platform {

/// A number per series that rises whenever its bars change, so that whoever keeps something
/// computed from them knows when it is stale. Thread-safe. This process is the only writer of bars
/// while it runs (the data folder's lock), so counting here suffices.
class SeriesVersions {
 public:
  [[nodiscard]] std::uint64_t of(const market::SeriesKey& key) const {
    const std::lock_guard lock(mutex_);
    const auto of_series = versions_.find(key);
    const auto of_symbol = symbols_.find(key.symbol);
    return (of_series == versions_.end() ? 0 : of_series->second) +
           (of_symbol == symbols_.end() ? 0 : of_symbol->second);
  }

  /// The same of all series of a timeframe together.
  [[nodiscard]] std::uint64_t of_all(market::Timeframe timeframe) const {
    const std::lock_guard lock(mutex_);
    const auto found = all_.find(timeframe);
    return of_symbols_ + (found == all_.end() ? 0 : found->second);
  }

  /// To be added to that of any series, or sum of several: another meaning of names makes it higher
  /// than any before, of however many series.
  [[nodiscard]] std::uint64_t of_names() const {
    const std::lock_guard lock(mutex_);
    return of_names_;
  }

  void raise_names() {
    const std::lock_guard lock(mutex_);
    of_names_ += raised_ + 1;
  }

  void raise(const market::SeriesKey& key) {
    const std::lock_guard lock(mutex_);
    ++raised_;
    ++versions_[key];
    ++all_[key.timeframe];
  }

  /// For what changes how all series of a symbol look.
  void raise_all_of(const std::string& symbol) {
    const std::lock_guard lock(mutex_);
    ++raised_;
    ++symbols_[symbol];
    ++of_symbols_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<market::SeriesKey, std::uint64_t> versions_;
  std::map<std::string, std::uint64_t> symbols_;
  std::map<market::Timeframe, std::uint64_t> all_;
  std::uint64_t raised_ = 0;  ///< How often any was.
  std::uint64_t of_names_ = 0;
  std::uint64_t of_symbols_ = 0;  ///< How often any symbol's series changed their looks.
};

}  // namespace nautilus::platform
