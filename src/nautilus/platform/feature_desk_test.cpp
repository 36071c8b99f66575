// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_desk.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/telemetry/log.hpp"

namespace nautilus::platform {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

using Groups = std::vector<std::string>;

class FeatureDeskTest : public testing::Test, protected EngineFixture {
 protected:
  Result<FeaturesAnswer> compute(const FeaturesQuery& query, const FeaturesRequest& request = {}) {
    return engine_->features().compute(query, request);
  }

  FeaturesAnswer of_sp500() { return *compute({.symbol = "SP500"}); }

  std::vector<market::Bar> bars_ = daily_bars(250);
};

TEST_F(FeatureDeskTest, SaysWhetherAnAnswerWasComputedBefore) {
  hold("SP500", bars_);
  const auto first = of_sp500();
  const auto second = of_sp500();
  EXPECT_FALSE(first.cache_hit);
  EXPECT_TRUE(second.cache_hit);
  EXPECT_EQ(second.features, first.features);
  EXPECT_EQ(engine_->features().stats().cache_hit_rate, 0.5);
}

TEST_F(FeatureDeskTest, ComputesAnewAfterACorrection) {
  hold("SP500", bars_);
  const auto before = of_sp500();
  bars_.back().close *= 0.9;
  bars_.back().low = bars_.back().close;
  hold("SP500", bars_);
  const auto after = of_sp500();
  EXPECT_FALSE(after.cache_hit);
  EXPECT_NE(after.features.at("trend").at("sma_5"), before.features.at("trend").at("sma_5"));
}

TEST_F(FeatureDeskTest, TakesOnlyTheNewBarsInAndSaysSo) {
  hold("SP500", std::span(bars_).first(248));
  EXPECT_EQ(of_sp500().bars_taken_in, 248);
  hold("SP500", bars_);
  const auto answer = of_sp500();
  EXPECT_EQ(answer.bars_taken_in, 2);
  EXPECT_EQ(answer.features, compute({.symbol = "NOT_HELD"}, {.bars = bars_})->features);
}

TEST_F(FeatureDeskTest, HasAfterALateAndACorrectedBarTheFiguresOfABuildFromScratch) {
  auto late = bars_;
  late.erase(late.begin() + 200);
  hold("SP500", late);
  (void)of_sp500();
  bars_[240].volume *= 2;
  hold("SP500", bars_);
  const auto answer = of_sp500();
  EXPECT_LT(answer.bars_taken_in, 250);
  reopen();
  const auto anew = of_sp500();
  EXPECT_EQ(anew.bars_taken_in, 250);
  EXPECT_EQ(answer.features, anew.features);
  EXPECT_EQ(answer.missing, anew.missing);
}

TEST_F(FeatureDeskTest, LeavesTheRunningStateInFrontWhenThePastIsAskedFor) {
  hold("SP500", std::span(bars_).first(249));
  (void)of_sp500();
  EXPECT_EQ(compute({.symbol = "SP500", .as_of = day(100)})->bars_taken_in, 100);
  hold("SP500", bars_);
  EXPECT_EQ(of_sp500().bars_taken_in, 1);
}

TEST_F(FeatureDeskTest, ComputesAnewWhenAnAnswerIsTooOld) {
  hold("SP500", bars_);
  (void)of_sp500();
  clock_.advance(std::chrono::seconds(300));
  EXPECT_FALSE(of_sp500().cache_hit);
}

TEST_F(FeatureDeskTest, AveragesTheLastCloses) {
  hold("SP500", bars_);
  double sum = 0;
  for (std::size_t i = bars_.size() - 5; i < bars_.size(); ++i) sum += bars_[i].close;
  EXPECT_NEAR(of_sp500().features.at("trend").at("sma_5"), sum / 5, 1e-9);
}

TEST_F(FeatureDeskTest, SaysOfBarsInTheBodyWhatItSaysOfBarsHeld) {
  hold("SP500", bars_);
  const auto answer = *compute({.symbol = "NOT_HELD"}, {.bars = bars_});
  EXPECT_EQ(answer.symbol, "NOT_HELD");
  EXPECT_EQ(answer.features, of_sp500().features);
  EXPECT_FALSE(compute({.symbol = "NOT_HELD"}, {.bars = bars_})->cache_hit);
}

TEST_F(FeatureDeskTest, NamesThePlaceOfAWrongBarInTheBody) {
  auto wrong = bars_;
  wrong[3].close = -1;
  const auto unsound = compute({.symbol = "A"}, {.bars = wrong});
  EXPECT_THAT(unsound.error().faults.front().location, ElementsAre("body", "bars", "3", "close"));
  const auto twice = compute({.symbol = "A"}, {.bars = {{bars_[0], bars_[0]}}});
  EXPECT_EQ(twice.error().faults.front().type, "out_of_order");
}

TEST_F(FeatureDeskTest, SeesNothingAfterTheTimeAskedFor) {
  hold("SP500", bars_);
  hold("SHORT", std::span(bars_).first(220));
  const auto then = *compute({.symbol = "SP500", .as_of = day(221) - std::chrono::nanoseconds(1)});
  EXPECT_EQ(then.timestamp, day(220));
  EXPECT_EQ(then.window.bars, 220);
  EXPECT_EQ(then.features, compute({.symbol = "SHORT"})->features);
}

TEST_F(FeatureDeskTest, TakesNoTimeForNoTimeAtAll) {
  hold("SP500", bars_);
  (void)of_sp500();
  const auto at_the_epoch = compute({.symbol = "SP500", .as_of = Timestamp{0}});
  ASSERT_FALSE(at_the_epoch);
  EXPECT_EQ(at_the_epoch.error().code, ErrorCode::insufficient_data);
}

TEST_F(FeatureDeskTest, LeavesOutWhatCountsInYearsWhereBarsAreNotDaily) {
  const auto hourly = *market::Timeframe::parse("1h");
  hold("SP500", bars_, hourly);
  const auto answer = *compute({.symbol = "SP500", .timeframe = hourly});
  EXPECT_THAT(answer.missing.at("volatility_30"), HasSubstr("daily"));
  EXPECT_THAT(answer.missing.at("return_1d"), HasSubstr("daily"));
  const auto own = *compute({.symbol = "SP500", .timeframe = hourly},
                            {.expressions = {{"day", "return_1d * 2"}, {"bar", "close * 2"}}});
  EXPECT_THAT(own.missing.at("day"), HasSubstr("sessions"));
  EXPECT_TRUE(own.features.at("expressions").contains("bar"));
  EXPECT_FALSE(answer.features.at("volatility").contains("volatility_30"));
  EXPECT_TRUE(answer.features.at("trend").contains("sma_5"));
  EXPECT_EQ(answer.timestamp, day(249) + std::chrono::hours(1));
  EXPECT_TRUE(
      compute({.symbol = "SP500", .timeframe = hourly}, {.feature_groups = Groups{"price"}}));
}

TEST_F(FeatureDeskTest, SaysWhyAFeatureHasNoValueYet) {
  hold("SP500", std::span(bars_).first(100));
  const auto answer = of_sp500();
  EXPECT_TRUE(answer.missing.contains("sma_200"));
  EXPECT_TRUE(answer.features.at("trend").contains("sma_50"));
}

TEST_F(FeatureDeskTest, ComputesTheGroupsAskedFor) {
  hold("SP500", bars_);
  const auto answer = *compute({.symbol = "SP500"}, {.feature_groups = Groups{"trend", "volume"}});
  EXPECT_THAT(answer.feature_groups, ElementsAre("trend", "volume"));
  EXPECT_EQ(answer.features.size(), 2);
}

TEST_F(FeatureDeskTest, NamesAnUnknownGroupInTheBody) {
  hold("SP500", bars_);
  (void)compute({.symbol = "SP500"}, {.feature_groups = Groups{"trend", "volume"}});
  const auto answer = compute({.symbol = "SP500"}, {.feature_groups = Groups{"trend,volume"}});
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().faults.front().location, ElementsAre("body", "feature_groups", "0"));
}

