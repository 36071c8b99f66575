// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "nautilus/features/live_features.hpp"
#include "nautilus/platform/feature_state_folder.hpp"

namespace nautilus::platform {

/// A place for the running features of one series, empty at first. Whoever uses them holds the
/// lock, which keeps nobody from another place.
struct FeatureState {
  std::mutex mutex;
  std::optional<features::LiveFeatures> live;
};

/// Writes running features that changed to their folder, on a thread of its own: every so often,
/// earlier when some are dropped from memory, and at the end. A process that ends otherwise loses
/// what changed since, which the bars rebuild. Thread-safe.
class FeatureStateSaver {
 public:
  /// Told why something could not be saved, on the saver's thread.
  using Failed = std::function<void(std::string_view what)>;

  /// `folder` outlives this.
  FeatureStateSaver(FeatureStateFolder& folder, std::chrono::nanoseconds interval, Failed failed);

  /// They have changed since they were saved.
  void changed(const std::string& key, std::shared_ptr<FeatureState> state);

  /// They are dropped from memory: what changed of them is saved soon. Where dropping outruns
  /// saving, it is not, for waiting would cost the memory that dropping is to free.
  void dropped(const std::string& key);

 private:
  using Unsaved = std::map<std::string, std::shared_ptr<FeatureState>>;

  void run(const std::stop_token& stop);
  void save_all(const std::stop_token& stop);
  void save(const std::string& key, FeatureState& state);

  FeatureStateFolder& folder_;
  const std::chrono::nanoseconds interval_;
  const Failed failed_;
  bool failing_ = false;  ///< Of the thread alone: whether it was told already.
  std::mutex mutex_;      // Guards the two below.
  Unsaved unsaved_;
  std::size_t dropped_ = 0;  ///< Of the unsaved.
  std::condition_variable_any told_;
  std::jthread thread_;  // Last, so that all above is there before it runs.
};

}  // namespace nautilus::platform
