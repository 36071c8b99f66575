// SPDX-License-Identifier: MIT
#include "nautilus/platform/answer_cache.hpp"

#include <gtest/gtest.h>

namespace nautilus::platform {
namespace {

using std::chrono::seconds;
constexpr Timestamp kStart{};

std::shared_ptr<const int> value(int of) { return std::make_shared<const int>(of); }

TEST(AnswerCache, AnswersWhatItKeptUntilItsTimeIsOver) {
  AnswerCache<int> cache(2, seconds(300));
  cache.keep("a", value(1), kStart);
  EXPECT_EQ(*cache.find("a", kStart + seconds(299)), 1);
  EXPECT_EQ(cache.find("a", kStart + seconds(300)), nullptr);
}

TEST(AnswerCache, LetsTheLeastRecentlyUsedGo) {
  AnswerCache<int> cache(2, seconds(300));
  cache.keep("a", value(1), kStart);
  cache.keep("b", value(2), kStart);
  ASSERT_NE(cache.find("a", kStart), nullptr);
  cache.keep("c", value(3), kStart);
  EXPECT_EQ(cache.find("b", kStart), nullptr);
  EXPECT_NE(cache.find("a", kStart), nullptr);
  EXPECT_NE(cache.find("c", kStart), nullptr);
}

TEST(AnswerCache, TakesTheNewerOfTwoAnswers) {
  AnswerCache<int> cache(2, seconds(300));
  cache.keep("a", value(1), kStart);
  cache.keep("a", value(2), kStart + seconds(200));
  EXPECT_EQ(*cache.find("a", kStart + seconds(400)), 2);
}

TEST(AnswerCache, CountsHitsAndMisses) {
  AnswerCache<int> cache(2, seconds(300));
  cache.keep("a", value(1), kStart);
  (void)cache.find("a", kStart);
  (void)cache.find("b", kStart);
  (void)cache.find("c", kStart);
  EXPECT_EQ(cache.hits(), 1);
  EXPECT_EQ(cache.misses(), 2);
}

TEST(AnswerCache, KeepsNothingWithoutCapacity) {
  AnswerCache<int> cache(0, seconds(300));
  cache.keep("a", value(1), kStart);
  EXPECT_EQ(cache.find("a", kStart), nullptr);
}

}  // namespace
}  // namespace nautilus::platform
