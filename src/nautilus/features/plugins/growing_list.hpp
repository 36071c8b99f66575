// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

#include "nautilus/features/plugins/plugin_registry.hpp"

namespace nautilus::features {

/// A list that is put together anew once plug-ins were added. Earlier ones stay, since spans of
/// them are held. Thread-safe; of a list that is up to date readers never wait.
template <class T>
class GrowingList {
 public:
  std::span<const T> get(std::vector<T> (*build)()) {
    const std::size_t generation = plugin_generation();
    const List* held = newest_.load(std::memory_order_acquire);
    if (held != nullptr && held->generation == generation) return held->values;
    const std::scoped_lock lock(building_);
    held = &lists_.emplace_back(List{generation, build()});
    newest_.store(held, std::memory_order_release);
    return held->values;
  }

 private:
  struct List {
    std::size_t generation;
    std::vector<T> values;
  };

  std::mutex building_;
  std::deque<List> lists_;
  std::atomic<const List*> newest_ = nullptr;
};

}  // namespace nautilus::features
