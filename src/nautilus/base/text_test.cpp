// SPDX-License-Identifier: MIT
#include "nautilus/base/text.hpp"

#include <array>

#include <gtest/gtest.h>

namespace nautilus {
namespace {

TEST(Text, ReadsOnlyWholeNumbersAndFiniteNumbers) {
  EXPECT_EQ(parse_number("1.5e3"), 1500.0);
  EXPECT_EQ(parse_whole_number("-12"), -12);
  for (const auto* text : {"", "1x", "nan", "inf", "1e999", "0x10", " 1", "1,000"}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
  EXPECT_FALSE(parse_whole_number("1.0"));
}

TEST(Text, FindsTheNearestWord) {
  constexpr std::array<std::string_view, 2> known{"volatility", "momentum"};
  EXPECT_EQ(nearest_word("volatilty", known), "volatility");
  EXPECT_EQ(nearest_word("price", known), "");
}

TEST(Text, SplitsAndTrims) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_TRUE(split("", ',').empty());
  EXPECT_EQ(trimmed(" \ta b\r\n"), "a b");
}

TEST(Text, KnowsUtf8) {
  for (const auto* sound : {"", "a", "\u00e9", "\u20ac", "\U0001f600", "\U0010ffff"}) {
    EXPECT_TRUE(is_utf8(sound)) << sound;
  }
  // A stray byte, a cut character, a longer form of '/', a surrogate, beyond Unicode.
  for (const auto* broken : {"\xff", "\xe2\x82", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                             "\xf4\x90\x80\x80", "a\x80"}) {
    EXPECT_FALSE(is_utf8(broken));
  }
}

}  // namespace
}  // namespace nautilus
