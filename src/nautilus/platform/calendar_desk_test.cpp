// SPDX-License-Identifier: MIT
#include "nautilus/platform/calendar_desk.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::HasSubstr;

class CalendarDeskTest : public testing::Test, protected EngineFixture {
 protected:
  Result<SessionsAnswer> sessions(const SessionsQuery& query) {
    return engine_->calendars().sessions(query);
  }
};

TEST_F(CalendarDeskTest, AnswersTheSessionsOfBothDatesAndBetween) {
  const auto answer = *sessions({"XNYS", from_date(2020, 11, 25), from_date(2020, 11, 27)});
  EXPECT_EQ(json::write(answer.sessions),
            R"([{"date":"2020-11-25","open":"2020-11-25T14:30:00.000000Z",)"
            R"("close":"2020-11-25T21:00:00.000000Z"},{"date":"2020-11-27",)"
            R"("open":"2020-11-27T14:30:00.000000Z","close":"2020-11-27T18:00:00.000000Z"}])");
}

TEST_F(CalendarDeskTest, AnswersTheNextThirtyDaysWhereNoDatesAreGiven) {
  const auto answer = *sessions({.name = "24-7"});  // It is 2021-01-01.
  EXPECT_EQ(answer.name, "24/7");
  ASSERT_EQ(answer.sessions.size(), 31U);
  EXPECT_EQ(answer.sessions.front().date, "2021-01-01");
}

TEST_F(CalendarDeskTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(sessions({.name = "XLON"}).error().code, ErrorCode::not_found);
  EXPECT_THAT(sessions({"XNYS", from_date(1980, 1, 1), from_date(1980, 2, 1)}).error().message,
              HasSubstr("calendar XNYS knows the dates 1990-01-01 to 2035-12-31, was 1980-01-01"));
  EXPECT_THAT(sessions({"24/7", from_date(1970, 1, 1), from_date(2099, 1, 1)}).error().message,
              HasSubstr("50 years"));
  EXPECT_FALSE(sessions({"XNYS", from_date(2020, 2, 2), from_date(2020, 2, 1)}));
}

TEST_F(CalendarDeskTest, HasTheCalendarsOfTheFileThatTheSettingNames) {
  settings_.market.calendars = folder_.file("calendars.toml");
  EXPECT_EQ(open(Access::reader).error().code, ErrorCode::not_found);
  std::ofstream(settings_.market.calendars)
      << "[[calendars]]\nname = \"XTKS\"\nzone = \"Asia/Tokyo\"\nfirst = 2020-01-01\n"
         "last = 2021-12-31\nopen = \"09:00\"\nclose = \"15:00\"\n";
  reopen();
  EXPECT_EQ(engine_->calendars().calendars()->calendars.back().name, "XTKS");
  EXPECT_EQ(sessions({.name = "XTKS"})->zone, "Asia/Tokyo");
}

}  // namespace
}  // namespace nautilus::platform
