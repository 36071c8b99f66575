// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/adjustment.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"

namespace nautilus::market {
namespace {

Timestamp day(int index) { return from_date(2020, 1, 1) + index * std::chrono::days(1); }

BarSeries series_of(const std::vector<double>& closes) {
  BarSeries series{.key = {"A", {}}};
  for (std::size_t i = 0; i < closes.size(); ++i) {
    const double c = closes[i];
    series.push_back({day(static_cast<int>(i)), c, c + 1, c - 1, c, 100});
  }
  return series;
}

CorporateAction split(int ex, double ratio) {
  return {.symbol = "A", .ex_date = day(ex), .ratio = ratio, .known_at = day(ex)};
}

CorporateAction dividend(int ex, double amount) {
  return {.symbol = "A",
          .type = ActionType::dividend,
          .ex_date = day(ex),
          .amount = amount,
          .known_at = day(ex)};
}

using Actions = std::vector<CorporateAction>;
using Values = std::vector<double>;

AdjustedSeries adjusted(const Values& closes, const Actions& actions, Adjustment adjustment,
                        Timestamp as_of = day(9)) {
  return *adjust(series_of(closes), actions, adjustment, as_of);
}

TEST(Adjust, DividesPricesAndMultipliesVolumesBeforeASplit) {
  // 2:1 on day 1 and 5:1 on day 2: day 0 is in shares of a tenth, day 1 of a fifth.
  const auto view = adjusted({100, 50, 10}, {split(2, 5), split(1, 2)}, Adjustment::split);
  EXPECT_EQ(view.bars.close, (Values{10, 10, 10}));
  EXPECT_EQ(view.bars.volume, (Values{1000, 500, 100}));
  EXPECT_DOUBLE_EQ(view.bars.high[0], 10.1);
  EXPECT_EQ(view.actions, 2);
}

TEST(Adjust, RefusesABarOfSeveralDaysWithAnExDateInside) {
  BarSeries weeks{.key = {"AAPL", *Timeframe::parse("1w")}};
  for (const double c : {91.19, 55.63, 52.38}) {
    weeks.push_back({from_date(2000, 6, 12) + weeks.size() * std::chrono::days(7), c, c, c, c, 1});
  }
  const auto with_ex_date = [&](unsigned date) {
    return adjust(weeks,
                  Actions{{.symbol = "AAPL",
                           .ex_date = from_date(2000, 6, date),
                           .ratio = 2.0,
                           .known_at = from_date(2000, 5, 1)}},
                  Adjustment::split, kLatest);
  };
  EXPECT_EQ(with_ex_date(21).error().code, ErrorCode::conflict);  // A Wednesday.
  EXPECT_NE(with_ex_date(21).error().message.find("1w bar of AAPL that opens 2000-06-19"),
            std::string::npos);
  EXPECT_EQ(with_ex_date(19)->bars.close, (Values{91.19 / 2, 55.63, 52.38}));
}

TEST(Adjust, BeginsTheExDateAtMidnightOfTheExchange) {
  BarSeries hours{.key = {"A", *Timeframe::parse("1h")}, .calendar = *builtin_calendar("XNYS")};
  for (const auto* opened : {"2022-01-20T23:00:00Z", "2022-01-21T04:00:00Z",
                             "2022-01-21T05:00:00Z"}) {  // Midnight in New York.
    hours.push_back({*parse_timestamp(opened), 200, 200, 200, 200, 1});
  }
  const Actions actions{{.symbol = "A",
                         .ex_date = from_date(2022, 1, 21),
                         .ratio = 10.0,
                         .known_at = from_date(2022, 1, 3)}};
  EXPECT_EQ(adjust(hours, actions, Adjustment::split, kLatest)->bars.close, (Values{20, 20, 200}));
  hours.calendar = nullptr;
  EXPECT_EQ(adjust(hours, actions, Adjustment::split, kLatest)->bars.close, (Values{20, 200, 200}));
}

TEST(Adjust, ReinvestsDividendsForTotalReturn) {
  // 2 paid on a close of 100: what was held before counts for 0.98 of its price.
  const Actions actions{dividend(1, 2)};
  EXPECT_EQ(adjusted({100, 98}, actions, Adjustment::total_return).bars.close, (Values{98, 98}));
  EXPECT_EQ(adjusted({100, 98}, actions, Adjustment::total_return).bars.volume, (Values{100, 100}));
  EXPECT_EQ(adjusted({100, 98}, actions, Adjustment::split).bars.close, (Values{100, 98}));
}

TEST(Adjust, TakesADividendPerShareOfAfterASplitOfTheSameDay) {
  // 4:1 and 1 a new share on a close of 100, which is 25 in new shares: 25 (1 - 1/25) = 24.
  const Actions actions{dividend(1, 1), split(1, 4)};
  EXPECT_DOUBLE_EQ(adjusted({100, 24}, actions, Adjustment::total_return).bars.close[0], 24);
}

TEST(Adjust, LeavesPricesRawWhenAskedTo) {
  const auto view = adjusted({100, 50}, {split(1, 2), dividend(1, 3)}, Adjustment::none);
  EXPECT_EQ(view.bars, series_of({100, 50}));
  EXPECT_EQ(view.actions, 0);
}

TEST(Adjust, ChangesNothingBeforeTheExDateOrTheKnowledgeOfIt) {
  auto announced = split(3, 2);
  announced.known_at = day(1);
  const auto first = [&](Timestamp as_of) {
    return adjusted({100, 100}, {announced}, Adjustment::split, as_of).bars.close[0];
  };
  EXPECT_EQ(first(day(3) - std::chrono::nanoseconds(1)), 100);
  EXPECT_EQ(first(day(3)), 50);
  announced.known_at = day(5);
  EXPECT_EQ(first(day(5) - std::chrono::nanoseconds(1)), 100);
  EXPECT_EQ(first(day(5)), 50);
  announced.cancelled = true;
  EXPECT_EQ(first(day(5)), 100);
}

TEST(Adjust, CountsOnlyActionsThatChangeABar) {
  EXPECT_EQ(adjusted({100, 50}, {split(0, 2)}, Adjustment::split).actions, 0);
  EXPECT_EQ(adjusted({}, {split(0, 2), dividend(0, 1)}, Adjustment::total_return).actions, 0);
}

TEST(Adjust, RefusesADividendThatIsNotBelowThePrice) {
  const auto refused =
      adjust(series_of({2, 1}), Actions{dividend(1, 2)}, Adjustment::total_return, day(9));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(refused.error().message,
            "the dividend of A with ex-date 2020-01-02 is 2, not below the price 2 before it: "
            "correct or cancel it, or ask for adjustment none or split");
}

/// Apple's splits and the dividends it declared since 1998 (investor.apple.com/dividend-history).
Actions actions_of_apple() {
  struct Row {
    std::string_view ex_date;
    double figure;
  };
  constexpr std::array splits{Row{"2000-06-21", 2}, Row{"2005-02-28", 2}, Row{"2014-06-09", 7},
                              Row{"2020-08-31", 4}};
  constexpr std::array dividends{
      Row{"2012-08-09", 2.65},  Row{"2012-11-07", 2.65}, Row{"2013-02-07", 2.65},
      Row{"2013-05-09", 3.05},  Row{"2013-08-08", 3.05}, Row{"2013-11-06", 3.05},
      Row{"2014-02-06", 3.05},  Row{"2014-05-08", 3.29}, Row{"2014-08-07", 0.47},
      Row{"2014-11-06", 0.47},  Row{"2015-02-05", 0.47}, Row{"2015-05-07", 0.52},
      Row{"2015-08-06", 0.52},  Row{"2015-11-05", 0.52}, Row{"2016-02-04", 0.52},
      Row{"2016-05-05", 0.57},  Row{"2016-08-04", 0.57}, Row{"2016-11-03", 0.57},
      Row{"2017-02-09", 0.57},  Row{"2017-05-11", 0.63}, Row{"2017-08-10", 0.63},
      Row{"2017-11-10", 0.63},  Row{"2018-02-09", 0.63}, Row{"2018-05-11", 0.73},
      Row{"2018-08-10", 0.73},  Row{"2018-11-08", 0.73}, Row{"2019-02-08", 0.73},
      Row{"2019-05-10", 0.77},  Row{"2019-08-09", 0.77}, Row{"2019-11-07", 0.77},
      Row{"2020-02-07", 0.77},  Row{"2020-05-08", 0.82}, Row{"2020-08-07", 0.82},
      Row{"2020-11-06", 0.205}, Row{"2021-02-05", 0.205}};
  Actions actions;
  for (const auto& [ex_date, ratio] : splits) {
    const auto at = *parse_timestamp(ex_date);
    actions.push_back({.symbol = "AAPL", .ex_date = at, .ratio = ratio, .known_at = at});
  }
  for (const auto& [ex_date, amount] : dividends) {
    const auto at = *parse_timestamp(ex_date);
    actions.push_back({.symbol = "AAPL",
                       .type = ActionType::dividend,
                       .ex_date = at,
                       .amount = amount,
                       .known_at = at});
  }
  return actions;
}

TEST(Adjust, AgreesWithThePublishedAdjustedClosesOfApple) {
  const auto path = shared_folder() + "/data/lean/equity_daily/AAPL.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
  BarSeries raw{.key = {"AAPL", {}}};
  std::vector<double> published;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto cells = nautilus::split(line, ',');
    const auto number = [&](std::size_t i) { return *parse_number(cells[i]); };
    raw.push_back(
        {*parse_timestamp(cells[0]), number(1), number(2), number(3), number(4), number(5)});
    published.push_back(number(6));
  }
  ASSERT_EQ(raw.size(), 5849);
  const auto view =
      *adjust(raw, actions_of_apple(), Adjustment::total_return, from_date(2021, 4, 1));
  EXPECT_EQ(view.actions, 39);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    // The file prints six digits behind the point, the smallest price is 0.09.
    EXPECT_NEAR(view.bars.close[i] / published[i], 1, 6e-6) << format_date(raw.timestamps[i]);
  }
}

}  // namespace
}  // namespace nautilus::market
