// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/calendar_file.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "nautilus/market/calendars/calendar_set.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

constexpr std::string_view kTokyo = R"([[calendars]]
name = "XTKS"
zone = "Asia/Tokyo"
first = 2020-01-01
last = 2020-12-31
open = "09:00"
close = "15:00"
holidays = ["2020-01-01", "2020-01-02", "2020-01-03"]
[calendars.early_closes]
"2020-01-06" = "11:30"
)";

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

Result<std::vector<CalendarPointer>> read(std::string_view toml) {
  NAUTILUS_TRY(const auto document, parse_toml(toml));
  return read_calendars(document);
}

/// The file above with one text in the place of another.
std::string changed(std::string_view from, std::string_view to) {
  std::string text(kTokyo);
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(CalendarFile, MakesCalendarsThatAnswer) {
  const auto calendars = read(kTokyo);
  ASSERT_TRUE(calendars) << calendars.error().message;
  ASSERT_EQ(calendars->size(), 1U);
  const auto& tokyo = *calendars->front();
  EXPECT_FALSE(*tokyo.is_session(at("2020-01-03")));
  EXPECT_EQ(*tokyo.session_close(at("2020-01-06")), at("2020-01-06T02:30:00Z"));
  EXPECT_EQ(**tokyo.session_on(at("2020-01-07")),
            (Session{at("2020-01-07"), at("2020-01-07T00:00:00Z"), at("2020-01-07T06:00:00Z")}));
}

TEST(CalendarFile, TakesSessionsThatOpenTheEveningBefore) {
  const auto calendars =
      read(changed("open = \"09:00\"", "open = 16:30:00\nopens_the_day_before = true"));
  ASSERT_TRUE(calendars) << calendars.error().message;
  EXPECT_EQ((*calendars->front()->session_on(at("2020-01-07")))->open, at("2020-01-06T07:30:00Z"));
}

TEST(CalendarFile, IsJsonAsWell) {
  const auto document = parse_json_document(R"({"calendars": [
    {"name": "X", "zone": "Europe/London", "first": "2020-01-01", "last": "2020-12-31",
     "open": "08:00", "close": "16:30",
     "holidays": ["2020-04-10", "2021-04-02"]}]})");
  const auto refused = read_calendars(*document);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.substr(0, 43), "line 4: calendars.0.holidays.1: must lie wi");
}

struct Broken {
  std::string_view from;
  std::string_view to;
  std::string_view message;  ///< How the error begins.
};

constexpr Broken kBroken[] = {
    {"name = \"XTKS\"", "name = ", "line 2, column "},
    {"name = \"XTKS\"", "", "line 1: calendars.0.name: is required"},
    {"Asia/Tokyo", "Asia/Tokio", "line 3: calendars.0.zone: must be an IANA time zone such as "},
    {"open = \"09:00\"", "open = \"09h30\"", "line 6: calendars.0.open: must be a"},
    {"open = \"09:00\"", "open = \"15:00\"", "line 7: calendars.0.close: of calendar XTKS: "},
    {"holidays =", "holidys =", "line 8: calendars.0.holidys: "},
    {"2020-12-31", "2019-12-31", "line 5: calendars.0.last: must come after first 2020-01-01"},
    {"\"2020-01-03\"", "\"2020-01-02\"",
     "line 8: calendars.0.holidays.2: 2020-01-02 is given twice; remove one"},
    {"\"2020-01-03\"", "\"2021-01-04\"", "line 8: calendars.0.holidays.2: must lie within first "},
    {"\"2020-01-06\" =", "\"2020-01-02\" =",
     "line 10: calendars.0.early_closes.2020-01-02: has no session to shorten"},
    {"\"2020-01-06\" =", "\"2020-01-05\" =",
     "line 10: calendars.0.early_closes.2020-01-05: has no session to shorten"},
    {"\"2020-01-06\" =", "\"2020-02-30\" =",
     "line 10: calendars.0.early_closes.2020-02-30: '2020-"},
    {"11:30", "25:00", "line 10: calendars.0.early_closes.2020-01-06: must be a time from 00:00"},
    {"XTKS", "XNYS", "line 2: calendars.0.name: XNYS is built in; choose another name"},
    {"XTKS", "Tokyo/1", "line 2: calendars.0.name: may hold letters, digits and . _ - only"},
};

TEST(CalendarFile, NamesLineFieldAndRemedyOfEveryFault) {
  for (const auto& each : kBroken) {
    const auto refused = read(changed(each.from, each.to));
    ASSERT_FALSE(refused) << each.to;
    EXPECT_EQ(refused.error().message.substr(0, each.message.size()), each.message);
  }
}

TEST(CalendarFile, RefusesANameGivenTwice) {
  const auto refused = read(std::string(kTokyo) + std::string(kTokyo));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "line 12: calendars.1.name: XTKS is given twice; rename or remove one");
}

TEST(CalendarSet, HoldsTheBuiltInOnesAndThoseOfAFile) {
  const storage::TemporaryFolder folder;
  std::ofstream(folder.file("calendars.toml")) << kTokyo;
  const auto set = CalendarSet::open(folder.file("calendars.toml"));
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->names(), (std::vector<std::string>{"XNYS", "CMES", "FX", "24/7", "XTKS"}));
  EXPECT_EQ((*set->find("XTKS"))->zone(), "Asia/Tokyo");
  EXPECT_EQ((*set->find("24-7"))->name(), "24/7");
  EXPECT_EQ(set->find("XLON").error().message,
            "no calendar 'XLON' is known, only XNYS, CMES, FX, 24/7, XTKS");
  EXPECT_EQ(CalendarSet::open(folder.file("none.toml")).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace nautilus::market
