// SPDX-License-Identifier: MIT
#include "nautilus/security/api_key.hpp"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::security {
namespace {

constexpr Timestamp kCreated = {1'600'000'000'000'000'000};

/// A text of the right form: the secret is the base64url text of 32 zero bytes.
std::string well_formed() { return "nml_abcdefghij27_" + std::string(43, 'A'); }

TEST(ApiKey, HasTheDocumentedForm) {
  const auto key = create_key("desk", Role::trader, kCreated, std::nullopt);
  ASSERT_TRUE(key) << key.error().message;
  const std::string text(key->text.reveal());
  EXPECT_THAT(text, testing::MatchesRegex("nml_[a-z2-7]{12}_[A-Za-z0-9_-]{43}"));
  EXPECT_EQ(id_of(text), key->record.id);
  EXPECT_THAT(key->record.hash, testing::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_EQ(key->record.name, "desk");
  EXPECT_EQ(key->record.role, Role::trader);

  const auto other = create_key("desk", Role::trader, kCreated, std::nullopt);
  ASSERT_TRUE(other);
  EXPECT_NE(other->record.id, key->record.id);
  EXPECT_NE(other->text.reveal().substr(17), key->text.reveal().substr(17));
}

TEST(ApiKey, RefusesANameThatCannotBeShown) {
  for (const std::string& name : {std::string(), std::string(129, 'a'), std::string("a\nb"),
                                  std::string("a\0b", 3), std::string("\x7f")}) {
    const auto key = create_key(name, Role::reader, kCreated, std::nullopt);
    ASSERT_FALSE(key) << name;
    EXPECT_EQ(key.error().code, ErrorCode::invalid_argument);
  }
}

TEST(ApiKey, RefusesAnExpiryThatIsNotAfterTheCreation) {
  const auto key = create_key("desk", Role::reader, kCreated, kCreated);
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, ErrorCode::invalid_argument);
  ASSERT_EQ(key.error().faults.size(), 1U);
  EXPECT_EQ(key.error().faults[0].location, std::vector<std::string>{"expires_at"});
}

TEST(ApiKey, IsReadOnlyInItsExactForm) {
  ASSERT_EQ(id_of(well_formed()), "abcdefghij27");
  const auto with = [](std::size_t at, char character) {
    std::string text = well_formed();
    text[at] = character;
    return text;
  };
  for (const std::string& text : {
           std::string(), std::string("nml_"), well_formed() + "A", well_formed() + "\n",
           " " + well_formed(), well_formed().substr(1), well_formed().substr(0, 59),
           std::string(1'000'000, 'A'), with(0, 'N'), with(3, '-'),
           with(4, 'A'),   // An id has no capitals,
           with(4, '1'),   // nor 0, 1, 8, 9.
           with(16, '-'),  // The separator.
           with(20, '+'),  // Base64, not base64url.
           with(20, ' '), with(20, '\0'), with(20, '='),
           with(59, 'B'),  // Bits beyond the 256th: 'A' is 000000, 'B' is 000001.
       }) {
    EXPECT_FALSE(id_of(text)) << text.substr(0, 80);
  }
  EXPECT_TRUE(id_of(with(59, 'E')));  // 000100: a bit of the secret itself.
}

TEST(ApiKey, WritesItsRecordWithoutTheHash) {
  const KeyRecord record{.id = "abcdefghij27",
                         .name = "desk",
                         .role = Role::risk,
                         .hash = "$argon2id$secret",
                         .created_at = kCreated,
                         .expires_at = std::nullopt,
                         .revoked_at = std::nullopt};
  const std::string text = json::write(record);
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("argon2id")));
  EXPECT_THAT(text, testing::HasSubstr(R"("role":"risk")"));
}

TEST(SecretText, LeavesNothingBehindWhenMoved) {
  SecretText text("a secret");
  SecretText moved(std::move(text));
  EXPECT_EQ(moved.reveal(), "a secret");
  EXPECT_EQ(text.reveal(), "");  // NOLINT(bugprone-use-after-move): that is what is tested
}

}  // namespace
}  // namespace nautilus::security
