// SPDX-License-Identifier: MIT
#include "nautilus/platform/regime_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::size_t kEnoughBars = 800;  // 674 of them settled: probabilities are given.
constexpr std::size_t kFewBars = 300;

class RegimeDeskTest : public testing::Test, protected EngineFixture {
 protected:
  RegimeDesk& desk() { return engine_->regime(); }

  /// What it says, whether it was issued or not.
  std::string current(const RegimeQuery& query = {}) {
    auto answer = *desk().current(query);
    answer.source = FigureSource::recomputed;
    return json::write(answer);
  }

  void hold_first(std::size_t count) { hold("SP500", std::span(bars_).first(count)); }

  /// Halves a close long past, so that everything computed from it changes.
  void correct_an_old_bar() {
    auto corrected = bars_[100];
    corrected.close /= 2;
    corrected.low = corrected.close;
    hold("SP500", std::vector{corrected});
  }

  std::string predictions() { return first_text("SELECT count(*) FROM regime_predictions"); }

  std::vector<market::Bar> bars_ = daily_bars(kEnoughBars + 20, 10);
};

SharedText text(std::string of) { return std::make_shared<const std::string>(std::move(of)); }

TEST_F(RegimeDeskTest, SaysWhatTheLabellerSaysOfClosesFromWhenTheyWereKnown) {
  hold_first(kEnoughBars);
  regime::CausalLabeller labeller;
  for (const auto& bar : std::span(bars_).first(kEnoughBars)) {
    ASSERT_TRUE(labeller.update(bar.timestamp + std::chrono::hours(24), bar.close));
  }
  const auto expected = *labeller.current();
  const auto answer = *desk().current({});
  EXPECT_EQ(answer.symbol, "SP500");
  EXPECT_EQ(answer.timestamp, day(kEnoughBars));
  EXPECT_EQ(answer.regime, expected.regime);
  EXPECT_EQ(answer.confidence, expected.confidence);
  EXPECT_EQ(answer.probabilities, expected.probabilities);
  EXPECT_EQ(answer.transition_probabilities, expected.transition_probabilities);
  EXPECT_EQ(answer.since, expected.since);
  EXPECT_EQ(answer.duration_bars, expected.duration_bars);
  EXPECT_EQ(answer.window, expected.window);
  EXPECT_EQ(answer.members.size(), 1);
}

TEST_F(RegimeDeskTest, SaysAsOfATimeWhatItSaidThen) {
  hold_first(kEnoughBars);
  const auto then = current();
  hold("SP500", bars_);
  EXPECT_NE(current(), then);
  EXPECT_EQ(current({.as_of = day(kEnoughBars)}), then);
  reopen();  // Now from the disk, all bars at once.
  EXPECT_EQ(current({.as_of = day(kEnoughBars)}), then);
}

TEST_F(RegimeDeskTest, KnowsABarOnlyFromItsCloseOn) {
  hold_first(kFewBars);
  const auto just_before = day(kFewBars) - std::chrono::nanoseconds(1);
  EXPECT_EQ(desk().current({.as_of = just_before})->timestamp, day(kFewBars - 1));
}

TEST_F(RegimeDeskTest, LabelsAnewAfterACorrection) {
  hold_first(kEnoughBars);
  (void)current();
  correct_an_old_bar();
  const auto incremental = current();
  reopen();
  EXPECT_EQ(current(), incremental);
}

TEST_F(RegimeDeskTest, GivesNoProbabilitiesBelowFiveHundredSettledDays) {
  hold_first(kFewBars);
  const auto answer = *desk().current({});
  EXPECT_EQ(answer.probabilities, std::nullopt);
  EXPECT_EQ(answer.confidence, std::nullopt);
  EXPECT_EQ(answer.recommended_allocation, std::nullopt);
  EXPECT_THAT(answer.missing.at("probabilities"), HasSubstr("500"));
  EXPECT_TRUE(answer.missing.contains("recommended_allocation"));
}

TEST_F(RegimeDeskTest, AnswersNotFoundAndTooLittle) {
  EXPECT_EQ(desk().current({}).error().code, ErrorCode::not_found);
  hold_first(10);
  EXPECT_EQ(desk().current({}).error().code, ErrorCode::insufficient_data);
  EXPECT_EQ(desk().current({.as_of = first_day()}).error().code, ErrorCode::insufficient_data);
}

TEST_F(RegimeDeskTest, RecordsWhatItIssuesOnce) {
  hold_first(kFewBars);
  (void)current();
  (void)current();
  (void)current({.as_of = day(kFewBars - 5)});
  EXPECT_EQ(predictions(), "1");
}

TEST_F(RegimeDeskTest, RecordsNothingAsAReader) {
  hold_first(kFewBars);
  const auto reader = *open(Access::reader);
  EXPECT_TRUE(reader->regime().current({}));
  EXPECT_EQ(predictions(), "0");
}

TEST_F(RegimeDeskTest, MarksWhatWasIssuedAndWhatIsComputedNow) {
  hold_first(kFewBars);
  const auto issued = *desk().current({});
  hold_first(kFewBars + 2);
  const auto answer = *desk().history({.from = day(kFewBars - 1)});
  std::vector<FigureSource> sources;
  for (const auto& entry : answer.history) sources.push_back(entry.source);
  EXPECT_THAT(sources, ElementsAre(FigureSource::recomputed, FigureSource::recorded,
                                   FigureSource::recomputed, FigureSource::recomputed));
  EXPECT_EQ(answer.history[1].regime, to_word(issued.regime));
  const auto recomputed = *desk().current({.as_of = day(kFewBars + 1)});
  EXPECT_EQ(answer.history[2].timestamp, recomputed.timestamp);
  EXPECT_EQ(answer.history[2].regime, to_word(recomputed.regime));
}

