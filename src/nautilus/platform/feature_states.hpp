// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "nautilus/features/live_features.hpp"

namespace nautilus::platform {

/// The running features of series that are asked for again and again, in bounded memory: the least
/// recently used are dropped, and rebuilt from all bars when asked for next. Thread-safe.
class FeatureStates {
 public:
  /// A place for one state, empty at first. Whoever uses it holds its lock, which keeps nobody from
  /// another one.
  struct State {
    std::mutex mutex;
    std::optional<features::LiveFeatures> live;
  };

  explicit FeatureStates(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// The state of that series, set of features and options.
  std::shared_ptr<State> of(const std::string& key);

  /// Says how large the state has become, which may cost others or itself their place.
  void note_bytes(const std::string& key, std::size_t bytes);

  /// States kept now.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<State> state;
    std::size_t bytes = 0;
  };

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> order_;  ///< Most recently used first.
  std::map<std::string, std::list<Entry>::iterator> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace nautilus::platform
