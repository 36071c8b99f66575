// SPDX-License-Identifier: MIT
#include "nautilus/risk/historical_var.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::risk {
namespace {

using testing::HasSubstr;

/// Correlated daily prices of A, B, C, ...
AlignedCloses prices(std::size_t symbols, std::size_t rows, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  AlignedCloses history;
  for (std::size_t i = 0; i < symbols; ++i) history.symbols.emplace_back(1, char('A' + i));
  history.closes.assign(symbols, std::vector<double>(rows, 100.0));
  for (std::size_t row = 0; row < rows; ++row) {
    history.timestamps.push_back(from_date(2010, 1, 1) + std::chrono::hours(24 * row));
    const double common = normal(random);
    for (std::size_t i = 0; i < symbols && row > 0; ++i) {
      const double move = 0.01 * (0.6 * common + 0.8 * normal(random));
      history.closes[i][row] = history.closes[i][row - 1] * (1 + move);
    }
  }
  return history;
}

std::vector<Exposure> random_exposures(std::size_t symbols, std::mt19937_64& random) {
  std::normal_distribution<double> normal(0, 1e5);
  std::vector<Exposure> exposures;
  for (std::size_t i = 0; i < symbols; ++i)
    exposures.push_back({std::string(1, char('A' + i)), normal(random)});
  return exposures;
}

/// Losses by compounding daily returns one by one, worst first.
std::vector<double> losses_slowly(const std::vector<Exposure>& exposures,
                                  const AlignedCloses& history, std::size_t horizon) {
  std::vector<double> losses;
  for (std::size_t start = 0; start + horizon < history.timestamps.size(); ++start) {
    double loss = 0;
    for (const Exposure& exposure : exposures) {
      const auto& closes = history.closes[std::size_t(exposure.symbol[0] - 'A')];
      double growth = 1;
      for (std::size_t day = start; day < start + horizon; ++day) {
        growth *= 1 + (closes[day + 1] / closes[day] - 1);
      }
      loss -= exposure.value * (growth - 1);
    }
    losses.push_back(loss);
  }
  std::sort(losses.rbegin(), losses.rend());
  return losses;
}

TEST(HistoricalVar, EqualsTheSlowVersionAtEveryLevelAndHorizon) {
  std::mt19937_64 random(9);
  const AlignedCloses history = prices(4, 611, 21);
  for (const int horizon : {1, 5, 10}) {
    for (const double tail_percent : {1.0, 2.5, 5.0, 10.0}) {
      const std::vector<Exposure> exposures = random_exposures(4, random);
      const auto answer = historical_var(
          exposures, history,
          {.confidence_level = 1 - tail_percent / 100, .horizon_days = horizon, .window_days = 0});
      ASSERT_TRUE(answer);
      const std::vector<double> losses = losses_slowly(exposures, history, std::size_t(horizon));
      const double k = static_cast<double>(losses.size()) * tail_percent / 100;
      const auto whole = static_cast<std::size_t>(std::floor(k + 1e-9));
      double sum = (k - double(whole)) * losses[whole];
      for (std::size_t i = 0; i < whole; ++i) sum += losses[i];
      EXPECT_NEAR(answer->value_at_risk, losses[whole], 1e-7);
      EXPECT_NEAR(answer->expected_shortfall, sum / k, 1e-7);
      EXPECT_EQ(answer->observations, std::int64_t(losses.size()));
      EXPECT_NEAR(answer->worst.front().loss, losses.front(), 1e-7);
    }
  }
}

TEST(HistoricalVar, MeasuresAHorizonFromCloseToClose) {
  // 100 -> 90 -> 99 -> 99 -> ...: the worst two days are 100 to 99 and 90 to 99 is the best; no
  // two-day stretch shows the day's 10 %. 1 % of 1000 currency is lost once.
  AlignedCloses history = prices(1, 103, 1);
  std::fill(history.closes[0].begin(), history.closes[0].end(), 99.0);
  history.closes[0][0] = 100;
  history.closes[0][1] = 90;
  const std::vector<Exposure> exposures{{"A", 1000}};
  const auto two_days =
      historical_var(exposures, history, {.confidence_level = 0.99, .horizon_days = 2});
  ASSERT_TRUE(two_days);
  EXPECT_EQ(two_days->observations, 101);
  EXPECT_EQ(two_days->independent_observations, 51);
  EXPECT_NEAR(two_days->worst[0].loss, 10, 1e-10);
  EXPECT_EQ(two_days->worst[0].from, history.timestamps[0]);
  EXPECT_EQ(two_days->worst[0].to, history.timestamps[2]);
  const auto one_day = historical_var(exposures, history, {.confidence_level = 0.99});
  EXPECT_NEAR(one_day->worst[0].loss, 100, 1e-10);
}

TEST(HistoricalVar, SplitsIntoComponentsThatSumToTheWhole) {
  std::mt19937_64 random(31);
  const AlignedCloses history = prices(6, 700, 3);
  for (int trial = 0; trial < 50; ++trial) {
    const std::vector<Exposure> exposures = random_exposures(6, random);
    const auto answer = historical_var(exposures, history, {.confidence_level = 0.975});
    ASSERT_TRUE(answer);
    double var = 0;
    double shortfall = 0;
    for (const RiskShare& share : answer->shares) {
      var += share.component_var;
      shortfall += share.component_expected_shortfall;
      EXPECT_DOUBLE_EQ(share.component_var, share.marginal_var * share.value);
    }
    EXPECT_NEAR(var / answer->value_at_risk, 1, 1e-12);
    EXPECT_NEAR(shortfall / answer->expected_shortfall, 1, 1e-12);
  }
}

TEST(HistoricalVar, HasMarginalsThatForetellAChangeOfTheShortfall) {
  const AlignedCloses history = prices(3, 500, 8);
  std::vector<Exposure> exposures{{"A", 1e6}, {"B", -4e5}, {"C", 2e5}};
  const auto before = historical_var(exposures, history);
  exposures[1].value += 1;  // Too little to change which scenarios lie in the tail.
  const auto after = historical_var(exposures, history);
  ASSERT_TRUE(before && after);
  EXPECT_NEAR(after->expected_shortfall - before->expected_shortfall,
              before->shares[1].marginal_expected_shortfall, 1e-9);
  EXPECT_NEAR(after->value_at_risk - before->value_at_risk, before->shares[1].marginal_var, 1e-9);
}

TEST(HistoricalVar, IsHomogeneousAndItsShortfallSubAdditive) {
  std::mt19937_64 random(77);
  const AlignedCloses history = prices(5, 400, 13);
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<Exposure> one = random_exposures(5, random);
    const std::vector<Exposure> other = random_exposures(5, random);
    std::vector<Exposure> doubled = one;
    std::vector<Exposure> together = one;
    for (std::size_t i = 0; i < 5; ++i) {
      doubled[i].value *= 2;
      together[i].value += other[i].value;
    }
    const HistoricalVarQuestion question{.confidence_level = 0.97};
    const auto of_one = historical_var(one, history, question);
    const auto of_other = historical_var(other, history, question);
    const auto of_doubled = historical_var(doubled, history, question);
    const auto of_together = historical_var(together, history, question);
    ASSERT_TRUE(of_one && of_other && of_doubled && of_together);
    EXPECT_EQ(of_doubled->value_at_risk, 2 * of_one->value_at_risk);
    EXPECT_EQ(of_doubled->expected_shortfall, 2 * of_one->expected_shortfall);
    EXPECT_LE(of_together->expected_shortfall,
              of_one->expected_shortfall + of_other->expected_shortfall + 1e-6);
    EXPECT_GE(of_one->expected_shortfall, of_one->value_at_risk);
  }
}

