// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_states.hpp"

namespace nautilus::platform {

std::shared_ptr<FeatureStates::State> FeatureStates::of(const std::string& key) {
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

void FeatureStates::note_bytes(const std::string& key, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;  // Dropped while it was in use.
  bytes_ += bytes - found->second->bytes;
  found->second->bytes = bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= order_.back().bytes;
    entries_.erase(order_.back().key);
    order_.pop_back();
  }
}

std::size_t FeatureStates::size() const {
  const std::lock_guard lock(mutex_);
  return order_.size();
}

}  // namespace nautilus::platform
