// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/builtin_calendars.hpp"

#include <gtest/gtest.h>

#include "nautilus/market/calendars/us_holidays.hpp"

namespace nautilus::market {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

CalendarPointer calendar(std::string_view name) { return *builtin_calendar(name); }

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

Session session(std::string_view date, std::string_view open, std::string_view close) {
  return {at(date), at(open), at(close)};
}

std::string closes_in_chicago(const char* date, const char* utc) {
  const auto close = calendar("CMES")->session_close(at(date));
  if (!close) return std::string(date) + ": " + close.error().message;
  return *close == at(utc) ? "" : std::string(date) + " closes " + format_timestamp(*close);
}

TEST(Calendars, OpenAndCloseWithTheClocksOfTheirZone) {
  const auto xnys = calendar("XNYS");  // Clocks changed on 2020-03-08 and 2020-11-01.
  EXPECT_EQ(**xnys->session_on(at("2020-03-06")),
            session("2020-03-06", "2020-03-06T14:30:00Z", "2020-03-06T21:00:00Z"));
  EXPECT_EQ(**xnys->session_on(at("2020-03-09")),
            session("2020-03-09", "2020-03-09T13:30:00Z", "2020-03-09T20:00:00Z"));
  EXPECT_EQ(**xnys->session_on(at("2020-10-30")),
            session("2020-10-30", "2020-10-30T13:30:00Z", "2020-10-30T20:00:00Z"));
  EXPECT_EQ(**xnys->session_on(at("2020-11-02")),
            session("2020-11-02", "2020-11-02T14:30:00Z", "2020-11-02T21:00:00Z"));
}

TEST(ForeignExchange, TradesFromSundayEveningToFridayEveningInNewYork) {
  const auto fx = calendar("FX");
  EXPECT_EQ(**fx->session_on(at("2020-03-06")),
            session("2020-03-06", "2020-03-05T22:00:00Z", "2020-03-06T22:00:00Z"));
  // The clocks went forward on Sunday morning, before the week opened.
  EXPECT_EQ(**fx->session_on(at("2020-03-09")),
            session("2020-03-09", "2020-03-08T21:00:00Z", "2020-03-09T21:00:00Z"));
  EXPECT_EQ(fx->session_of(at("2020-03-07T12:00:00Z")), nullptr);
  EXPECT_EQ(fx->session_of(at("2020-03-06T21:59:59Z"))->date, at("2020-03-06"));
  EXPECT_EQ(fx->session_of(at("2020-03-08T21:00:00Z"))->date, at("2020-03-09"));
  EXPECT_EQ(fx->first_closing_after(at("2020-03-06T22:00:00Z"))->date, at("2020-03-09"));
  EXPECT_EQ(fx->last_closed_by(at("2020-03-08T23:00:00Z"))->date, at("2020-03-06"));
  EXPECT_EQ(fx->sessions_per_year(), 261);
  EXPECT_EQ(fx->bars_per_year(*Timeframe::parse("1h")), 261 * 24);
}

TEST(Continuous, HasEveryDayOfUtc) {
  const auto continuous = calendar("24/7");
  EXPECT_EQ(continuous, calendar("24-7"));
  EXPECT_EQ(*continuous->count_between(at("2020-01-01"), at("2020-12-31")), 366);
  EXPECT_EQ(**continuous->session_on(at("2020-02-29")),
            session("2020-02-29", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z"));
  EXPECT_EQ(continuous->bars_per_year(Timeframe()), 365);
  EXPECT_EQ(continuous->bars_per_year(*Timeframe::parse("1m")), 365 * 1440);
}

TEST(ChicagoMercantileExchange, ClosesForAnHourEachDay) {
  const auto cmes = calendar("CMES");
  EXPECT_EQ(**cmes->session_on(at("2020-01-15")),
            session("2020-01-15", "2020-01-14T23:00:00Z", "2020-01-15T22:00:00Z"));
  EXPECT_EQ(cmes->session_of(at("2020-01-15T22:30:00Z")), nullptr);
  EXPECT_EQ(cmes->session_length(), hours(23));
  // Monday's session opens on Sunday.
  EXPECT_EQ((*cmes->session_on(at("2020-07-13")))->open, at("2020-07-12T22:00:00Z"));
}

/// CME Group's Globex holiday calendars; equity index futures.
TEST(ChicagoMercantileExchange, KeepsItsHolidays) {
  const auto cmes = calendar("CMES");
  for (const auto* closed : {"2020-01-01", "2020-04-10", "2020-12-25", "2022-04-15", "2022-12-26",
                             "2023-01-02", "2024-03-29"}) {
    EXPECT_FALSE(*cmes->is_session(at(closed))) << closed;
  }
  EXPECT_EQ(closes_in_chicago("2020-01-20", "2020-01-20T18:00:00Z"), "");  // King.
  EXPECT_EQ(closes_in_chicago("2020-07-03", "2020-07-03T17:00:00Z"), "");  // Independence.
  EXPECT_EQ(closes_in_chicago("2020-11-26", "2020-11-26T18:00:00Z"), "");  // Thanksgiving.
  EXPECT_EQ(closes_in_chicago("2020-11-27", "2020-11-27T18:15:00Z"), "");
  EXPECT_EQ(closes_in_chicago("2020-12-24", "2020-12-24T18:15:00Z"), "");
  EXPECT_EQ(closes_in_chicago("2021-04-02", "2021-04-02T13:15:00Z"), "");  // Good Friday, jobs.
  EXPECT_EQ(closes_in_chicago("2022-06-20", "2022-06-20T17:00:00Z"), "");  // Juneteenth.
  EXPECT_EQ(closes_in_chicago("2025-01-09", "2025-01-09T14:30:00Z"), "");  // Carter.
}

TEST(Calendars, NameThoseThereAre) {
  const auto unknown = builtin_calendar("XLON");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_EQ(unknown.error().message, "no calendar 'XLON' is known, only XNYS, CMES, FX, 24/7");
}

/// A table of Easter dates: US Census Bureau, 1990 to 2035.
TEST(UsHolidays, KnowEaster) {
  for (const auto* easter :
       {"1990-04-15", "1997-03-30", "2000-04-23", "2008-03-23", "2011-04-24", "2016-03-27",
        "2018-04-01", "2024-03-31", "2025-04-20", "2026-04-05", "2035-03-25"}) {
    const int year = std::stoi(std::string(easter).substr(0, 4));
    EXPECT_EQ(format_date(us::at_midnight(us::easter_sunday(year))), easter);
  }
}

class EveryCalendar : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryCalendar, HasSessionsThatAscendAndNeverOverlap) {
  const auto all = calendar(GetParam())->all();
  ASSERT_GT(all.size(), 4000U);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_LT(all[i].open, all[i].close);
    EXPECT_EQ(all[i].date, start_of_day(all[i].date));
    if (i == 0) continue;
    EXPECT_LT(all[i - 1].date, all[i].date);
    EXPECT_LE(all[i - 1].close, all[i].open);
  }
}

TEST_P(EveryCalendar, CountsAsGoingFromSessionToSessionDoes) {
  const auto shared = calendar(GetParam());
  const auto from = at("2019-12-30");
  const auto to = at("2021-02-03");
  std::int64_t counted = *shared->is_session(from) ? 1 : 0;
  auto session = shared->next(from);
  for (; session && session->date <= to; session = shared->next(session->date)) {
    ++counted;
    EXPECT_EQ(shared->next(shared->previous(session->date)->date)->date, session->date);
  }
  EXPECT_EQ(*shared->count_between(from, to), counted);
  EXPECT_EQ(std::ssize(*shared->sessions(from, to)), counted);
}

TEST_P(EveryCalendar, KnowsNothingOutsideItsDates) {
  const auto shared = calendar(GetParam());
  const auto late = shared->last() + std::chrono::days(1);
  EXPECT_EQ(shared->is_session(late).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(shared->next(shared->last()).error().code, ErrorCode::not_found);
  EXPECT_NE(shared->sessions(shared->first(), late)
                .error()
                .message.find(format_date(shared->first()) + " to " + format_date(shared->last())),
            std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Builtin, EveryCalendar,
                         testing::ValuesIn(builtin_calendar_names().begin(),
                                           builtin_calendar_names().end()),
                         [](const auto& each) {
                           return each.param == "24/7" ? "continuous" : std::string(each.param);
                         });

CalendarRules rules_of_tokyo() {
  return {.name = "XTKS",
          .zone = "Asia/Tokyo",
          .first = at("2020-01-01"),
          .last = at("2020-12-31"),
          .open = hours(9),
          .close = hours(15),
          .weekdays = {true, true, true, true, true, false, false},
          .holidays = {},
          .late_opens = {},
          .early_closes = {}};
}

TEST(MakeCalendar, RefusesAnUnknownZoneNamingANearOne) {
  auto rules = rules_of_tokyo();
  rules.zone = "Asia/Tokio";
  const auto made = make_calendar(rules);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("'Asia/Tokio' (did you mean 'Asia/Tokyo'?)"),
            std::string::npos)
      << made.error().message;
}

TEST(MakeCalendar, RefusesHoursThatMakeNoSession) {
  auto rules = rules_of_tokyo();
  rules.early_closes[at("2020-05-07")] = hours(9);
  const auto made = make_calendar(rules);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("2020-05-07"), std::string::npos) << made.error().message;
  rules.early_closes.clear();
  rules.open = minutes(-1440);
  rules.close = minutes(60);
  EXPECT_NE(make_calendar(rules).error().message.find("opens before"), std::string::npos);
}

}  // namespace
}  // namespace nautilus::market
