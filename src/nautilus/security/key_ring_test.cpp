// SPDX-License-Identifier: MIT
#include "nautilus/security/key_ring.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/security/detail/argon2.hpp"
#include "nautilus/security/detail/failure_limit.hpp"

namespace nautilus::security {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kCreated = {1'600'000'000'000'000'000};
constexpr Timestamp kExpires = kCreated + 24h;
constexpr Timestamp kNow = kCreated + 1h;

/// One key for all tests, because each costs a hash.
class KeyRingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto key = create_key("the desk of a long name", Role::trader, kCreated, kExpires);
    ASSERT_TRUE(key) << key.error().message;
    text = key->text.reveal();
    record = key->record;
  }

  /// The key text with another first or last character of the secret.
  static std::string with_other(std::size_t at) {
    std::string other = text;
    other[at] = other[at] == 'A' ? 'E' : 'A';  // Both keep the last character well-formed.
    return other;
  }

  static inline std::string text;
  static inline KeyRecord record;
};

TEST_F(KeyRingTest, KnowsAKeyOnceItIsVerifiedAndUntilItExpires) {
  KeyRing ring({record});
  EXPECT_FALSE(ring.known(text, kNow));

  const auto verified = ring.verify(text, kNow);
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->id, record.id);
  EXPECT_EQ(verified->name, "the desk of a long name");
  EXPECT_EQ(verified->role, Role::trader);

  ASSERT_TRUE(ring.known(text, kNow));
  EXPECT_EQ(ring.known(text, kNow)->id, record.id);
  EXPECT_EQ(ring.known(text, kNow)->role, Role::trader);
  EXPECT_FALSE(ring.known(with_other(17), kNow));
  EXPECT_FALSE(ring.known(with_other(59), kNow));
  EXPECT_FALSE(ring.known(text + " ", kNow));
  EXPECT_FALSE(ring.known("", kNow));

  EXPECT_TRUE(ring.known(text, kExpires - 1ns));
  EXPECT_FALSE(ring.known(text, kExpires));  // The instant itself is refused.
  EXPECT_FALSE(ring.verify(text, kExpires));
}

TEST_F(KeyRingTest, RefusesEveryBadKeyInTheSameWords) {
  KeyRecord revoked = record;
  revoked.revoked_at = kNow + 1h;  // A clock set back must not bring a revoked key back.
  KeyRing ring({record});
  KeyRing ring_of_revoked({revoked});
  std::string unknown = text;
  unknown[4] = unknown[4] == 'a' ? 'b' : 'a';

  std::vector<Error> errors;
  for (const std::string& bad : {with_other(59), unknown, std::string("nml_"), text + "\n"}) {
    const auto refusal = ring.verify(bad, kNow);
    ASSERT_FALSE(refusal) << bad;
    errors.push_back(refusal.error());
    EXPECT_FALSE(ring.known(bad, kNow));
  }
  for (const auto& refusal : {ring.verify(text, kExpires), ring_of_revoked.verify(text, kNow)}) {
    ASSERT_FALSE(refusal);
    errors.push_back(refusal.error());
  }
  for (const Error& error : errors) {
    EXPECT_EQ(error.code, ErrorCode::unauthenticated);
    EXPECT_EQ(error.message, errors[0].message);
    EXPECT_THAT(error.message, testing::Not(testing::HasSubstr("nml_")));
  }
  EXPECT_FALSE(ring.known(text, kNow));  // Nothing refused has entered the cache.
}

TEST_F(KeyRingTest, LimitsTheRateOfFailedAttemptsButNotOfKnownKeys) {
  KeyRing ring({record}, {.verifications_at_once = 1, .failures_at_once = 1});
  ASSERT_TRUE(ring.verify(text, kNow));  // A success leaves the one failure free.
  EXPECT_EQ(ring.verify(with_other(20), kNow).error().code, ErrorCode::unauthenticated);

  const auto refusal = ring.verify(text, kNow + 500ms);
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().code, ErrorCode::resource_exhausted);
  EXPECT_EQ(refusal.error().retry_after_seconds, 2);  // 1.5 s, rounded up.
  EXPECT_TRUE(ring.known(text, kNow + 500ms));
  EXPECT_EQ(ring.verify("nml_", kNow + 500ms).error().code, ErrorCode::unauthenticated);
  EXPECT_TRUE(ring.verify(text, kNow + 2s));
}

