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

}  // namespace
}  // namespace nautilus
