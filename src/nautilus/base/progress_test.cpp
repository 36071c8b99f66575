// SPDX-License-Identifier: MIT
#include "nautilus/base/progress.hpp"

#include <gtest/gtest.h>

namespace nautilus {
namespace {

using std::chrono::milliseconds;

struct Drawn {
  ManualClock clock{from_date(2020, 4, 17)};
  std::string text;
  ProgressBar bar{"bars", clock, [this](std::string_view more) { text += more; }};
};

TEST(ProgressBar, ShowsShareAndCounts) {
  Drawn drawn;
  drawn.bar.report(1000, 2000);
  EXPECT_EQ(drawn.text, "\r[##########----------]  50 %  1000 of 2000 bars");
}

TEST(ProgressBar, DrawsAtMostTenTimesASecond) {
  Drawn drawn;
  drawn.bar.report(1, 10);
  drawn.text.clear();

  drawn.clock.advance(milliseconds(99));
  drawn.bar.report(2, 10);
  EXPECT_EQ(drawn.text, "");
  drawn.clock.advance(milliseconds(1));
  drawn.bar.report(3, 10);
  EXPECT_EQ(drawn.text, "\r[######--------------]  30 %  3 of 10 bars");
}

TEST(ProgressBar, AlwaysDrawsTheEnd) {
  Drawn drawn;
  drawn.bar.report(1, 10);
  drawn.text.clear();
  drawn.bar.report(10, 10);
  EXPECT_EQ(drawn.text, "\r[####################] 100 %  10 of 10 bars");
}

TEST(ProgressBar, CountsWhereTheTotalIsUnknown) {
  Drawn drawn;
  drawn.bar.report(7, 0);
  EXPECT_EQ(drawn.text, "\r7 bars");
}

TEST(ProgressBar, EndsTheLineOnlyIfItDrewOne) {
  const ManualClock clock(from_date(2020, 4, 17));
  std::string text;
  {
    const ProgressBar bar("bars", clock, [&](std::string_view more) { text += more; });
  }
  EXPECT_EQ(text, "");
  {
    ProgressBar bar("bars", clock, [&](std::string_view more) { text += more; });
    bar.report(1, 0);
  }
  EXPECT_EQ(text, "\r1 bars\n");
}

}  // namespace
}  // namespace nautilus
