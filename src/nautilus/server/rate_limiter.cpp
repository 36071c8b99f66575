// SPDX-License-Identifier: MIT
#include "nautilus/server/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace nautilus::server {
namespace {

constexpr std::size_t kMostClients = 10'000;

}  // namespace

RateLimiter::RateLimiter(double requests_per_second, double burst)
    : requests_per_second_(requests_per_second), burst_(std::max(burst, 1.0)) {}

Result<void> RateLimiter::admit(std::string_view client, Timestamp now) {
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(client);
  if (found == buckets_.end()) {
    if (buckets_.size() >= kMostClients) forget_the_idle(now);
    found = buckets_.emplace(std::string(client), Bucket{burst_, now}).first;
  }
  auto& bucket = found->second;
  refill(bucket, now);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return {};
  }
  Error error{ErrorCode::resource_exhausted, "too many requests from this client"};
  error.retry_after_seconds = static_cast<int>(
      std::clamp(std::ceil((1 - bucket.tokens) / requests_per_second_), 1.0, 3600.0));
  return error;
}

void RateLimiter::refill(Bucket& bucket, Timestamp now) const {
  const double elapsed = static_cast<double>((now - bucket.filled_at).count()) * 1e-9;
  if (elapsed <= 0) return;  // The clock was set back.
  bucket.tokens = std::min(burst_, bucket.tokens + elapsed * requests_per_second_);
  bucket.filled_at = now;
}

void RateLimiter::forget_the_idle(Timestamp now) {
  for (auto& [client, bucket] : buckets_) refill(bucket, now);
  std::erase_if(buckets_, [&](const auto& entry) { return entry.second.tokens >= burst_; });
  // All busy at once: whoever was last refilled first starts afresh, which costs a burst, not
  // memory.
  if (buckets_.size() < kMostClients) return;
  buckets_.erase(std::ranges::min_element(
      buckets_, {}, [](const auto& entry) { return entry.second.filled_at; }));
}

}  // namespace nautilus::server
