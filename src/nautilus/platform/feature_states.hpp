// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "nautilus/platform/feature_state_folder.hpp"
#include "nautilus/platform/feature_state_saver.hpp"
#include "nautilus/platform/platform_metrics.hpp"

namespace nautilus::platform {

/// The running features of series that are asked for again and again, in bounded memory: the least
/// recently used are dropped, and when asked for next taken from the folder of saved ones or, where
/// that has none, rebuilt from all bars. Thread-safe.
class FeatureStates {
 public:
  using State = FeatureState;
  /// Told of each reading from the folder, and why one is of no use.
  using Watch = std::function<void(StateReading reading, std::string_view reason)>;

  /// What is given outlives this.
  FeatureStates(std::size_t most_bytes, const FeatureStateFolder& folder, Watch watch)
      : most_bytes_(most_bytes), folder_(folder), watch_(std::move(watch)) {}

  /// Hands what changes to be saved, from now on. REQUIRES: nobody else uses this yet.
  void save_by(FeatureStateSaver& saver) { saver_ = &saver; }

  /// The state of that series, set of features and options.
  std::shared_ptr<State> of(const std::string& key);

  /// Takes over what the folder has for that key, if it has. REQUIRES: no bar taken in.
  void restore(const std::string& key, features::LiveFeatures& live) const;

  /// Says that the state has changed, so that it is worth saving.
  void changed(const std::string& key, const std::shared_ptr<State>& state);

  /// Says how large the state has become, which may cost others or itself their place.
  void note_bytes(const std::string& key, const std::shared_ptr<State>& state, std::size_t bytes);

  /// States kept now.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<State> state;
    std::size_t bytes = 0;
  };

  const std::size_t most_bytes_;
  const FeatureStateFolder& folder_;
  const Watch watch_;
  FeatureStateSaver* saver_ = nullptr;
  mutable std::mutex mutex_;
  std::list<Entry> order_;  ///< Most recently used first.
  std::map<std::string, std::list<Entry>::iterator> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace nautilus::platform
