// SPDX-License-Identifier: MIT
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/gaps.hpp"
#include "nautilus/market/calendars/new_york_clock.hpp"

namespace nautilus::market {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

CalendarPointer xnys() { return *builtin_calendar("XNYS"); }

Timestamp date(std::string_view text) { return *parse_timestamp(text); }

/// The first column of a file of the test data; empty where it is absent.
std::vector<Timestamp> dates_of(const std::string& file) {
  std::ifstream in(shared_folder() + "/data/lean/equity_daily/" + file);
  std::vector<Timestamp> dates;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) dates.push_back(date(line.substr(0, line.find(','))));
  return dates;
}

std::vector<Timestamp> dates_of(std::span<const Session> sessions) {
  std::vector<Timestamp> dates;
  for (const auto& session : sessions) dates.push_back(session.date);
  return dates;
}

/// Monday is 0: 1970-01-05 was one.
std::int64_t weekday_from_monday(Timestamp day) {
  return ((day - date("1970-01-05")) / std::chrono::days(1) % 7 + 7) % 7;
}

TEST(Xnys, HasExactlyTheDaysThatSpyTraded) {
  const auto traded = dates_of("SPY.csv");
  if (traded.empty()) GTEST_SKIP() << "test data not present";
  ASSERT_EQ(traded.size(), 5849U);
  const auto sessions = xnys()->sessions(date("1998-01-02"), date("2021-03-31"));
  ASSERT_TRUE(sessions);
  EXPECT_EQ(dates_of(*sessions), traded);
}

TEST(Xnys, FindsTheMissingYearsOfQqqAsOneGap) {
  const auto traded = dates_of("QQQ.csv");
  if (traded.empty()) GTEST_SKIP() << "test data not present";
  const auto found = gaps(*xnys(), traded);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(format_date(found[0].from), "2004-12-01");
  EXPECT_EQ(format_date(found[0].to), "2011-03-22");
  EXPECT_EQ(found[0].sessions, *xnys()->count_between(found[0].from, found[0].to));
}

/// Days whose hours were not the regular ones, from "Stocks NYSE Closings" (NYSE, 1885 to 2011) and
/// NYSE Group's yearly announcements from 2011 to 2020: date, open, close.
struct SpecialHours {
  std::string_view date;
  minutes open;
  minutes close;
};
constexpr minutes kOpen = hours(9) + minutes(30);
constexpr minutes kClose = hours(16);
constexpr SpecialHours kSpecial[] = {
    {"1990-12-24", kOpen, hours(14)},
    {"1990-12-27", hours(11), kClose},
    {"1991-01-17", kOpen + minutes(1), kClose},
    {"1991-02-25", kOpen + minutes(1), kClose},
    {"1991-12-24", kOpen, hours(14)},
    {"1992-11-27", kOpen, hours(14)},
    {"1992-12-24", kOpen, hours(14)},
    {"1993-11-26", kOpen, hours(13)},
    {"1994-02-11", kOpen, hours(14) + minutes(30)},
    {"1994-11-25", kOpen, hours(13)},
    {"1995-07-03", kOpen, hours(13)},
    {"1995-11-24", kOpen, hours(13)},
    {"1995-12-18", hours(10) + minutes(30), kClose},
    {"1996-01-08", hours(11), hours(14)},
    {"1996-07-05", kOpen, hours(13)},
    {"1996-11-29", kOpen, hours(13)},
    {"1996-12-24", kOpen, hours(13)},
    {"1997-07-03", kOpen, hours(13)},
    {"1997-10-27", kOpen, hours(15) + minutes(30)},
    {"1997-11-28", kOpen, hours(13)},
    {"1997-12-24", kOpen, hours(13)},
    {"1997-12-26", kOpen, hours(13)},
    {"1998-11-27", kOpen, hours(13)},
    {"1998-12-24", kOpen, hours(13)},
    {"1999-11-26", kOpen, hours(13)},
    {"1999-12-31", kOpen, hours(13)},
    {"2000-07-03", kOpen, hours(13)},
    {"2000-11-24", kOpen, hours(13)},
    {"2001-07-03", kOpen, hours(13)},
    {"2001-09-17", kOpen + minutes(3), kClose},
    {"2001-10-08", kOpen + minutes(1), kClose},
    {"2001-11-23", kOpen, hours(13)},
    {"2001-12-24", kOpen, hours(13)},
    {"2002-07-05", kOpen, hours(13)},
    {"2002-09-11", hours(12), kClose},
    {"2002-11-29", kOpen, hours(13)},
    {"2002-12-24", kOpen, hours(13)},
    {"2003-03-20", kOpen + minutes(2), kClose},
    {"2003-07-03", kOpen, hours(13)},
    {"2003-11-28", kOpen, hours(13)},
    {"2003-12-24", kOpen, hours(13)},
    {"2003-12-26", kOpen, hours(13)},
    {"2004-06-07", kOpen + minutes(2), kClose},
    {"2004-11-26", kOpen, hours(13)},
    {"2005-06-01", kOpen, hours(15) + minutes(56)},
    {"2005-11-25", kOpen, hours(13)},
    {"2006-07-03", kOpen, hours(13)},
    {"2006-11-24", kOpen, hours(13)},
    {"2006-12-27", kOpen + minutes(2), kClose},
    {"2007-07-03", kOpen, hours(13)},
    {"2007-11-23", kOpen, hours(13)},
    {"2007-12-24", kOpen, hours(13)},
    {"2008-07-03", kOpen, hours(13)},
    {"2008-11-28", kOpen, hours(13)},
    {"2008-12-24", kOpen, hours(13)},
    {"2009-11-27", kOpen, hours(13)},
    {"2009-12-24", kOpen, hours(13)},
    {"2010-11-26", kOpen, hours(13)},
    {"2011-11-25", kOpen, hours(13)},
    {"2012-07-03", kOpen, hours(13)},
    {"2012-11-23", kOpen, hours(13)},
    {"2012-12-24", kOpen, hours(13)},
    {"2013-07-03", kOpen, hours(13)},
    {"2013-11-29", kOpen, hours(13)},
    {"2013-12-24", kOpen, hours(13)},
    {"2014-07-03", kOpen, hours(13)},
    {"2014-11-28", kOpen, hours(13)},
    {"2014-12-24", kOpen, hours(13)},
    {"2015-11-27", kOpen, hours(13)},
    {"2015-12-24", kOpen, hours(13)},
    {"2016-11-25", kOpen, hours(13)},
    {"2017-07-03", kOpen, hours(13)},
    {"2017-11-24", kOpen, hours(13)},
    {"2018-07-03", kOpen, hours(13)},
    {"2018-11-23", kOpen, hours(13)},
    {"2018-12-24", kOpen, hours(13)},
    {"2019-07-03", kOpen, hours(13)},
    {"2019-11-29", kOpen, hours(13)},
    {"2019-12-24", kOpen, hours(13)},
    {"2020-11-27", kOpen, hours(13)},
    {"2020-12-24", kOpen, hours(13)},
};

