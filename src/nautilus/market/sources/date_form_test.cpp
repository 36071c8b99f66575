// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/date_form.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/market/sources/number_form.hpp"
#include "nautilus/market/sources/row_times.hpp"

namespace nautilus::market {
namespace {

struct Written {
  std::string text;
  DateForm form;
  std::string meaning;  ///< In the usual form; empty where it is no time.
};

TEST(DateForm, ReadsEachWayOfWritingATime) {
  const std::vector<Written> table{
      {"2020-04-17", DateForm::iso, "2020-04-17"},
      {"2020-04-17 13:30", DateForm::iso, "2020-04-17T13:30:00Z"},
      {"2020-04-17T13:30:00.25", DateForm::iso, "2020-04-17T13:30:00.25Z"},
      {"2013-02-01 00:00:00+01:00", DateForm::iso, "2013-01-31T23:00:00Z"},
      {"20200417", DateForm::compact, "2020-04-17"},
      {"20200417 13:30", DateForm::compact, "2020-04-17T13:30:00Z"},
      {"20200417 133059", DateForm::compact, "2020-04-17T13:30:59Z"},
      {"17/04/2020", DateForm::day_first, "2020-04-17"},
      {"17.04.2020 09:05:01", DateForm::day_first, "2020-04-17T09:05:01Z"},
      {"4/17/20 9:30 PM", DateForm::month_first, "2020-04-17T21:30:00Z"},
      {"12/31/1999 12:00 AM", DateForm::month_first, "1999-12-31T00:00:00Z"},
      {"3-Dec-10", DateForm::month_name, "2010-12-03"},
      {"11 February 2009", DateForm::month_name, "2009-02-11"},
      {"Apr 17, 2020", DateForm::month_name, "2020-04-17"},
      {"1587130200", DateForm::seconds, "2020-04-17T13:30:00Z"},
      {"1587130200123", DateForm::milliseconds, "2020-04-17T13:30:00.123Z"},
      {"1587130200123456", DateForm::microseconds, "2020-04-17T13:30:00.123456Z"},
      {"1587130200123456789", DateForm::nanoseconds, "2020-04-17T13:30:00.123456789Z"},
      {"9999-01-01", DateForm::iso, ""},
      {"99990101", DateForm::compact, ""},
      {"30/02/2020", DateForm::day_first, ""},
      {"13/13/2020", DateForm::month_first, ""},
      {"2020-04-17 25:00", DateForm::iso, ""},
      {"13:00 PM", DateForm::month_first, ""},
      {"3-Dez-10", DateForm::month_name, ""},
  };
  for (const auto& [text, form, meaning] : table) {
    const auto time = read_time(text, form);
    ASSERT_EQ(time.has_value(), !meaning.empty()) << text;
    if (time) {
      EXPECT_EQ(time->at, *parse_timestamp(meaning)) << text;
    }
  }
}

TEST(DateForm, IsFoundOutFromTheTimesThemselves) {
  const auto detect = [](std::vector<std::string_view> texts) { return detect_date_form(texts); };
  EXPECT_EQ(*detect({"2020-04-17", "2020-04-18"}), DateForm::iso);
  EXPECT_EQ(*detect({"03/04/2020", "17/04/2020"}), DateForm::day_first);
  EXPECT_EQ(*detect({"03/04/2020", "04/17/2020"}), DateForm::month_first);
  EXPECT_EQ(*detect({"19991231"}), DateForm::compact);
  EXPECT_EQ(*detect({"1587130200"}), DateForm::seconds);
  EXPECT_EQ(*detect({"1587130200123"}), DateForm::milliseconds);
  EXPECT_NE(detect({"03/04/2020", "05/06/2020"}).error().message.find("day_first or month_first"),
            std::string::npos);
  EXPECT_FALSE(detect({"yesterday"}));
}

TEST(RowTimes, TakeTheTimeOfDayInTheZoneOfTheFile) {
  auto times = *RowTimes::make(DateForm::iso, "America/New_York");
  EXPECT_EQ(*times.read("2020-01-02 09:30", 2), *parse_timestamp("2020-01-02T14:30:00Z"));
  EXPECT_EQ(*times.read("2020-07-01", "09:30", 3), *parse_timestamp("2020-07-01T13:30:00Z"));
  EXPECT_EQ(*times.read("2020-03-06 16:00", 4), *parse_timestamp("2020-03-06T21:00:00Z"));
  EXPECT_EQ(*times.read("2020-03-09 16:00", 5), *parse_timestamp("2020-03-09T20:00:00Z"));
  EXPECT_EQ(*times.read("2020-07-01", 6), from_date(2020, 7, 1));  // A date is no time of day.
  // On 2020-03-08 clocks went from 02:00 to 03:00, on 2020-11-01 from 02:00 back to 01:00.
  EXPECT_FALSE(times.read("2020-03-08 02:30", 7));
  EXPECT_FALSE(times.read("2020-11-01 01:30", 8));
  EXPECT_EQ(*times.read("2020-03-08 03:00", 9), *parse_timestamp("2020-03-08T07:00:00Z"));
}

TEST(RowTimes, NameWhatIsWrongWithAZone) {
  EXPECT_EQ(RowTimes::make(DateForm::iso, "Mars/Olympus").error().code, ErrorCode::not_found);
  auto without = *RowTimes::make(DateForm::iso, std::nullopt);
  EXPECT_NE(without.read("2020-01-02 09:30", 2).error().message.find("--zone"), std::string::npos);
  auto mixed = *RowTimes::make(DateForm::iso, "UTC");
  ASSERT_TRUE(mixed.read("2020-01-02 09:30", 2));
  EXPECT_EQ(mixed.read("2020-01-02T09:31:00Z", 3).error().message.substr(0, 47),
            "line 3 names its zone and line 2 does not: give");
}

TEST(NumberForm, IsFoundOutAndRead) {
  const auto detect = [](std::vector<std::string_view> texts) { return detect_number_form(texts); };
  EXPECT_EQ(*detect({"1.5", "1234", "1.234"}), NumberForm{});
  EXPECT_EQ(*detect({"1,5", "1234,25"}), (NumberForm{',', '\0'}));
  EXPECT_EQ(*detect({"1.234,5", "12"}), (NumberForm{',', '.'}));
  EXPECT_EQ(*detect({"1,234.5", "1,234"}), (NumberForm{'.', ','}));
  EXPECT_EQ(*detect({"1,234,567", "12"}), (NumberForm{'.', ','}));
  EXPECT_EQ(*detect({"12345,678"}), (NumberForm{',', '\0'}));
  EXPECT_NE(detect({"1,234", "12"}).error().message.find("--decimal"), std::string::npos);

  EXPECT_EQ(read_number("1.234,5", {',', '.'}), 1234.5);
  EXPECT_EQ(read_number("-1,234,567.25", {'.', ','}), -1234567.25);
  EXPECT_EQ(read_number("0,5", {',', '\0'}), 0.5);
  EXPECT_EQ(read_number("12,34.5", {'.', ','}), std::nullopt);
  EXPECT_EQ(read_number("1,2345", {'.', ','}), std::nullopt);
  EXPECT_EQ(read_number("abc", {',', '.'}), std::nullopt);
}

}  // namespace
}  // namespace nautilus::market