TEST_F(RegimeDeskTest, NeverReplacesWhatItIssued) {
  hold_first(kEnoughBars);
  const auto issued = *desk().current({});
  hold_first(kEnoughBars + 1);
  correct_an_old_bar();
  const auto restated =
      *desk().history({.include_probabilities = true, .from = day(kEnoughBars), .restated = true});
  ASSERT_NE(restated.history[0].confidence, issued.confidence);  // So that they can be told apart.
  EXPECT_EQ(restated.history[0].source, FigureSource::restated);
  const auto answer = *desk().history({.include_probabilities = true, .from = day(kEnoughBars)});
  ASSERT_EQ(answer.history.size(), 2);
  EXPECT_EQ(answer.history[0].source, FigureSource::recorded);
  EXPECT_EQ(answer.history[0].confidence, issued.confidence);
  EXPECT_EQ(answer.history[0].regime, to_word(issued.regime));
  EXPECT_EQ(answer.history[0].probabilities->at("bull"), issued.probabilities->bull);
}

TEST_F(RegimeDeskTest, RecomputesThePastFromWhatWasKnownThen) {
  hold_first(kEnoughBars);
  const auto then = *desk().current({.as_of = day(kEnoughBars - 5)});
  const auto before = *desk().history({.include_probabilities = true});
  correct_an_old_bar();
  EXPECT_EQ(current({.as_of = day(kEnoughBars - 5)}), json::write(then));
  const auto after = *desk().history({.include_probabilities = true});
  EXPECT_EQ(json::write(after), json::write(before));
  EXPECT_NE(json::write(*desk().history({.include_probabilities = true, .restated = true})),
            json::write(before));
}

TEST_F(RegimeDeskTest, ContinuesFromItsCheckpointAsIfFromTheStart) {
  hold_first(kEnoughBars);
  (void)current();
  auto late = bars_[kEnoughBars - 3];
  late.close = late.low;
  hold("SP500", std::vector{late});
  const auto incremental = current();
  reopen();
  EXPECT_EQ(current(), incremental);
}

TEST_F(RegimeDeskTest, RefusesToChangeWhatItIssued) {
  hold_first(kFewBars);
  (void)current();
  const auto transaction = *engine_->database().write();
  EXPECT_FALSE(transaction->execute("UPDATE regime_predictions SET regime = 'bear'"));
  EXPECT_FALSE(transaction->execute("DELETE FROM regime_predictions"));
}

TEST_F(RegimeDeskTest, TellsTheTransitionsWithinAHistory) {
  hold("SP500", bars_);
  const auto answer = *desk().history({.days = 700});
  ASSERT_FALSE(answer.transitions.empty());
  std::size_t next = 0;
  for (std::size_t i = 1; i < answer.history.size(); ++i) {
    if (answer.history[i].regime == answer.history[i - 1].regime) continue;
    ASSERT_LT(next, answer.transitions.size());
    EXPECT_EQ(answer.transitions[next].timestamp, answer.history[i].timestamp);
    EXPECT_EQ(answer.transitions[next++].to, answer.history[i].regime);
  }
  EXPECT_EQ(next, answer.transitions.size());
}

TEST_F(RegimeDeskTest, RefusesAHistoryThatEndsBeforeItBegins) {
  hold_first(kFewBars);
  const auto answer = desk().history({.from = day(200), .to = day(200)});
  EXPECT_THAT(answer.error().faults.front().location, ElementsAre("query", "from"));
}

TEST_F(RegimeDeskTest, UsesABarOnlyOnceItIsOver) {
  clock_.set(day(kFewBars) + std::chrono::hours(23));  // The bar of that day still forms.
  hold_first(kFewBars + 1);
  EXPECT_EQ(desk().current({})->timestamp, day(kFewBars));
  desk().keep_ready("", "SP500", desk().version_of("SP500"), text("answer"));
  EXPECT_NE(desk().ready(""), nullptr);
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(desk().ready(""), nullptr);
  EXPECT_EQ(desk().current({})->timestamp, day(kFewBars + 1));
}

TEST_F(RegimeDeskTest, HasATextReadyUntilTheBarsChange) {
  hold_first(1);
  hold("GE", bars_);
  EXPECT_EQ(desk().ready(""), nullptr);
  desk().keep_ready("", "SP500", desk().version_of("SP500"), text("answer"));
  desk().keep_ready("symbol=GE", "GE", desk().version_of("GE"), text("other"));
  EXPECT_EQ(*desk().ready(""), "answer");
  hold_first(2);
  EXPECT_EQ(desk().ready(""), nullptr);
  EXPECT_EQ(*desk().ready("symbol=GE"), "other");
}

TEST_F(RegimeDeskTest, KeepsNoTextOfBarsThatChangedMeanwhile) {
  hold_first(1);
  const auto version = desk().version_of("SP500");
  hold_first(2);
  desk().keep_ready("", "SP500", version, text("stale"));
  EXPECT_EQ(desk().ready(""), nullptr);
}

}  // namespace
}  // namespace nautilus::platform
