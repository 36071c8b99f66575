// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "nautilus/base/time.hpp"

namespace nautilus::platform {

/// Keeps computed answers by the content that they were computed from, for a while and up to a
/// number; the least recently used goes first. Thread-safe.
template <class Answer>
class AnswerCache {
 public:
  AnswerCache(std::size_t capacity, std::chrono::nanoseconds time_to_live)
      : capacity_(capacity), time_to_live_(time_to_live) {}

  /// The answer of that key, or null; counts a hit or a miss.
  std::shared_ptr<const Answer> find(const std::string& key, Timestamp now) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || now >= found->second->good_until) {
      ++misses_;
      return nullptr;
    }
    ++hits_;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->answer;
  }

  /// Keeps it for the time to live, and no longer than until `valid_until`.
  void keep(const std::string& key, std::shared_ptr<const Answer> answer, Timestamp now,
            Timestamp valid_until = kLatest) {
    const std::lock_guard lock(mutex_);
    if (capacity_ == 0) return;
    if (const auto held = entries_.find(key); held != entries_.end()) {
      order_.erase(held->second);
      entries_.erase(held);
    }
    order_.push_front({key, std::move(answer), std::min(now + time_to_live_, valid_until)});
    entries_[key] = order_.begin();
    if (order_.size() <= capacity_) return;
    entries_.erase(order_.back().key);
    order_.pop_back();
  }

  [[nodiscard]] std::int64_t hits() const {
    const std::lock_guard lock(mutex_);
    return hits_;
  }

  [[nodiscard]] std::int64_t misses() const {
    const std::lock_guard lock(mutex_);
    return misses_;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Answer> answer;
    Timestamp good_until;
  };

  const std::size_t capacity_;
  const std::chrono::nanoseconds time_to_live_;
  mutable std::mutex mutex_;
  std::list<Entry> order_;  ///< Most recently used first.
  std::map<std::string, typename std::list<Entry>::iterator> entries_;
  std::int64_t hits_ = 0;
  std::int64_t misses_ = 0;
};

}  // namespace nautilus::platform