TEST_F(FeatureDeskTest, TakesTheSymbolFromTheQueryOrTheBody) {
  hold("SP500", bars_);
  EXPECT_EQ(compute({}, {.symbol = "SP500"})->symbol, "SP500");
  const auto neither = compute({});
  EXPECT_THAT(neither.error().faults.front().location, ElementsAre("query", "symbol"));
  EXPECT_EQ(compute({.symbol = "SP50"}).error().code, ErrorCode::not_found);
}

TEST(FeaturesRequest, IsNothingAListOfGroupsOrAnObject) {
  const auto read = [](std::string_view text) {
    return FeaturesRequest::from_json(*json::parse(text));
  };
  EXPECT_EQ(read("null")->feature_groups, std::nullopt);
  EXPECT_THAT(*read(R"(["trend"])")->feature_groups, ElementsAre("trend"));
  EXPECT_EQ(read(R"({"symbol":"GE"})")->symbol, "GE");
  EXPECT_FALSE(read("5"));
  EXPECT_FALSE(read(R"({"symbols":"GE"})"));
}

TEST_F(FeatureDeskTest, CountsTheCatalogue) {
  const auto stats = engine_->features().stats();
  EXPECT_GE(stats.features, 30);
  EXPECT_EQ(stats.cache_hit_rate, std::nullopt);
}

