// SPDX-License-Identifier: MIT
#include "nautilus/base/hash.hpp"

#include <gtest/gtest.h>

namespace nautilus {
namespace {

// Expected: the widely published XXH3 values (seed 0) of these two texts.
TEST(Checksum, AgreesWithPublishedValues) {
  EXPECT_EQ(to_hex(checksum("")), "2d06800538d394c2");
  EXPECT_EQ(to_hex(checksum("abc")), "78af5f94892f3950");
}

TEST(Checksum, CountsBytesBehindAZeroByte) {
  using namespace std::string_view_literals;
  EXPECT_NE(checksum("a\0b"sv), checksum("a\0c"sv));
}

TEST(ToHex, KeepsLeadingZeros) { EXPECT_EQ(to_hex(0xabc), "0000000000000abc"); }

}  // namespace
}  // namespace nautilus
