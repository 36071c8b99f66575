// SPDX-License-Identifier: MIT
#include "nautilus/platform/key_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using security::Role;
using std::chrono::hours;
using testing::HasSubstr;
using testing::Not;

class KeyDeskTest : public testing::Test, protected EngineFixture {
 protected:
  KeyDesk& desk() { return engine_->keys(); }

  security::NewKey create(std::optional<Timestamp> expires_at = std::nullopt) {
    return *desk().create(kTester, "desk", Role::trader, expires_at);
  }

  /// Whether the server would let the key in now.
  bool works(const security::NewKey& key) {
    EXPECT_TRUE(desk().refresh());
    return desk().ring()->verify(key.text.reveal(), clock_.now()).has_value();
  }

  security::KeyRecord record_of(const security::NewKey& key) {
    for (const auto& each : *desk().list()) {
      if (each.id == key.record.id) return each;
    }
    return {};
  }
};

TEST_F(KeyDeskTest, MakesAKeyThatWorksFromTheNextRefreshOn) {
  EXPECT_TRUE(desk().ring()->empty());
  const auto key = create();
  EXPECT_TRUE(desk().ring()->empty());
  EXPECT_TRUE(works(key));
  EXPECT_EQ(desk().ring()->verify(key.text.reveal(), clock_.now())->role, Role::trader);
}

TEST_F(KeyDeskTest, ListsAllKeysOldestFirst) {
  const auto first = create();
  clock_.advance(hours(1));
  const auto second = create();
  ASSERT_TRUE(desk().revoke(kTester, first.record.id));
  const auto records = *desk().list();
  ASSERT_EQ(records.size(), 2);
  EXPECT_EQ(records[0].id, first.record.id);
  EXPECT_EQ(records[0].revoked_at, clock_.now());
  EXPECT_EQ(records[1].id, second.record.id);
  EXPECT_EQ(records[1].role, Role::trader);
}

TEST_F(KeyDeskTest, RevokesForGoodAndOnce) {
  const auto key = create();
  EXPECT_TRUE(works(key));
  ASSERT_TRUE(desk().revoke(kTester, key.record.id));
  EXPECT_FALSE(works(key));
  EXPECT_FALSE(desk().ring()->empty());  // A revoked key still asks for keys.
  EXPECT_EQ(desk().revoke(kTester, key.record.id).error().code, ErrorCode::conflict);
  EXPECT_EQ(desk().rotate(kTester, key.record.id, hours(1)).error().code, ErrorCode::conflict);
  EXPECT_EQ(desk().revoke(kTester, "unknown").error().code, ErrorCode::not_found);
}

TEST_F(KeyDeskTest, LetsTheOldKeyWorkThroughTheOverlapOfARotation) {
  const auto before = create();
  const auto after = *desk().rotate(kTester, before.record.id, hours(24));
  EXPECT_EQ(after.record.name, "desk");
  EXPECT_EQ(after.record.role, Role::trader);
  clock_.advance(hours(23));
  EXPECT_TRUE(works(before));
  EXPECT_TRUE(works(after));
  clock_.advance(hours(1));
  EXPECT_FALSE(works(before));
  EXPECT_TRUE(works(after));
}

TEST_F(KeyDeskTest, NeverLengthensTheLifeOfAKeyThatItRotates) {
  const auto expires_at = clock_.now() + hours(2);
  const auto key = create(expires_at);
  ASSERT_TRUE(desk().rotate(kTester, key.record.id, hours(24)));
  EXPECT_EQ(record_of(key).expires_at, expires_at);
  const auto expired = create(expires_at);
  clock_.advance(hours(3));
  ASSERT_TRUE(desk().rotate(kTester, expired.record.id, hours(24)));
  EXPECT_FALSE(works(expired));
}

TEST_F(KeyDeskTest, TakesOverWhatAnotherProcessChanged) {
  const auto beside = *open(Access::shared);
  const auto key = *beside->keys().create(kTester, "desk", Role::risk, std::nullopt);
  EXPECT_TRUE(works(key));
  ASSERT_TRUE(beside->keys().revoke(kTester, key.record.id));
  EXPECT_FALSE(works(key));
}

TEST_F(KeyDeskTest, KeepsWhatItVerifiedThroughOtherChanges) {
  const auto key = create();
  EXPECT_TRUE(works(key));
  hold("SP500", daily_bars(1));
  ASSERT_TRUE(desk().refresh());
  EXPECT_TRUE(desk().ring()->known(key.text.reveal(), clock_.now()));
  (void)create();
  ASSERT_TRUE(desk().refresh());
  EXPECT_TRUE(desk().ring()->known(key.text.reveal(), clock_.now()));
}

TEST_F(KeyDeskTest, RecordsEveryChangeWithoutSecrets) {
  const auto first = create();
  const auto second = *desk().rotate(kTester, first.record.id, hours(1));
  ASSERT_TRUE(desk().revoke(kTester, second.record.id));
  std::vector<std::string> actions;
  for (const auto& record : audit()) {
    actions.push_back(record.action);
    EXPECT_EQ(record.actor, "tester");
    EXPECT_EQ(record.request_id, "request-1");
    const auto text = record.before + record.after;
    EXPECT_THAT(text, HasSubstr(R"("hash":"***")"));
    EXPECT_THAT(text, Not(HasSubstr("argon2")));
    EXPECT_THAT(text, Not(HasSubstr(std::string(first.text.reveal().substr(17)))));
    EXPECT_THAT(text, Not(HasSubstr(std::string(second.text.reveal().substr(17)))));
  }
  EXPECT_THAT(actions,
              testing::ElementsAre("keys.revoke", "keys.create", "keys.rotate", "keys.create"));
}

TEST_F(KeyDeskTest, ChangesNothingThatItCannotRecord) {
  const auto key = create();
  run("DROP TABLE audit_log");
  EXPECT_FALSE(desk().revoke(kTester, key.record.id));
  EXPECT_FALSE(desk().rotate(kTester, key.record.id, hours(1)));
  EXPECT_FALSE(desk().create(kTester, "other", Role::admin, std::nullopt));
  EXPECT_EQ(desk().list()->size(), 1);
  EXPECT_TRUE(works(key));
}

}  // namespace
}  // namespace nautilus::platform