TEST_F(FeatureDeskTest, SaysOfEveryBarWhatItSaidWhenThatBarWasTheLast) {
  hold("SP500", bars_);
  const auto table = *engine_->features().every_bar({.symbol = "SP500"}, {});
  ASSERT_EQ(table.bars.size(), bars_.size());
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(table.features, name) -
                                    table.features.begin());
  };
  for (const std::size_t bar : {100UL, 249UL}) {
    EXPECT_EQ(table.bars[bar].timestamp, bars_[bar].timestamp);
    const auto then = *compute({.symbol = "SP500", .as_of = table.bars[bar].known_at});
    EXPECT_EQ(table.bars[bar].values[column("rsi_14")], then.features.at("momentum").at("rsi_14"));
    EXPECT_EQ(table.bars[bar].values[column("sma_20")], then.features.at("trend").at("sma_20"));
  }
  EXPECT_EQ(table.bars[0].values[column("sma_20")], std::nullopt);
}

class OwnFeaturesTest : public FeatureDeskTest {
 protected:
  Result<FeaturesAnswer> formulas(features::NamedExpressions expressions) {
    return compute({.symbol = "SP500"}, {.expressions = std::move(expressions)});
  }

  void declare(const std::string& text) {
    settings_.features.expressions_file = folder_.file("own.toml");
    std::ofstream(settings_.features.expressions_file) << text;
  }
};

TEST_F(OwnFeaturesTest, AreAnsweredAloneOrBesideGroups) {
  hold("SP500", bars_);
  const auto alone = *formulas({{"body", "close - open"}});
  EXPECT_THAT(alone.feature_groups, ElementsAre("expressions"));
  EXPECT_EQ(alone.features.at("expressions").at("body"), bars_.back().close - bars_.back().open);
  const auto beside = *compute({.symbol = "SP500"}, {.feature_groups = Groups{"trend"},
                                                     .expressions = {{"twice", "sma_5 * 2"}}});
  EXPECT_THAT(beside.feature_groups, ElementsAre("trend", "expressions"));
  EXPECT_EQ(beside.features.at("expressions").at("twice"),
            2 * beside.features.at("trend").at("sma_5"));
  EXPECT_NE(beside.feature_set_version, alone.feature_set_version);
}

TEST_F(OwnFeaturesTest, AreRememberedByTheirFormulas) {
  hold("SP500", bars_);
  EXPECT_FALSE(formulas({{"mine", "close"}})->cache_hit);
  EXPECT_TRUE(formulas({{"mine", "close"}})->cache_hit);
  EXPECT_FALSE(formulas({{"mine", "open"}})->cache_hit);
  EXPECT_FALSE(of_sp500().cache_hit);
}

TEST_F(OwnFeaturesTest, NameThePlaceOfWhatIsWrong) {
  hold("SP500", bars_);
  const auto error = formulas({{"mine", "close +"}}).error();
  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_THAT(error.faults.front().location, ElementsAre("body", "expressions", "mine"));
  EXPECT_THAT(error.faults.front().message, HasSubstr("column 8"));
  EXPECT_THAT(formulas({{"sma_5", "close"}}).error().faults.front().message,
              HasSubstr("choose another"));
}

