// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_state_saver.hpp"

#include <algorithm>
#include <utility>

namespace nautilus::platform {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMostDropped = 64;  // A few hundred megabytes of the largest sets.
constexpr std::chrono::seconds kAtTheEnd(10);

}  // namespace

FeatureStateSaver::FeatureStateSaver(FeatureStateFolder& folder, std::chrono::nanoseconds interval,
                                     Failed failed)
    : folder_(folder),
      interval_(interval),
      failed_(std::move(failed)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void FeatureStateSaver::changed(const std::string& key, std::shared_ptr<FeatureState> state) {
  const std::lock_guard lock(mutex_);
  unsaved_[key] = std::move(state);
}

void FeatureStateSaver::dropped(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = unsaved_.find(key);
  if (found == unsaved_.end()) return;
  if (dropped_ == kMostDropped) {
    unsaved_.erase(found);
    return;
  }
  ++dropped_;
  told_.notify_one();
}

void FeatureStateSaver::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      told_.wait_for(lock, stop, interval_, [this] { return dropped_ > 0; });
    }
    save_all(stop);
  }
  save_all(stop);
}

/// Once the end is wanted it takes no longer than kAtTheEnd.
void FeatureStateSaver::save_all(const std::stop_token& stop) {
  Unsaved unsaved;
  {
    const std::lock_guard lock(mutex_);
    unsaved.swap(unsaved_);
    dropped_ = 0;
  }
  auto until = steady_clock::time_point::max();
  for (auto each = unsaved.begin(); each != unsaved.end(); each = unsaved.erase(each)) {
    const auto now = steady_clock::now();
    if (stop.stop_requested()) until = std::min(until, now + kAtTheEnd);
    if (now >= until) return;
    save(each->first, *each->second);
  }
}

void FeatureStateSaver::save(const std::string& key, FeatureState& state) {
  features::StateBytes bytes;
  {
    const std::lock_guard lock(state.mutex);
    if (!state.live) return;
    bytes = state.live->save();
  }
  const auto written = folder_.write(key, bytes);
  if (!written && !failing_) failed_(written.error().message);
  failing_ = !written;
}

}  // namespace nautilus::platform
