// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace nautilus::server {

/// How many bytes of request bodies a server holds at most, over all its connections. Thread-safe.
class BodyBudget {
 public:
  explicit BodyBudget(std::uint64_t limit) : limit_(limit) {}

  /// False, and nothing taken, where that would go beyond the limit.
  bool take(std::uint64_t bytes) {
    if (used_.fetch_add(bytes) + bytes <= limit_) return true;
    give_back(bytes);
    return false;
  }

  void give_back(std::uint64_t bytes) { used_ -= bytes; }

 private:
  std::uint64_t limit_;
  std::atomic<std::uint64_t> used_{0};
};

/// What one body takes of the budget, until it goes. For one thread at a time.
class BodyShare {
 public:
  BodyShare() = default;
  BodyShare(BodyShare&& other) noexcept
      : budget_(std::move(other.budget_)), bytes_(std::exchange(other.bytes_, 0)) {}
  BodyShare& operator=(BodyShare&& other) noexcept {
    std::swap(budget_, other.budget_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;
  ~BodyShare() { release(); }

  /// False where the budget does not allow it. REQUIRES: the same budget each time.
  bool grow_to(std::uint64_t bytes, const std::shared_ptr<BodyBudget>& budget) {
    if (bytes <= bytes_) return true;
    if (!budget->take(bytes - bytes_)) return false;
    budget_ = budget;
    bytes_ = bytes;
    return true;
  }

  void release() {
    if (budget_) budget_->give_back(std::exchange(bytes_, 0));
    budget_.reset();
  }

 private:
  std::shared_ptr<BodyBudget> budget_;  ///< Null while nothing is taken.
  std::uint64_t bytes_ = 0;
};

}  // namespace nautilus::server
