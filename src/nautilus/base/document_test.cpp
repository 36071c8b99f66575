// SPDX-License-Identifier: MIT
#include "nautilus/base/document.hpp"

#include <gtest/gtest.h>

namespace nautilus {
namespace {

constexpr std::string_view kJson = R"({"a": 1,
  "b": [true,
        {"c \" d": "x, ]}"}],

  "e": {}})";

std::string located(const Document& document, std::vector<std::string> location) {
  return document.located(field_error(std::move(location), "is wrong", "t")).message;
}

TEST(Document, KnowsTheLinesOfJson) {
  const auto document = *parse_json_document(kJson);
  EXPECT_EQ(document.lines.at({}), 1U);
  EXPECT_EQ(document.lines.at({"a"}), 1U);
  EXPECT_EQ(document.lines.at({"b", "0"}), 2U);
  EXPECT_EQ(document.lines.at({"b", "1", "c \" d"}), 3U);
  EXPECT_EQ(document.lines.at({"e"}), 5U);
  EXPECT_EQ(document.lines.size(), 7U);
}

TEST(Document, KnowsTheLinesOfToml) {
  const auto document = *parse_toml("a = 1\n\n[[b]]\nc = 2020-01-02\n[[b]]\nc = [1,\n 2]\n");
  EXPECT_EQ(document.value.at("b").at(0).at("c"), "2020-01-02");
  EXPECT_EQ(document.lines.at({"a"}), 1U);
  EXPECT_EQ(document.lines.at({"b", "0", "c"}), 4U);
  EXPECT_EQ(document.lines.at({"b", "1", "c", "1"}), 7U);
}

TEST(Document, PutsTheNearestLineBeforeAnError) {
  const auto document = *parse_json_document(kJson);
  EXPECT_EQ(located(document, {"b", "1", "missing"}), "line 3: b.1.missing: is wrong");
  EXPECT_EQ(located(document, {"z"}), "line 1: z: is wrong");
}

TEST(Document, NamesTheLineOfWhatCannotBeParsed) {
  const auto json = parse_json_document("{\"a\": 1,\n \"b\" 2}");
  ASSERT_FALSE(json);
  EXPECT_NE(json.error().message.find("line 2"), std::string::npos) << json.error().message;
  const auto toml = parse_toml("a = 1\nb =\n");
  ASSERT_FALSE(toml);
  EXPECT_EQ(toml.error().message.substr(0, 6), "line 2");
  EXPECT_EQ(toml.error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace nautilus
