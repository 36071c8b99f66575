// SPDX-License-Identifier: MIT
#include "nautilus/regime/hindsight_labeller.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/regime/detail/history_file.hpp"

namespace nautilus::regime {
namespace {

using detail::History;
using detail::read_cells;
using detail::sp500;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string& shared() {
  static const std::string folder = shared_folder();
  return folder;
}

/// A market that rises steadily with small alternating moves.
std::vector<double> calm_closes(std::size_t bars, double drift, double wobble) {
  std::vector<double> closes{100};
  for (std::size_t i = 1; i < bars; ++i) {
    closes.push_back(closes.back() * (1 + drift + (i % 2 == 0 ? wobble : -wobble)));
  }
  return closes;
}

TEST(HindsightLabeller, EqualsTheGoldenLabelsOfTheSp500DayByDay) {
  const auto golden = read_cells(shared() + "/science/golden_hd6_sp500_2000_2020.csv");
  const History history = sp500(shared(), "2000-01-03", "2020-04-17");
  if (golden.empty() || history.closes.empty()) GTEST_SKIP() << "test data not present";
  ASSERT_EQ(golden.size(), 5105U);
  ASSERT_EQ(history.closes.size(), golden.size());

  const auto dating = date_in_hindsight(history.closes);
  ASSERT_TRUE(dating);
  for (std::size_t i = 0; i < golden.size(); ++i) {
    ASSERT_EQ(history.dates[i], golden[i][0]);
    ASSERT_EQ(to_word(dating->labels[i]), golden[i][1]) << golden[i][0];
  }
  EXPECT_EQ(dating->episodes.size(), 42U);
  EXPECT_NEAR(dating->reference_volatility, 0.1343, 0.00005);
  std::vector<std::string> legs;
  for (const BearLeg& leg : dating->bear_legs) {
    legs.push_back(history.dates[leg.peak] + " " + history.dates[leg.trough]);
  }
  EXPECT_THAT(legs,
              ElementsAre("2000-03-24 2002-10-09", "2007-10-09 2009-03-09", "2011-04-29 2011-10-03",
                          "2018-09-20 2018-12-24", "2020-02-19 2020-03-23"));
}

TEST(HindsightLabeller, FindsTheSixteenBearMarketsOfTheSp500SinceTheWar) {
  const History history = sp500(shared(), "1950-01-01", "2023-12-31");
  if (history.closes.empty()) GTEST_SKIP() << "test data not present";
  const auto dating = date_in_hindsight(history.closes, 0.1343);
  ASSERT_TRUE(dating);
  std::vector<std::string> trough_years;
  for (const BearLeg& leg : dating->bear_legs) {
    trough_years.push_back(history.dates[leg.trough].substr(0, 4));
  }
  EXPECT_THAT(trough_years,
              ElementsAre("1957", "1962", "1966", "1970", "1974", "1978", "1982", "1987", "1990",
                          "1998", "2002", "2009", "2011", "2018", "2020", "2022"));
}

TEST(HindsightLabeller, SeesASteadyRiseAsBullAndAFlatMarketAsSideways) {
  const auto rise = date_in_hindsight(calm_closes(300, 0.002, 0.005), 0.1);
  ASSERT_TRUE(rise);
  EXPECT_THAT(rise->episodes, ElementsAre(Episode{0, 300, Regime::bull}));
  const auto flat = date_in_hindsight(calm_closes(300, 0.0, 0.005), 0.1);
  ASSERT_TRUE(flat);
  EXPECT_THAT(flat->episodes, ElementsAre(Episode{0, 300, Regime::sideways}));
}

TEST(HindsightLabeller, CallsClosesThatNeverMoveSidewaysOnceTheReferenceIsGiven) {
  const std::vector<double> still(100, 50.0);
  const auto dating = date_in_hindsight(still, 0.15);
  ASSERT_TRUE(dating);
  EXPECT_THAT(dating->episodes, ElementsAre(Episode{0, 100, Regime::sideways}));

  const auto unknown = date_in_hindsight(still);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::insufficient_data);
  EXPECT_THAT(unknown.error().message, HasSubstr("reference_volatility"));
}

TEST(HindsightLabeller, DoesNotDependOnTheUnitOfThePrices) {
  // Powers of two scale without rounding; the logarithm of the ratio is what may differ by a bit.
  std::vector<double> closes = calm_closes(400, 0.0005, 0.01);
  for (std::size_t i = 200; i < 240; ++i) closes[i] *= 1 - 0.008 * static_cast<double>(i - 199);
  const auto once = date_in_hindsight(closes);
  for (double& close : closes) close *= 1024;
  const auto scaled = date_in_hindsight(closes);
  ASSERT_TRUE(once && scaled);
  EXPECT_EQ(once->labels, scaled->labels);
  EXPECT_GT(once->episodes.size(), 2U);
}

TEST(HindsightLabeller, NamesTheCloseThatIsNoPrice) {
  for (const double bad : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::infinity()}) {
    std::vector<double> closes(100, 50.0);
    closes[17] = bad;
    const auto dating = date_in_hindsight(closes, 0.15);
    ASSERT_FALSE(dating);
    EXPECT_EQ(dating.error().code, ErrorCode::invalid_argument);
    ASSERT_EQ(dating.error().faults.size(), 1U);
    EXPECT_THAT(dating.error().faults[0].location, ElementsAre("closes", "17"));
  }
}

TEST(HindsightLabeller, AsksForEnoughBarsAndAPositiveReference) {
  const std::vector<double> closes = calm_closes(kMinimumBars, 0.001, 0.005);
  EXPECT_TRUE(date_in_hindsight(closes));
  const auto few = date_in_hindsight(std::span(closes).first(kMinimumBars - 1));
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().code, ErrorCode::insufficient_data);
  EXPECT_THAT(few.error().message, HasSubstr("63 are held"));
  EXPECT_FALSE(date_in_hindsight({}));
  for (const double bad : {0.0, -0.1, std::nan("")}) EXPECT_FALSE(date_in_hindsight(closes, bad));
}

}  // namespace
}  // namespace nautilus::regime