TEST_F(KeyRingTest, IsEmptyOnlyWithoutAnyRecord) {
  EXPECT_TRUE(KeyRing({}).empty());
  KeyRecord revoked = record;
  revoked.revoked_at = kCreated;
  EXPECT_FALSE(KeyRing({revoked}).empty());
  EXPECT_EQ(local_principal().id, "local");
  EXPECT_EQ(local_principal().role, Role::admin);
}

TEST_F(KeyRingTest, SaysWhenARecordIsDamaged) {
  KeyRecord damaged = record;
  damaged.hash = "$argon2id$";
  const auto refusal = KeyRing({damaged}).verify(text, kNow);
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().code, ErrorCode::data_loss);
  EXPECT_THAT(refusal.error().message, testing::HasSubstr(record.id));
}

TEST_F(KeyRingTest, LetsCallersWaitForAPlaceWhileOthersRead) {
  KeyRing ring({record}, {.verifications_at_once = 1});
  std::atomic<int> accepted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      accepted += ring.verify(text, kNow) ? 1 : 0;
      const auto holder = ring.known(text, kNow);
      EXPECT_TRUE(!holder || holder->id == record.id);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 4);
  EXPECT_TRUE(ring.known(text, kNow));
}

TEST_F(KeyRingTest, RemembersVerifiedKeysInTheRingThatTakesItsPlace) {
  KeyRing ring({record});
  ASSERT_TRUE(ring.verify(text, kNow));
  EXPECT_TRUE(KeyRing({record}, ring).known(text, kNow));
  KeyRecord revoked = record;
  revoked.revoked_at = kNow;
  EXPECT_FALSE(KeyRing({revoked}, ring).known(text, kNow));
  KeyRecord other = record;
  other.hash += "x";
  EXPECT_FALSE(KeyRing({other}, ring).known(text, kNow));
}

TEST(Argon2, ComparesTheDecoyAtTheSameCostAndNeverMatchesIt) {
  const auto hash = detail::argon2_hash_of("a text");
  ASSERT_TRUE(hash) << hash.error().message;
  const std::string decoy = detail::argon2_decoy();
  EXPECT_EQ(decoy.size(), hash->size());
  const std::size_t salt = hash->rfind('$', hash->rfind('$') - 1);
  EXPECT_EQ(decoy.substr(0, salt), hash->substr(0, salt));
  const auto matches = detail::argon2_matches(decoy, "a text");
  ASSERT_TRUE(matches) << matches.error().message;
  EXPECT_FALSE(*matches);
}

TEST(FailureLimit, AllowsSomeAtOnceAndOneMoreEachInterval) {
  detail::FailureLimit limit(3, 2s);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.take(kNow), std::nullopt);
  EXPECT_EQ(limit.take(kNow), 2);
  EXPECT_EQ(limit.take(kNow + 1ns), 2);
  EXPECT_EQ(limit.take(kNow + 2s - 1ns), 1);
  EXPECT_EQ(limit.take(kNow + 2s), std::nullopt);
  EXPECT_EQ(limit.take(kNow + 2s), 2);
  limit.give_back();
  EXPECT_EQ(limit.take(kNow + 2s), std::nullopt);
}

TEST(FailureLimit, ForgetsNoFasterAndWaitsNoLongerWhenTheClockIsSetBack) {
  detail::FailureLimit limit(1, 2s);
  EXPECT_EQ(limit.take(kNow), std::nullopt);
  EXPECT_EQ(limit.take(kNow - 24h), 2);
  EXPECT_EQ(limit.take(kNow - 24h + 2s), std::nullopt);
}

}  // namespace
}  // namespace nautilus::security
