// SPDX-License-Identifier: MIT
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::server {

/// A token bucket per client: a sustained rate, and a burst on top of it. Thread-safe; remembers a
/// bounded number of clients, forgetting first those whose bucket is full again.
class RateLimiter {
 public:
  RateLimiter(double requests_per_second, double burst);

  /// Takes a token of this client. Errors: resource_exhausted with the seconds to wait.
  Result<void> admit(std::string_view client, Timestamp now);

 private:
  struct Bucket {
    double tokens;
    Timestamp filled_at;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  void refill(Bucket& bucket, Timestamp now) const;
  void forget_the_idle(Timestamp now);

  double requests_per_second_;
  double burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> buckets_;
};

}  // namespace nautilus::server
