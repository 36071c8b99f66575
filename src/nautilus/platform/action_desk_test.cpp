// SPDX-License-Identifier: MIT
#include "nautilus/platform/action_desk.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using market::Adjustment;
using testing::ElementsAre;
using testing::HasSubstr;

class ActionDeskTest : public testing::Test, protected EngineFixture {
 protected:
  ActionDesk& desk() { return engine_->market().actions(); }

  Result<market::ActionReport> send(std::string_view csv, const ActionIngestQuery& query = {}) {
    return desk().record(kTester, "text/csv", csv, query);
  }

  std::vector<double> closes(const BarsQuery& query) {
    std::vector<double> closes;
    const auto answer = *engine_->market().bars(query);
    for (const auto& each : answer.bars) closes.push_back(each.close);
    return closes;
  }

  FeaturesAnswer features(const FeaturesQuery& query) {
    return *engine_->features().compute(query, {});
  }

  /// Closes of 700, 70 and 70 on the first three days; a split of 10:1 on the second.
  void hold_a_split() {
    hold("GE", std::vector{bar(0, 700), bar(1, 70), bar(2, 70)});
    ASSERT_TRUE(send("symbol,type,ex_date,ratio\nGE,split,2010-01-05,10\n"));
  }

  static market::Bar bar(int index, double close) {
    return {day(index), close, close, close, close, 100};
  }
};

TEST_F(ActionDeskTest, ShowsBarsAsAskedFor) {
  hold_a_split();
  EXPECT_THAT(closes({.symbol = "GE"}), ElementsAre(700, 70, 70));
  EXPECT_THAT(closes({.symbol = "GE", .adjustment = Adjustment::split}), ElementsAre(70, 70, 70));
  EXPECT_THAT(closes({.symbol = "GE", .as_of = day(1), .adjustment = Adjustment::split}),
              ElementsAre(70));
  const auto before = day(1) - std::chrono::nanoseconds(1);
  EXPECT_THAT(closes({.symbol = "GE", .as_of = before, .adjustment = Adjustment::split}),
              ElementsAre());
}

TEST_F(ActionDeskTest, TakesEveryNameOfTheInstrument) {
  ASSERT_TRUE(engine_->instruments().put(
      kTester, {{{.instrument_id = "META.NASDAQ",
                  .aliases = {{.symbol = "FB", .to = from_date(2020, 6, 9)}}}}}));
  hold("FB", std::vector{bar(0, 700), bar(1, 70)});
  ASSERT_TRUE(send("symbol,type,ex_date,ratio\nMETA.NASDAQ,split,2010-01-05,10\n"));
  EXPECT_THAT(closes({.symbol = "META", .adjustment = Adjustment::split}), ElementsAre(70, 70));
  for (const std::string name : {"META", "META.NASDAQ", "FB"}) {
    EXPECT_EQ(desk().list({.symbol = name})->total_actions, 1) << name;
  }
  // The same action under another name is no second one.
  EXPECT_EQ(send("symbol,type,ex_date,ratio\nFB,split,2010-01-05,10\n")->unchanged, 1);
}

TEST_F(ActionDeskTest, PagesThroughAdjustedBarsOnce) {
  hold_a_split();
  ASSERT_TRUE(send("symbol,type,ex_date,amount\nGE,dividend,2010-01-06,7\n"));
  BarsQuery query{.symbol = "GE", .limit = 1, .adjustment = Adjustment::total_return};
  std::vector<double> seen;
  for (int page = 0; page < 3; ++page) {
    const auto answer = *engine_->market().bars(query);
    ASSERT_EQ(answer.bars.size(), 1);
    seen.push_back(answer.bars.front().close);
    EXPECT_EQ(answer.next_cursor.has_value(), page < 2);
    query.cursor = answer.next_cursor;
  }
  // 7 on 70 leaves 0.9 of what was before.
  EXPECT_THAT(seen, ElementsAre(testing::DoubleEq(63), testing::DoubleEq(63), 70));
}

TEST_F(ActionDeskTest, TellsWhoKeepsFiguresOfAChange) {
  hold_a_split();
  const auto version = engine_->market().version_of({"GE", {}});
  ASSERT_TRUE(send("symbol,type,ex_date,ratio\nGE,split,2010-01-05,10\n"));
  EXPECT_EQ(engine_->market().version_of({"GE", {}}), version);
  ASSERT_TRUE(send("symbol,type,ex_date,ratio\nGE,split,2010-01-06,2\n"));
  EXPECT_EQ(engine_->market().version_of({"GE", {}}), version + 1);
}

TEST_F(ActionDeskTest, WritesAnAuditRecord) {
  hold_a_split();
  EXPECT_EQ(audit()[0].action, "market.actions");
  EXPECT_EQ(audit()[0].after, R"({"accepted":1,"corrected":0,"unchanged":0,"rejected":0})");
}

TEST_F(ActionDeskTest, StoresNothingOfABodyWithAWrongRow) {
  constexpr std::string_view mixed =
      "symbol,type,ex_date,ratio\nGE,split,2010-01-05,10\nGE,split,2010-01-05,11\n";
  const auto refused = send(mixed);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().faults.front().location, ElementsAre("1", "ratio"));
  EXPECT_THAT(refused.error().message,
              HasSubstr("line 3: ratio: contradicts the split of GE on 2010-01-05 in line 2"));
  EXPECT_EQ(desk().list({})->total_actions, 0);
  EXPECT_EQ(send(mixed, {.partial = true})->rejected.size(), 1);
  EXPECT_EQ(desk().list({})->total_actions, 1);
}