TEST(Xnys, OpensAndClosesAtTheHoursOfEveryDay) {
  std::map<Timestamp, SpecialHours> special;
  for (const auto& each : kSpecial) special[date(each.date)] = each;
  const auto sessions = xnys()->sessions(date("1990-01-01"), date("2020-12-31"));
  ASSERT_TRUE(sessions);
  for (const auto& session : *sessions) {
    const auto found = special.find(session.date);
    const auto open = found == special.end() ? kOpen : found->second.open;
    const auto close = found == special.end() ? kClose : found->second.close;
    EXPECT_EQ(session.open, in_new_york(session.date, open)) << format_date(session.date);
    EXPECT_EQ(session.close, in_new_york(session.date, close)) << format_date(session.date);
    special.erase(session.date);
  }
  EXPECT_TRUE(special.empty()) << format_date(special.begin()->first) << " has no session";
}

/// The holidays that NYSE Group announced for 2022 to 2027.
constexpr std::string_view kClosed[] = {
    "2022-01-17", "2022-02-21", "2022-04-15", "2022-05-30", "2022-06-20", "2022-07-04",
    "2022-09-05", "2022-11-24", "2022-12-26", "2023-01-02", "2023-01-16", "2023-02-20",
    "2023-04-07", "2023-05-29", "2023-06-19", "2023-07-04", "2023-09-04", "2023-11-23",
    "2023-12-25", "2024-01-01", "2024-01-15", "2024-02-19", "2024-03-29", "2024-05-27",
    "2024-06-19", "2024-07-04", "2024-09-02", "2024-11-28", "2024-12-25", "2025-01-01",
    "2025-01-09", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26", "2025-06-19",
    "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25", "2026-01-01", "2026-01-19",
    "2026-02-16", "2026-04-03", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07",
    "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-15", "2027-03-26",
    "2027-05-31", "2027-06-18", "2027-07-05", "2027-09-06", "2027-11-25", "2027-12-24"};

TEST(Xnys, IsClosedOnTheAnnouncedHolidaysAndNoOtherWeekday) {
  std::set<Timestamp> closed;
  for (const auto text : kClosed) closed.insert(date(text));
  std::int64_t weekdays = 0;
  for (auto day = date("2022-01-01"); day <= date("2027-12-31"); day = day + std::chrono::days(1)) {
    const bool weekend = weekday_from_monday(day) >= 5;
    weekdays += weekend ? 0 : 1;
    EXPECT_EQ(*xnys()->is_session(day), !weekend && !closed.contains(day)) << format_date(day);
  }
  EXPECT_EQ(*xnys()->count_between(date("2022-01-01"), date("2027-12-31")),
            weekdays - std::ssize(kClosed));
}

TEST(Xnys, HasTheEarlyClosesAnnouncedFor2025To2027) {
  for (const auto* text :
       {"2025-07-03", "2025-11-28", "2025-12-24", "2026-11-27", "2026-12-24", "2027-11-26"}) {
    EXPECT_EQ(*xnys()->session_close(date(text)), in_new_york(date(text), hours(13))) << text;
  }
  EXPECT_EQ(*xnys()->session_close(date("2025-12-26")), in_new_york(date("2025-12-26"), kClose));
}

TEST(Xnys, HasTheYearOf252Sessions) {
  EXPECT_EQ(xnys()->sessions_per_year(), 252);
  EXPECT_EQ(xnys()->bars_per_year(Timeframe()), 252);
  EXPECT_EQ(xnys()->bars_per_year(*Timeframe::parse("1m")), 252 * 390);
  EXPECT_EQ(xnys()->bars_per_year(*Timeframe::parse("1h")), 252 * 6.5);
  EXPECT_EQ(xnys()->bars_per_year(*Timeframe::parse("12h")), 252);
  EXPECT_EQ(xnys()->bars_per_year(*Timeframe::parse("1w")), 52);
}

}  // namespace
}  // namespace nautilus::market
