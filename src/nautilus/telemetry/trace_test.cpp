// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/trace.hpp"

#include <set>

#include <gtest/gtest.h>

namespace nautilus::telemetry {
namespace {

// The example of the W3C recommendation.
const std::string kExample = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Traceparent, ReadsTheExampleOfTheStandard) {
  const auto context = parse_traceparent(kExample);
  ASSERT_TRUE(context);
  EXPECT_EQ(context->trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(context->span_id(), "00f067aa0ba902b7");
  EXPECT_EQ(context->flags, 1);
  EXPECT_EQ(format_traceparent(*context), kExample);
}

TEST(Traceparent, RefusesEveryOtherForm) {
  const std::string zero_trace = "00-" + std::string(32, '0') + kExample.substr(35);
  const std::string zero_span = kExample.substr(0, 36) + std::string(16, '0') + "-01";
  std::string capital = kExample;
  capital[4] = 'B';
  std::string no_digit = kExample;
  no_digit[54] = 'g';
  std::string no_dash = kExample;
  no_dash[35] = '0';
  for (const auto& bad : {std::string(), zero_trace, zero_span, capital, no_digit, no_dash,
                          "01" + kExample.substr(2), "ff" + kExample.substr(2), kExample + "-x",
                          kExample.substr(1), std::string(1 << 20, '0')}) {
    EXPECT_FALSE(parse_traceparent(bad)) << bad.substr(0, 60);
  }
}

TEST(RequestId, MayHoldOnlyHarmlessLetters) {
  EXPECT_TRUE(is_request_id("a-Z_0.9:x"));
  EXPECT_TRUE(is_request_id(std::string(128, 'a')));
  for (const auto& bad : {std::string(), std::string(129, 'a'), std::string("a b"),
                          std::string("a\r\nX-Evil: 1"), std::string("\"")}) {
    EXPECT_FALSE(is_request_id(bad));
  }
}

TEST(IdSource, KeepsAGoodIdAndReplacesABadOne) {
  IdSource ids(1);
  EXPECT_EQ(ids.request_id("caller-7"), "caller-7");
  const auto replaced = ids.request_id("no good");
  EXPECT_EQ(replaced.size(), 32U);
  EXPECT_TRUE(is_request_id(replaced));
}

/// The first numbers of SplitMix64 from seed 1234567, as published with the algorithm.
TEST(IdSource, FollowsThePublishedSequence) {
  IdSource ids(1234567);
  EXPECT_EQ(ids.next(), 6457827717110365317U);
  EXPECT_EQ(ids.next(), 3203168211198807973U);
}

TEST(IdSource, RepeatsNothing) {
  IdSource ids;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(ids.request_id());
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(IdSource, StaysInTheCallersTrace) {
  IdSource ids(1);
  const auto caller = parse_traceparent(kExample);
  const auto ours = ids.span(caller);
  EXPECT_EQ(ours.trace_id(), caller->trace_id());
  EXPECT_NE(ours.span_id(), caller->span_id());
  EXPECT_EQ(ours.flags, caller->flags);
  EXPECT_TRUE(parse_traceparent(format_traceparent(ids.span(std::nullopt))));
}

}  // namespace
}  // namespace nautilus::telemetry