TEST_F(OwnFeaturesTest, AreMissingWhereTheyCountYearsThatAreNotKnown) {
  const market::Timeframe hourly = *market::Timeframe::parse("1h");
  hold("SP500", bars_, hourly);
  const auto answer =
      *compute({.symbol = "SP500", .timeframe = hourly},
               {.expressions = {{"a", "volatility(20) * 2"}, {"b", "volatility(20, 1000)"}}});
  EXPECT_THAT(answer.missing.at("a"), HasSubstr("bars in a year"));
  EXPECT_TRUE(answer.features.at("expressions").contains("b"));
}

TEST_F(OwnFeaturesTest, OfTheSettingsAreInTheCatalogueAndInEveryAnswer) {
  declare("pull = \"close / sma(close, 20) - 1\"\n");
  reopen();
  hold("SP500", bars_);
  EXPECT_TRUE(of_sp500().features.at("expressions").contains("pull"));
  const auto only = *compute({.symbol = "SP500"}, {.feature_groups = Groups{"expressions"}});
  EXPECT_EQ(only.total_features, 1);
  const auto catalog = *engine_->features().catalog();
  const auto& described =
      *std::ranges::find(catalog.features, "pull", &features::FeatureDescription::name);
  EXPECT_EQ(described.expression, "close / sma(close, 20) - 1");
  EXPECT_EQ(described.warm_up, 19);
  EXPECT_EQ(described.parts, 5);  // close, its mean, their ratio, 1 and the difference.
  EXPECT_THAT(formulas({{"pull", "close"}}).error().faults.front().message,
              HasSubstr("choose another"));
}

TEST_F(OwnFeaturesTest, OfTheSettingsAreRefusedWithFileAndLine) {
  declare("fine = \"close\"\nwrong = \"closs\"\n");
  const auto refused = open(Access::reader);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("features.expressions_file"),
                                             HasSubstr("own.toml"), HasSubstr("line 2")));
  EXPECT_THAT(describe(refused.error().faults.front()), HasSubstr("did you mean 'close'"));
}

/// A server's desk, which saves and records.
class KeepingFeatureDeskTest : public FeatureDeskTest {
 protected:
  class Silence final : public telemetry::LogSink {
   public:
    Result<void> write(std::string_view /*lines*/) override { return {}; }
    Result<void> reopen() override { return {}; }
  };

  void restart() {
    reopen();
    engine_->features().keep(engine_->database(), log_);
  }

  std::int64_t count(std::string_view sql) {
    const auto transaction = *engine_->database().read();
    const auto statement = *transaction->prepare(sql);
    EXPECT_TRUE(*statement->step());
    return statement->integer(0);
  }

  telemetry::Logger log_{std::make_unique<Silence>(), {}, clock_};
};

TEST_F(KeepingFeatureDeskTest, GoesOnAfterARestart) {
  restart();
  hold("SP500", std::span(bars_).first(248));
  EXPECT_EQ(of_sp500().bars_taken_in, 248);
  restart();
  hold("SP500", bars_);
  const auto answer = of_sp500();
  EXPECT_EQ(answer.bars_taken_in, 2);
  EXPECT_EQ(answer.features, compute({.symbol = "NOT_HELD"}, {.bars = bars_})->features);
}

TEST_F(KeepingFeatureDeskTest, ComputesFromAllBarsWhereTheSavedStateIsDamaged) {
  restart();
  hold("SP500", bars_);
  const auto before = of_sp500();
  reopen();
  for (const auto& each :
       std::filesystem::directory_iterator(settings_.data_dir + "/feature_states")) {
    std::fstream file(each.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2000);
    file.put('?');
  }
  restart();
  const auto after = of_sp500();
  EXPECT_EQ(after.bars_taken_in, 250);
  EXPECT_EQ(after.features, before.features);
}

TEST_F(KeepingFeatureDeskTest, RecordsEachGroupOnce) {
  restart();
  hold("SP500", bars_);
  const auto answer = of_sp500();
  (void)of_sp500();  // Out of the cache.
  clock_.advance(std::chrono::hours(1));
  (void)of_sp500();  // No bar is new.
  (void)compute({.symbol = "SP500", .as_of = day(100)});
  engine_->features().wait_until_recorded();
  EXPECT_EQ(count("SELECT count(*) FROM feature_batches"), std::ssize(answer.features));
  EXPECT_EQ(
      count("SELECT count(*) FROM feature_batches WHERE symbol = 'SP500' AND "
            "timeframe = '1d' AND cache_hit = 0 AND computation_time_ms > 0 AND timestamp = " +
            std::to_string(answer.timestamp.nanoseconds)),
      std::ssize(answer.features));
  EXPECT_EQ(count("SELECT json_extract(features, '$.sma_5') = " +
                  json::write(answer.features.at("trend").at("sma_5")) +
                  " FROM feature_batches WHERE feature_group = 'trend'"),
            1);
}