TEST_F(ActionDeskTest, KeepsAnAnswerNoLongerThanUntilAnAnnouncedSplit) {
  hold("GE", std::vector{bar(0, 700)});
  ASSERT_TRUE(send("symbol,type,ex_date,ratio\nGE,split,2021-01-02,10\n"));
  EXPECT_EQ(*engine_->market().valid_until({"GE", {}}), from_date(2021, 1, 2));
  EXPECT_EQ(features({.symbol = "GE"}).adjustment, Adjustment::split);
  EXPECT_EQ(engine_->market().history({"GE", {}})->bars.close.front(), 700);
  clock_.set(from_date(2021, 1, 2));
  EXPECT_EQ(engine_->market().history({"GE", {}})->bars.close.front(), 70);
}

TEST_F(ActionDeskTest, TakesASplitForNoLoss) {
  const auto random = daily_bars(300);
  auto bars = random;
  for (std::size_t i = 0; i < 150; ++i) {
    for (auto* price : {&bars[i].open, &bars[i].high, &bars[i].low, &bars[i].close}) *price *= 7;
  }
  hold("AAPL", bars);
  const auto calculate = [&] {
    return *engine_->risk().value_at_risk({.method = "historical"},
                                          {.portfolio = Shares{{"AAPL", 1}}});
  };
  const auto raw = calculate();
  EXPECT_EQ(raw.adjustment, Adjustment::none);
  ASSERT_EQ(raw.warnings.size(), 1);
  const auto ex_date = format_date(bars[150].timestamp);
  ASSERT_TRUE(send("symbol,type,ex_date,ratio\nAAPL,split," + ex_date + ",7:1\n"));
  const auto told = calculate();
  EXPECT_EQ(told.adjustment, Adjustment::split);
  EXPECT_TRUE(told.warnings.empty());
  hold("SAME", random);
  const auto expected =
      *engine_->risk().value_at_risk({.method = "historical"}, {.portfolio = Shares{{"SAME", 1}}});
  EXPECT_NEAR(told.value_at_risk, expected.value_at_risk, 1e-12 * expected.portfolio_value);
}

/// Apple around its 7:1 split, which was known to nobody here until 2014-06-12.
class AppleTest : public ActionDeskTest {
 protected:
  void SetUp() override {
    const auto path = shared_folder() + "/data/lean/equity_daily/AAPL.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "test data not present";
    clock_.set(from_date(2021, 4, 1));  // The file ends on 2021-03-31.
    SilentProgress progress;
    const auto report =
        engine_->market().ingest_file(kTester, path, {.symbol = "AAPL"}, progress, {});
    ASSERT_TRUE(report) << report.error().message;
    clock_.set(from_date(2014, 6, 13));
  }

  void tell_of_the_split() {
    ASSERT_TRUE(
        send("symbol,type,ex_date,ratio,known_at\n"
             "AAPL,split,2014-06-09,7:1,2014-06-12T12:00:00Z\n"));
  }
};

TEST_F(AppleTest, KeepsFeaturesOfBeforeASplitThatBecomesKnownLater) {
  const FeaturesQuery before{.symbol = "AAPL", .as_of = from_date(2014, 6, 7)};
  const FeaturesQuery untold{.symbol = "AAPL", .as_of = from_date(2014, 6, 12)};
  const auto features_before = features(before);
  const auto features_untold = features(untold);
  tell_of_the_split();
  EXPECT_EQ(features(before).features, features_before.features);
  EXPECT_EQ(features(untold).features, features_untold.features);
  EXPECT_EQ(features_before.timestamp, from_date(2014, 6, 7));

  const auto raw = features({.symbol = "AAPL", .adjustment = Adjustment::none});
  const auto told = features({.symbol = "AAPL"});
  EXPECT_EQ(told.adjustment, Adjustment::split);
  EXPECT_LT(raw.features.at("momentum").at("price_momentum_5"), -0.8);
  // Closes of 2014-06-05 and 2014-06-12: 647.35 and 92.26.
  EXPECT_NEAR(told.features.at("momentum").at("price_momentum_5"), 92.26 / (647.35 / 7) - 1, 1e-12);
}

TEST_F(AppleTest, ShowsAnAdjustedHistoryOnceTheSplitIsKnown) {
  tell_of_the_split();
  const auto close_of_june_6 = [&](std::optional<Timestamp> as_of) {
    return closes({.symbol = "AAPL",
                   .from = from_date(2014, 6, 6),
                   .as_of = as_of,
                   .limit = 1,
                   .adjustment = Adjustment::split})
        .front();
  };
  EXPECT_EQ(close_of_june_6(from_date(2014, 6, 12)), 645.57);
  EXPECT_DOUBLE_EQ(close_of_june_6(std::nullopt), 645.57 / 7);
  EXPECT_THAT(closes({.symbol = "AAPL", .from = from_date(2014, 6, 6), .limit = 2}),
              ElementsAre(645.57, 93.7));
}

}  // namespace
}  // namespace nautilus::platform
