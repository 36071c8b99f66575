// SPDX-License-Identifier: MIT
#include "nautilus/cli/outside_features.hpp"

#include <chrono>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Sixty bars whose close rises and falls.
struct Bars {
  std::vector<double> price, volume, time;

  Bars() {
    for (int t = 0; t < 60; ++t) {
      price.push_back(100 + (t * 7) % 11);
      volume.push_back(1000);
      time.push_back(86'400.0 * t);
    }
  }
  [[nodiscard]] features::BarColumns columns() const {
    return {price, price, price, price, volume, time};
  }
};

Result<features::AuditReport> audit_of(const std::string& command) {
  return audit_command(command, Bars().columns(), {.truncations = 20}, {}, {});
}

TEST(RunFilter, GivesTheCommandItsInputAndAnswersItsOutput) {
  const std::string long_text(3'000'000, 'a');
  EXPECT_EQ(*run_filter("tr a b", long_text), std::string(3'000'000, 'b'));
  EXPECT_EQ(*run_filter("echo unread", long_text), "unread\n");
  EXPECT_EQ(*run_filter("cat", ""), "");
}

TEST(RunFilter, EndsWhatFailsOrTakesTooMuch) {
  EXPECT_THAT(run_filter("exit 3", "").error().message, HasSubstr("status 3"));
  EXPECT_THAT(run_filter("kill -SEGV $$", "").error().message, HasSubstr("signal"));
  const FilterLimits narrow{std::chrono::milliseconds(100), 1000};
  EXPECT_EQ(run_filter("sleep 100", "", narrow).error().code, ErrorCode::deadline_exceeded);
  EXPECT_EQ(run_filter("exec 1>&-; sleep 100", "", narrow).error().code,
            ErrorCode::deadline_exceeded);
  EXPECT_EQ(run_filter("yes", "", {std::chrono::seconds(60), 1000}).error().code,
            ErrorCode::payload_too_large);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(run_filter("sleep 100", "", {}, stop.get_token()).error().code, ErrorCode::unavailable);
}

TEST(OutsideFeatures, PassWhereTheyAreCausal) {
  const auto report = audit_of(R"(awk -F, 'NR == 1 {print "timestamp,change"; next}
      {print $1 "," (NR > 2 ? $5 - last : ""); last = $5}')");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->passed);
  EXPECT_EQ(report->features, 1);
  EXPECT_EQ(report->bars, 60);
}

TEST(OutsideFeatures, AreNamedWhereTheyLookAhead) {
  const auto report = audit_of(R"(awk -F, 'NR > 1 {close_of[NR] = $5; sum += $5}
      END {print "close,tomorrow,less_mean"
           for (i = 2; i <= NR; ++i) print close_of[i] "," close_of[i + 1] "," close_of[i] - sum / (NR - 1)}')");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->look_ahead.size(), 2U);
  EXPECT_EQ(report->look_ahead[0].feature, "tomorrow");
  EXPECT_EQ(report->look_ahead[0].bars_ahead, 1);
  EXPECT_EQ(report->look_ahead[1].feature, "less_mean");
}

TEST(OutsideFeatures, AreReadWithTheLineOfWhatIsWrong) {
  const auto read = read_columns("timestamp,a,b\n1970,1,\n1971,nan,2.5\n", 2);
  ASSERT_TRUE(read);
  EXPECT_THAT(read->names, ElementsAre("a", "b"));
  EXPECT_EQ(read->columns[0][0], 1);
  EXPECT_TRUE(std::isnan(read->columns[0][1]));
  EXPECT_TRUE(std::isnan(read->columns[1][0]));
  EXPECT_EQ(read->columns[1][1], 2.5);
  EXPECT_THAT(read_columns("a\n1\nx\n", 2).error().message, HasSubstr("line 3: a is no number"));
  EXPECT_THAT(read_columns("a,b\n1\n", 1).error().message, HasSubstr("line 2: 1 fields"));
  EXPECT_THAT(read_columns("a\n1\n", 2).error().message, HasSubstr("1 lines for 2 bars"));
  EXPECT_FALSE(read_columns("", 2));
  EXPECT_FALSE(read_columns("date\n1\n", 1));
}

}  // namespace
}  // namespace nautilus::cli
