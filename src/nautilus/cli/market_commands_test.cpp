// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/cli/command_line_fixture.hpp"

namespace nautilus::cli {
namespace {

using testing::HasSubstr;

class MarketCommandsTest : public testing::Test, protected CommandLineFixture {};

TEST_F(MarketCommandsTest, CalendarsNeedNoDataFolder) {
  EXPECT_THAT(run({"calendars"}).out, HasSubstr("America/Chicago"));
  const auto answer = json_of({"calendars", "XNYS", "--from", "1998-01-02", "--to", "2021-03-31"});
  EXPECT_EQ(answer.at("sessions").as_array().size(), 5849U);
  EXPECT_EQ(run({"calendars", "XLON"}).code, 66);
}

TEST_F(MarketCommandsTest, InstrumentsAreSetFromAFileAndShown) {
  const auto file = write_file("instruments.toml",
                               "[[instruments]]\ninstrument_id = \"META.NASDAQ\"\n"
                               "aliases = [{ symbol = \"FB\", to = 2022-06-09 }]\n");
  const auto set = run({"instruments", "set", file});
  EXPECT_EQ(set.code, 0) << set.err;
  EXPECT_THAT(set.out, HasSubstr("1 new"));
  EXPECT_THAT(run({"instruments"}).out, HasSubstr("META.NASDAQ"));
  const auto answer = json_of({"instruments", "--symbol", "FB", "--as-of", "2020-01-02"});
  EXPECT_EQ(answer.at("instruments").at(0).at("instrument_id"), "META.NASDAQ");
}

TEST_F(MarketCommandsTest, InstrumentsNameTheLineOfAFaultOrLeaveItOut) {
  const auto file = write_file("instruments.toml",
                               "[[instruments]]\ninstrument_id = \"A.X\"\n"
                               "[[instruments]]\ninstrument_id = \"B\"\n");
  const auto refused = run({"instruments", "set", file});
  EXPECT_EQ(refused.code, 64);
  EXPECT_THAT(refused.err, HasSubstr("line 4"));
  const auto partial = run({"instruments", "set", file, "--partial"});
  EXPECT_EQ(partial.code, 0);
  EXPECT_THAT(partial.err, HasSubstr("line 4"));
  EXPECT_THAT(partial.out, HasSubstr("1 new, 0 corrected, 0 unchanged, 1 rejected"));
}

}  // namespace
}  // namespace nautilus::cli
