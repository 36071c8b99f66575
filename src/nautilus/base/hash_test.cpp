// SPDX-License-Identifier: MIT
#include "nautilus/base/hash.hpp"

#include <array>

#include <gtest/gtest.h>

namespace nautilus {
namespace {

TEST(Fingerprint, IsTheXxh64OfItsSpecification) {
  // The reference values of the XXH64 of "" and "abc" with seed 0.
  EXPECT_EQ(fingerprint(""), 0xEF46DB3751D8E999ULL);
  EXPECT_EQ(fingerprint("abc"), 0x44BC2CF5AD770999ULL);
}

TEST(Fingerprint, TellsSeedsAndBitsApart) {
  EXPECT_NE(fingerprint("abc", 1), fingerprint("abc", 2));
  EXPECT_NE(fingerprint(std::array{0.0}), fingerprint(std::array{-0.0}));
}

TEST(ToHex, KeepsLeadingZeros) { EXPECT_EQ(to_hex(0xabc), "0000000000000abc"); }

}  // namespace
}  // namespace nautilus
