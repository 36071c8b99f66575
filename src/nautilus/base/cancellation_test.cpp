// SPDX-License-Identifier: MIT
#include "nautilus/base/cancellation.hpp"

#include <gtest/gtest.h>

namespace nautilus {
namespace {

using std::chrono::nanoseconds;

TEST(Cancellation, NeverHappensByDefault) { EXPECT_TRUE(Cancellation().check()); }

TEST(Cancellation, HappensFromTheDeadlineOn) {
  ManualClock clock(from_date(2020, 4, 17));
  const Cancellation cancellation({}, clock, clock.now() + nanoseconds(2));

  clock.advance(nanoseconds(1));
  EXPECT_TRUE(cancellation.check());
  clock.advance(nanoseconds(1));
  EXPECT_EQ(cancellation.check().error().code, ErrorCode::deadline_exceeded);
}

TEST(Cancellation, HappensWhenStopped) {
  const ManualClock clock(from_date(2020, 4, 17));
  std::stop_source source;
  const Cancellation cancellation(source.get_token(), clock, kLatest);

  EXPECT_TRUE(cancellation.check());
  source.request_stop();
  EXPECT_EQ(cancellation.check().error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace nautilus
