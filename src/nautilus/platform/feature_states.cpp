// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_states.hpp"

namespace nautilus::platform {

std::shared_ptr<FeatureState> FeatureStates::of(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    order_.push_front({key, std::make_shared<State>()});
    entries_[key] = order_.begin();
  } else {
    order_.splice(order_.begin(), order_, found->second);
  }
  return order_.front().state;
}

void FeatureStates::restore(const std::string& key, features::LiveFeatures& live) const {
  const auto saved = folder_.read(key);
  if (!saved && saved.error().code == ErrorCode::not_found) {
    return watch_(StateReading::absent, "");
  }
  const auto loaded = saved ? live.load(*saved) : Result<void>(saved.error());
  if (loaded) return watch_(StateReading::restored, "");
  watch_(StateReading::unusable, loaded.error().message);
}

void FeatureStates::changed(const std::string& key, const std::shared_ptr<State>& state) {
  if (saver_ != nullptr) saver_->changed(key, state);
}

void FeatureStates::note_bytes(const std::string& key, const std::shared_ptr<State>& state,
                               std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end() || found->second->state != state) return;  // Dropped meanwhile.
  bytes_ += bytes - found->second->bytes;
  found->second->bytes = bytes;
  while (bytes_ > most_bytes_) {
    const Entry& oldest = order_.back();
    if (saver_ != nullptr) saver_->dropped(oldest.key);
    bytes_ -= oldest.bytes;
    entries_.erase(oldest.key);
    order_.pop_back();
  }
}

std::size_t FeatureStates::size() const {
  const std::lock_guard lock(mutex_);
  return order_.size();
}

}  // namespace nautilus::platform
