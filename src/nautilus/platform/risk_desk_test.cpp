// SPDX-License-Identifier: MIT
#include "nautilus/platform/risk_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Shares kShares{{"GE", -50}, {"SP500", 10}};
const VarQuery kQuery{.confidence_level = 0.95, .horizon_days = 1, .method = "historical"};

class RiskDeskTest : public testing::Test, protected EngineFixture {
 protected:
  RiskDeskTest() {
    hold("SP500", sp500_);
    hold("GE", ge_);
  }

  Result<VarAnswer> var(const VarRequest& request, const VarQuery& query = kQuery) {
    return engine_->risk().value_at_risk(query, request);
  }

  void store(const portfolio::Portfolio& portfolio) {
    ASSERT_TRUE(engine_->portfolios().put(kTester, portfolio));
  }

  /// The figure by hand: the first `count` bars of both symbols, which have the same days.
  risk::HistoricalVar by_hand(std::size_t count) {
    risk::AlignedCloses history{.symbols = {"GE", "SP500"}, .closes = {{}, {}}};
    for (std::size_t i = 0; i < count; ++i) {
      history.timestamps.push_back(sp500_[i].timestamp + std::chrono::hours(24));
      history.closes[0].push_back(ge_[i].close);
      history.closes[1].push_back(sp500_[i].close);
    }
    const std::vector<risk::Exposure> exposures{{"GE", -50 * ge_[count - 1].close},
                                                {"SP500", 10 * sp500_[count - 1].close}};
    return *risk::historical_var(exposures, history, {.confidence_level = 0.95});
  }

  std::vector<market::Bar> sp500_ = daily_bars(400, 1);
  std::vector<market::Bar> ge_ = daily_bars(400, 2);
};

TEST_F(RiskDeskTest, AnswersTheHistoricalFigureOfTheAlignedCloses) {
  const auto expected = by_hand(400);
  const auto answer = *var({.portfolio = kShares});
  EXPECT_EQ(answer.value_at_risk, expected.value_at_risk);
  EXPECT_EQ(answer.expected_shortfall, expected.expected_shortfall);
  EXPECT_GT(answer.value_at_risk, 0);
  EXPECT_EQ(answer.portfolio_value, -50 * ge_.back().close + 10 * sp500_.back().close);
  EXPECT_EQ(answer.timestamp, day(400));
  EXPECT_EQ(answer.scenario_analysis.observations, 399);
  EXPECT_EQ(answer.portfolio_id, "request");
}

TEST_F(RiskDeskTest, UsesNoMoreHistoryThanTheSettingsSay) {
  settings_.risk.historical_window = 150;
  reopen();
  EXPECT_EQ(var({.portfolio = kShares})->scenario_analysis.observations, 150);
}

TEST_F(RiskDeskTest, UsesTheDaysThatAllSymbolsHave) {
  const auto late = daily_bars(300, 3);
  hold("LATE", late);
  const auto answer = *var({.portfolio = Shares{{"LATE", 1}, {"SP500", 1}}});
  EXPECT_EQ(answer.scenario_analysis.observations, 299);
  EXPECT_EQ(answer.timestamp, day(300));
}

TEST_F(RiskDeskTest, SharesSumToTheWhole) {
  const auto answer = *var({.portfolio = kShares});
  EXPECT_NEAR(answer.component_var.at("GE") + answer.component_var.at("SP500"),
              answer.value_at_risk, 1e-9);
}

TEST_F(RiskDeskTest, SeesNothingAfterTheTimeAskedFor) {
  auto query = kQuery;
  query.as_of = day(301) - std::chrono::nanoseconds(1);
  const auto answer = *var({.portfolio = kShares}, query);
  EXPECT_EQ(answer.value_at_risk, by_hand(300).value_at_risk);
  EXPECT_EQ(answer.timestamp, day(300));
}

TEST_F(RiskDeskTest, CountsCashInTheValueAndNotInTheRisk) {
  store({.positions = kShares});
  const auto without = *var({});
  store({.positions = kShares, .cash = {{"USD", 5000}}});
  const auto with = *var({});
  EXPECT_EQ(with.value_at_risk, without.value_at_risk);
  EXPECT_NEAR(with.portfolio_value, without.portfolio_value + 5000, 1e-9);
}

TEST_F(RiskDeskTest, FindsNoRiskInCashAlone) {
  store({.cash = {{"USD", 5000}}});
  const auto answer = *var({});
  EXPECT_EQ(answer.value_at_risk, 0);
  EXPECT_EQ(answer.portfolio_value, 5000);
  EXPECT_EQ(answer.timestamp, clock_.now());
}