TEST(HistoricalVar, DoesNotDependOnTheOrderOfPositions) {
  std::mt19937_64 random(5);
  const AlignedCloses history = prices(5, 400, 2);
  std::vector<Exposure> exposures = random_exposures(5, random);
  const auto forward = historical_var(exposures, history);
  std::reverse(exposures.begin(), exposures.end());
  const auto backward = historical_var(exposures, history);
  ASSERT_TRUE(forward && backward);
  EXPECT_NEAR(forward->value_at_risk, backward->value_at_risk, 1e-8);
  EXPECT_NEAR(forward->expected_shortfall, backward->expected_shortfall, 1e-8);
  EXPECT_NEAR(forward->shares[0].component_var, backward->shares[4].component_var, 1e-8);
  EXPECT_EQ(forward->worst[0].to, backward->worst[0].to);
}

TEST(HistoricalVar, ConvergesToTheClosedFormOfTheGaussian) {
  // r ~ N(0, 1 %). At 99 %: z = 2.326348, density there phi = 0.0266521. VaR = z x 1 %, ES = phi /
  // 0.01 x 1 %. Standard error of the sample quantile: sqrt(.01 x .99 / n) / phi; of the shortfall,
  // from the same asymptotics, below 1.5 times that. Three standard errors at n = 200,000.
  AlignedCloses history;
  history.symbols = {"A"};
  history.closes.resize(1);
  std::mt19937_64 random(123);
  std::normal_distribution<double> normal(0, 0.01);
  const std::size_t n = 200'000;
  double close = 100;
  for (std::size_t row = 0; row <= n; ++row) {
    history.timestamps.push_back({std::int64_t(row)});
    history.closes[0].push_back(close);
    close *= 1 + normal(random);
  }
  const auto answer =
      historical_var(std::vector<Exposure>{{"A", 1.0}}, history, {.confidence_level = 0.99});
  ASSERT_TRUE(answer);
  const double density = 0.0266521;
  const double error = 0.01 * std::sqrt(0.01 * 0.99 / double(n)) / density;
  EXPECT_NEAR(answer->value_at_risk, 0.02326348, 3 * error);
  EXPECT_NEAR(answer->expected_shortfall, 0.01 * density / 0.01, 4.5 * error);
}

