// SPDX-License-Identifier: MIT
#include "nautilus/security/credentials.hpp"

#include <bitset>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace nautilus::security {
namespace {

const std::string kKey = "nml_abcdefghij27_" + std::string(43, 'A');
const std::string kOther = "nml_abcdefghij22_" + std::string(43, 'A');

/// Base64 written the obvious way, through its bits.
std::string base64(const std::string& bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits;
  for (const char byte : bytes)
    bits += std::bitset<8>(static_cast<unsigned char>(byte)).to_string();
  while (bits.size() % 6 != 0) bits += '0';
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 6) {
    text += alphabet[std::stoul(bits.substr(i, 6), nullptr, 2)];
  }
  while (text.size() % 4 != 0) text += '=';
  return text;
}

TEST(Credentials, AreReadFromEachHeader) {
  ASSERT_EQ(base64("any:x"), "YW55Ong=");
  EXPECT_EQ(presented_key("Bearer " + kKey, ""), kKey);
  EXPECT_EQ(presented_key("bEARER " + kKey, ""), kKey);
  EXPECT_EQ(presented_key("", kKey), kKey);
  for (const std::string user : {"", "a", "ab", "abc"}) {  // Each number of padding characters.
    EXPECT_EQ(presented_key("Basic " + base64(user + ":" + kKey), ""), kKey) << user;
  }
  EXPECT_EQ(presented_key("Bearer " + kKey, kKey), kKey);
}

TEST(Credentials, AreNoneWhenTheHeadersDisagree) {
  EXPECT_EQ(presented_key("Bearer " + kKey, kOther), std::nullopt);
  EXPECT_EQ(presented_key("Bearer " + kKey, "nonsense"), std::nullopt);
  EXPECT_EQ(presented_key("Digest nonsense", kKey), std::nullopt);
}

TEST(Credentials, AreNoneForAnyStrayCharacter) {
  const std::string basic = base64("u:" + kKey);
  for (const std::string& authorization : {std::string(),
                                           std::string("Bearer"),
                                           std::string("Bearer "),
                                           "Bearer  " + kKey,
                                           "Bearer\t" + kKey,
                                           "Bearer " + kKey + " ",
                                           " Bearer " + kKey,
                                           "Bearer" + kKey,
                                           kKey,
                                           "Bearer " + kKey + "\r\n",
                                           "Bearer " + kKey + ", " + kKey,
                                           "Token " + kKey,
                                           std::string("Basic "),
                                           "Basic  " + basic,
                                           "Basic     " + basic,
                                           "Basic " + basic + " ",
                                           "Basic " + basic + "====",
                                           "Basic " + basic.substr(1),
                                           "Basic " + basic + "\n\n\n\n",
                                           std::string("Basic ===="),
                                           "Basic " + base64(kKey),
                                           "Basic " + base64("u:" + kKey + ":"),
                                           "Basic " + base64("u:v:" + kKey),
                                           "Basic " + base64("u:" + kKey + std::string(1, '\0'))}) {
    EXPECT_EQ(presented_key(authorization, ""), std::nullopt) << authorization;
  }
  EXPECT_EQ(presented_key("", kKey + " "), std::nullopt);
  EXPECT_EQ(presented_key("", ""), std::nullopt);
}

TEST(Credentials, AreNotLookedForInAHugeHeader) {
  // 512 characters of base64 are 384 bytes; "Basic " leaves 506, so 504 of them, 378 bytes: a user
  // of 317 fits with ":" and 60 of key, one of 318 needs another four characters.
  EXPECT_EQ(presented_key("Basic " + base64(std::string(317, 'u') + ":" + kKey), ""), kKey);
  EXPECT_EQ(presented_key("Basic " + base64(std::string(318, 'u') + ":" + kKey), ""), std::nullopt);
  EXPECT_EQ(presented_key("Bearer " + std::string(10'000'000, 'A'), ""), std::nullopt);
  EXPECT_EQ(presented_key("Bearer " + kKey, std::string(10'000'000, 'A')), std::nullopt);
}

}  // namespace
}  // namespace nautilus::security