TEST_F(RiskDeskTest, SaysOfAStoredPortfolioWhatItSaysOfTheSameOneGiven) {
  store({.portfolio_id = "pairs", .positions = kShares});
  const auto stored = *var({.portfolio_id = "pairs"});
  EXPECT_EQ(stored.portfolio_id, "pairs");
  EXPECT_EQ(stored.value_at_risk, var({.portfolio = kShares})->value_at_risk);
}

TEST_F(RiskDeskTest, KnowsNoUnknownSymbolOrPortfolio) {
  const auto symbol = var({.portfolio = Shares{{"NOT_HELD", 1}}});
  EXPECT_EQ(symbol.error().code, ErrorCode::not_found);
  EXPECT_THAT(symbol.error().message, HasSubstr("NOT_HELD"));
  EXPECT_EQ(var({}).error().code, ErrorCode::not_found);
}

TEST_F(RiskDeskTest, RefusesWhatTheDataDoNotAllow) {
  auto query = kQuery;
  query.confidence_level = 0.999;  // Needs a thousand scenarios.
  EXPECT_EQ(var({.portfolio = kShares}, query).error().code, ErrorCode::insufficient_data);
  const std::vector<market::Bar> elsewhere{{from_date(2019, 1, 1), 1, 1, 1, 1, 1}};
  hold("ELSEWHERE", elsewhere);
  const auto apart = var({.portfolio = Shares{{"ELSEWHERE", 1}, {"GE", 1}}});
  EXPECT_THAT(apart.error().message, HasSubstr("no day in common"));
}

TEST_F(RiskDeskTest, RecordsWhatItIssues) {
  const auto answer = *var({.portfolio = kShares});
  auto query = kQuery;
  query.as_of = day(300);
  ASSERT_TRUE(var({.portfolio = kShares}, query));
  EXPECT_EQ(first_text("SELECT count(*) FROM var_calculations"), "1");
  const auto transaction = *engine_->database().read();
  const auto row = *transaction->prepare("SELECT timestamp, portfolio_id FROM var_calculations");
  ASSERT_TRUE(*row->step());
  EXPECT_EQ(row->integer(0), answer.timestamp.nanoseconds);
  EXPECT_EQ(row->text(1), "request");
}

TEST_F(RiskDeskTest, RecordsNothingAsAReader) {
  const auto reader = *open(Access::reader);
  EXPECT_TRUE(reader->risk().value_at_risk(kQuery, {.portfolio = kShares}));
  EXPECT_EQ(first_text("SELECT count(*) FROM var_calculations"), "0");
}

TEST_F(RiskDeskTest, ShowsEveryConfiguredFigureThatTheDataAllow) {
  store({.positions = kShares});
  const auto metrics = *engine_->risk().metrics();
  ASSERT_EQ(metrics.figures.size(), 6);  // Three horizons at 0.95 and at 0.99; 0.999 needs more.
  EXPECT_EQ(metrics.figures[0].value_at_risk, by_hand(400).value_at_risk);
  EXPECT_EQ(metrics.figures[5].confidence_level, 0.99);
  EXPECT_EQ(metrics.figures[5].horizon_days, 10);
}

TEST_F(RiskDeskTest, SaysWhyNoFigureCanBeShown) {
  EXPECT_EQ(engine_->risk().metrics().error().code, ErrorCode::not_found);
  hold("NEW", daily_bars(50, 4));
  store({.positions = {{"NEW", 1}}});
  EXPECT_EQ(engine_->risk().metrics().error().code, ErrorCode::insufficient_data);
}

Result<VarRequest> read(std::string_view text) { return VarRequest::from_json(*json::parse(text)); }

TEST(VarRequest, IsNothingAMapOrAnObject) {
  EXPECT_EQ(read("null")->portfolio, std::nullopt);
  EXPECT_EQ(read("null")->portfolio_id, "default");
  EXPECT_EQ(read(R"({"GE":-50,"SP500":10})")->portfolio, kShares);
  EXPECT_EQ(read(R"({"portfolio":{"GE":-50,"SP500":10}})")->portfolio, kShares);
  EXPECT_EQ(read(R"({"portfolio_id":"pairs"})")->portfolio_id, "pairs");
  // A number under that name is a holding of that symbol.
  EXPECT_EQ(read(R"({"portfolio":5})")->portfolio, (Shares{{"portfolio", 5}}));
}

TEST(VarRequest, RefusesEveryOtherShape) {
  for (const auto* text : {"[]", "{}", "5", R"({"GE":"many"})", R"({"portfolio":"all"})",
                           R"({"portfolio_id":"pairs","cash":5})"}) {
    EXPECT_FALSE(read(text)) << text;
  }
}

}  // namespace
}  // namespace nautilus::platform