TEST(HistoricalVar, ReportsAPortfolioThatAlwaysGainsAsANegativeLoss) {
  AlignedCloses history = prices(1, 151, 1);
  for (std::size_t row = 1; row < 151; ++row) {
    history.closes[0][row] = history.closes[0][row - 1] * 1.01;
  }
  const auto gains = historical_var(std::vector<Exposure>{{"A", 100}}, history);
  ASSERT_TRUE(gains);
  EXPECT_NEAR(gains->value_at_risk, -1, 1e-9);
  EXPECT_NEAR(gains->expected_shortfall, -1, 1e-9);
  const auto loses = historical_var(std::vector<Exposure>{{"A", -100}}, history);
  EXPECT_NEAR(loses->value_at_risk, 1, 1e-9);
}

TEST(HistoricalVar, IsZeroWhereNothingIsAtRisk) {
  AlignedCloses history = prices(2, 200, 1);
  const auto nothing_held = historical_var({}, history);
  ASSERT_TRUE(nothing_held);
  EXPECT_EQ(nothing_held->value_at_risk, 0);
  EXPECT_EQ(nothing_held->observations, 0);
  const auto flat = historical_var(std::vector<Exposure>{{"A", 0}, {"B", 0}}, history);
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->expected_shortfall, 0);
  std::fill(history.closes[0].begin(), history.closes[0].end(), 7.0);
  const auto still = historical_var(std::vector<Exposure>{{"A", 1e6}}, history);
  ASSERT_TRUE(still);
  EXPECT_EQ(still->value_at_risk, 0);
  EXPECT_THAT(json::write(*still), testing::Not(HasSubstr("null")));
}

TEST(HistoricalVar, UsesTheMostRecentScenariosOfTheWindow) {
  const AlignedCloses history = prices(2, 500, 6);
  const std::vector<Exposure> exposures{{"A", 1e5}, {"B", 1e5}};
  const auto answer = historical_var(exposures, history, {.window_days = 250});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->observations, 250);
  EXPECT_EQ(answer->from, history.timestamps[249]);
  EXPECT_EQ(answer->to, history.timestamps[499]);
  AlignedCloses recent = history;
  recent.timestamps.erase(recent.timestamps.begin(), recent.timestamps.begin() + 249);
  for (auto& closes : recent.closes) closes.erase(closes.begin(), closes.begin() + 249);
  EXPECT_EQ(historical_var(exposures, recent)->value_at_risk, answer->value_at_risk);
}

TEST(HistoricalVar, SaysHowManyScenariosItNeedsAndHas) {
  const std::vector<Exposure> exposures{{"A", 1e5}};
  EXPECT_TRUE(historical_var(exposures, prices(1, 101, 1)));
  const auto few = historical_var(exposures, prices(1, 100, 1));
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().code, ErrorCode::insufficient_data);
  EXPECT_THAT(few.error().message, HasSubstr("needs 100 scenarios, 99 are held"));
  const auto far = historical_var(exposures, prices(1, 500, 1), {.confidence_level = 0.999});
  EXPECT_THAT(far.error().message, HasSubstr("needs 1000 scenarios, 499 are held"));
  const auto window = historical_var(exposures, prices(1, 500, 1), {.window_days = 60});
  EXPECT_THAT(window.error().message, HasSubstr("60 are in the window"));
  EXPECT_EQ(historical_var(exposures, prices(1, 5, 1), {.horizon_days = 10}).error().code,
            ErrorCode::insufficient_data);
}

TEST(HistoricalVar, NamesWhatIsWrongWithTheQuestion) {
  const AlignedCloses history = prices(1, 200, 1);
  const std::vector<Exposure> exposures{{"A", 1e5}};
  for (const double level : {0.0, 1.0, -0.5, 1.5, std::nan("")}) {
    EXPECT_EQ(historical_var(exposures, history, {.confidence_level = level}).error().code,
              ErrorCode::invalid_argument);
  }
  EXPECT_FALSE(historical_var(exposures, history, {.horizon_days = 0}));
  EXPECT_FALSE(historical_var(exposures, history, {.window_days = -1}));
  const auto unknown = historical_var(std::vector<Exposure>{{"Z", 1}}, history);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  EXPECT_THAT(unknown.error().message, HasSubstr("'Z'"));
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(historical_var(std::vector<Exposure>{{"A", infinity}}, history));
}

}  // namespace
}  // namespace nautilus::risk
