// SPDX-License-Identifier: MIT
#include "nautilus/security/bind_policy.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::security {
namespace {

TEST(BindPolicy, ServesLoopbackAsItIs) {
  for (const std::string_view address :
       {"127.0.0.1", "127.0.0.0", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "localhost"}) {
    EXPECT_TRUE(check_bind(address, false, false)) << address;
  }
}

TEST(BindPolicy, AsksForTlsAndAKeyEverywhereElse) {
  using namespace std::string_view_literals;
  for (const std::string_view address :
       {"0.0.0.0"sv, "::"sv, "10.0.0.1"sv, "128.0.0.1"sv, "126.255.255.255"sv, "::2"sv, "1::1"sv,
        "example.org"sv, "localhost.example.org"sv, "127.0.0.1.example.org"sv, "127.1"sv, "127"sv,
        " 127.0.0.1"sv, "127.0.0.1 "sv, "127.0.0.256"sv, ""sv, "127.0.0.1\0.example.org"sv,
        "::1%eth0"sv, "[::1]"sv}) {
    EXPECT_FALSE(check_bind(address, false, false)) << address;
    EXPECT_FALSE(check_bind(address, true, false)) << address;
    EXPECT_FALSE(check_bind(address, false, true)) << address;
    EXPECT_TRUE(check_bind(address, true, true)) << address;
  }
}

TEST(BindPolicy, NamesTheRemedy) {
  using testing::AllOf;
  using testing::HasSubstr;
  using testing::Not;
  EXPECT_THAT(check_bind("0.0.0.0", false, false).error().message,
              AllOf(HasSubstr("'0.0.0.0'"), HasSubstr("tls_certificate"),
                    HasSubstr("nautilus-ml keys create")));
  EXPECT_THAT(check_bind("0.0.0.0", true, false).error().message,
              AllOf(Not(HasSubstr("tls_certificate")), HasSubstr("nautilus-ml keys create")));
  EXPECT_THAT(check_bind("0.0.0.0", false, true).error().message,
              AllOf(HasSubstr("tls_certificate"), Not(HasSubstr("keys create"))));
  EXPECT_EQ(check_bind("0.0.0.0", false, true).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace nautilus::security