TEST_F(KeepingFeatureDeskTest, ForgetsRecordsKeptLongEnough) {
  settings_.features.batches_kept_days = 10;
  restart();
  hold("SP500", bars_);
  (void)of_sp500();
  engine_->features().wait_until_recorded();
  EXPECT_GT(count("SELECT count(*) FROM feature_batches"), 0);
  clock_.advance(std::chrono::hours(24 * 11));
  restart();
  hold("OTHER", bars_);
  const auto groups = std::ssize(compute({.symbol = "OTHER"})->features);
  engine_->features().wait_until_recorded();
  EXPECT_EQ(count("SELECT count(*) FROM feature_batches WHERE symbol = 'OTHER'"), groups);
  EXPECT_EQ(count("SELECT count(*) FROM feature_batches WHERE symbol = 'SP500'"), 0);
}

TEST_F(KeepingFeatureDeskTest, RecordsNothingWhereItIsSwitchedOff) {
  settings_.features.record_batches = false;
  settings_.features.saved_states_mib = 0;
  restart();
  hold("SP500", bars_);
  (void)of_sp500();
  engine_.reset();
  EXPECT_FALSE(std::filesystem::exists(settings_.data_dir + "/feature_states"));
  reopen();
  EXPECT_EQ(count("SELECT count(*) FROM feature_batches"), 0);
}

TEST_F(FeatureDeskTest, GivesUpWhenTheTimeOfTheRequestIsOver) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    hold(std::string(1, static_cast<char>('@' + seed)), daily_bars(250, seed));
  }
  const Cancellation late({}, clock_, clock_.now());
  // With formulas alone nothing is joined, with groups nothing but the universe may be dear.
  const FeaturesRequest formula{.expressions = {{"mean", "sma(close, 20)"}}};
  const FeaturesRequest joining{.feature_groups = std::vector<std::string>{"cross_sectional"}};
  auto& desk = engine_->features();
  for (const auto& request : {formula, joining}) {
    for (const auto& as_of : {std::optional<Timestamp>(), std::optional(clock_.now())}) {
      const auto refused = desk.compute({.symbol = "A", .as_of = as_of}, request, late);
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().code, ErrorCode::deadline_exceeded);
    }
    EXPECT_EQ(desk.every_bar({.symbol = "A"}, request, late).error().code,
              ErrorCode::deadline_exceeded);
    EXPECT_TRUE(desk.compute({.symbol = "A"}, request));
  }
}

TEST_F(FeatureDeskTest, HasTheSameTextReadyForWhoAsksAgain) {
  hold("SP500", bars_);
  const FeaturesQuery query{.symbol = "SP500"};
  const auto first = *json::parse(*engine_->features().compute_text(query, {}));
  clock_.advance(std::chrono::seconds(10));
  const auto ready = *engine_->features().compute_text(query, {});
  EXPECT_EQ(ready, json::write(*compute(query)));
  auto expected = first.as_object();
  auto found = json::parse(ready)->as_object();
  EXPECT_EQ(found.at("age_seconds").to_number<double>(),
            expected.at("age_seconds").to_number<double>() + 10);
  expected.erase("age_seconds");
  found.erase("age_seconds");
  expected["cache_hit"] = true;
  EXPECT_TRUE(found == expected) << ready;
}

TEST_F(FeatureDeskTest, SaysHowOldItsNewestBarIs) {
  hold("SP500", bars_);
  const std::chrono::duration<double> age = clock_.now() - day(250);
  EXPECT_EQ(of_sp500().age_seconds, age.count());
  clock_.advance(std::chrono::seconds(10));
  const auto cached = of_sp500();
  EXPECT_TRUE(cached.cache_hit);
  EXPECT_EQ(cached.age_seconds, age.count() + 10);
  EXPECT_EQ(compute({.symbol = "SP500", .as_of = day(100)})->age_seconds, 0);
}

}  // namespace
}  // namespace nautilus::platform
