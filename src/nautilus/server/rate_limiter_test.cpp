// SPDX-License-Identifier: MIT
#include "nautilus/server/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

constexpr Timestamp kStart = {1'000'000'000};
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RateLimiter, AdmitsABurstThenTheRate) {
  RateLimiter limiter(2, 3);  // Two a second, three at once.
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("a", kStart + milliseconds(499)));
  EXPECT_TRUE(limiter.admit("a", kStart + milliseconds(500)));
}

TEST(RateLimiter, KeepsClientsApart) {
  RateLimiter limiter(1, 1);
  EXPECT_TRUE(limiter.admit("a", kStart));
  EXPECT_TRUE(limiter.admit("b", kStart));
  EXPECT_FALSE(limiter.admit("a", kStart));
}

TEST(RateLimiter, SaysWhenToComeBack) {
  RateLimiter limiter(0.1, 1);
  ASSERT_TRUE(limiter.admit("a", kStart));
  const auto refused = limiter.admit("a", kStart + seconds(4));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().retry_after_seconds, 6);  // 0.4 tokens held, 0.6 / 0.1 to go.
}

TEST(RateLimiter, StandsAClockSetBack) {
  RateLimiter limiter(1, 1);
  ASSERT_TRUE(limiter.admit("a", kStart + seconds(10)));
  EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_TRUE(limiter.admit("a", kStart + seconds(11)));
}

TEST(RateLimiter, StaysBoundedUnderManyClients) {
  RateLimiter limiter(1, 2);
  for (int i = 0; i < 30'000; ++i) {
    EXPECT_TRUE(limiter.admit("client" + std::to_string(i), kStart + milliseconds(i)));
  }
}

}  // namespace
}  // namespace nautilus::server
