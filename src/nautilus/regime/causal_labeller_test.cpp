// SPDX-License-Identifier: MIT
#include "nautilus/regime/causal_labeller.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/regime/detail/history_file.hpp"
#include "nautilus/regime/hindsight_labeller.hpp"

namespace nautilus::regime {
namespace {

using detail::History;
using testing::ElementsAre;
using testing::HasSubstr;

/// Two years of calm, half a year of decline, and so on: every regime has its turn.
History market(std::size_t bars, unsigned seed = 5) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  History history;
  double close = 100;
  for (std::size_t i = 0; i < bars; ++i) {
    const std::size_t phase = i % 700;
    const double drift = phase < 350 ? 0.001 : phase < 450 ? -0.003 : phase < 560 ? 0.003 : 0.0;
    const double volatility = phase >= 400 && phase < 450 ? 0.025 : 0.007;
    close *= 1 + drift + volatility * normal(random);
    history.timestamps.push_back(from_date(2000, 1, 1) + std::chrono::hours(24 * i));
    history.closes.push_back(close);
  }
  return history;
}

CausalLabeller labelled(const History& history, std::optional<double> reference = std::nullopt) {
  CausalLabeller labeller(reference);
  EXPECT_TRUE(labeller.append(history.timestamps, history.closes));
  return labeller;
}

History first(const History& history, std::size_t bars) {
  History part;
  part.timestamps.assign(history.timestamps.begin(),
                         history.timestamps.begin() + std::ptrdiff_t(bars));
  part.closes.assign(history.closes.begin(), history.closes.begin() + std::ptrdiff_t(bars));
  return part;
}

TEST(CausalLabeller, GivesEachBarTheLastLabelOfTheDatingUpToIt) {
  const History history = market(1500);
  for (const std::optional<double> reference : {std::optional<double>{}, std::optional{0.12}}) {
    const CausalLabeller labeller = labelled(history, reference);
    for (std::size_t bars = kMinimumBars; bars <= 1500; bars += 7) {
      const auto dating = date_in_hindsight(std::span(history.closes).first(bars), reference);
      ASSERT_TRUE(dating);
      ASSERT_EQ(labeller.issued(bars - 1), dating->labels.back()) << bars;
      const auto estimate = labeller.at(bars - 1);
      ASSERT_TRUE(estimate);
      ASSERT_EQ(estimate->reference_volatility, dating->reference_volatility);
      ASSERT_EQ(estimate->duration_bars, std::int64_t(dating->episodes.back().bars()));
    }
    EXPECT_FALSE(labeller.issued(kMinimumBars - 2).has_value());
  }
}

TEST(CausalLabeller, AnswersForThePastAreTheSameWhateverTheFutureBrings) {
  const History history = market(1600);
  const CausalLabeller whole = labelled(history);
  std::mt19937_64 random(17);
  for (int trial = 0; trial < 25; ++trial) {
    const std::size_t bars = kMinimumBars + random() % (1600 - kMinimumBars);
    const CausalLabeller cut = labelled(first(history, bars));
    History garbage = history;
    for (std::size_t i = bars; i < 1600; ++i) garbage.closes[i] = 1e-3 + double(random() % 100'000);
    const CausalLabeller other = labelled(garbage);

    const auto expected = cut.current();
    ASSERT_TRUE(expected);
    const auto from_whole = whole.at(bars - 1);
    const auto from_other = other.at(bars - 1);
    ASSERT_TRUE(from_whole && from_other);
    ASSERT_EQ(*from_whole, *expected) << bars;
    ASSERT_EQ(*from_other, *expected) << bars;
  }
}

TEST(CausalLabeller, CountsProbabilitiesFromItsOwnSettledRecord) {
  const History history = market(1600);
  const CausalLabeller labeller = labelled(history);
  const auto estimate = labeller.current();
  ASSERT_TRUE(estimate && estimate->probabilities && estimate->confidence);

  // The definition, word by word: days at least 126 bars old that were given today's label.
  const auto settled = date_in_hindsight(history.closes);
  ASSERT_TRUE(settled);
  std::array<int, kRegimeCount> counts{};
  int days = 0;
  for (std::size_t day = 0; day + 126 < 1600; ++day) {
    if (labeller.issued(day) != estimate->regime) continue;
    ++counts[index_of(settled->labels[day])];
    ++days;
  }
  double sum = 0;
  for (const Regime regime : kRegimes) {
    EXPECT_EQ((*estimate->probabilities)[regime], (counts[index_of(regime)] + 1.0) / (days + 6.0));
    sum += (*estimate->probabilities)[regime];
  }
  EXPECT_NEAR(sum, 1, 1e-15);
  EXPECT_EQ(*estimate->confidence, (*estimate->probabilities)[estimate->regime]);
}

TEST(CausalLabeller, CountsTransitionsAndDurationsOnSettledDays) {
  const History history = market(3000);
  const CausalLabeller labeller = labelled(history);
  const auto settled = date_in_hindsight(history.closes);
  const auto estimate = labeller.current();
  ASSERT_TRUE(settled && estimate && estimate->transition_probabilities);
  ASSERT_TRUE(estimate->expected_remaining_bars);

  double steps = 0;
  double departures = 0;
  RegimeRow next;
  for (std::size_t day = 0; day + 1 + 126 < 3000; ++day) {
    if (settled->labels[day] != estimate->regime) continue;
    steps += 1;
    next[settled->labels[day + 1]] += 1;
    if (settled->labels[day + 1] != estimate->regime) departures += 1;
  }
  for (const Regime regime : kRegimes) {
    EXPECT_EQ((*estimate->transition_probabilities)[regime], (next[regime] + 1) / (steps + 6));
  }
  EXPECT_EQ(*estimate->expected_remaining_bars, steps / departures);
  EXPECT_EQ(estimate->previous_regime, settled->episodes[settled->episodes.size() - 2].regime);
  EXPECT_EQ(estimate->since, history.timestamps[settled->episodes.back().first]);
}

TEST(CausalLabeller, SaysWhyProbabilitiesAreMissingUntilFiveHundredDaysHaveSettled) {
  // The first label is issued on the 64th bar; 500 labels settle 126 bars later: 63 + 500 + 126.
  const std::size_t enough = 689;
  const CausalLabeller labeller = labelled(market(enough));
  const auto before = labeller.at(enough - 2);
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->probabilities || before->confidence);
  EXPECT_EQ(before->missing.at("probabilities"), "499 labelled days have settled, 500 are needed");
  EXPECT_TRUE(before->missing.contains("confidence"));
  const auto after = labeller.current();
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->probabilities && after->confidence);
  EXPECT_FALSE(after->missing.contains("probabilities"));
  EXPECT_THAT(json::write(*before), HasSubstr(R"("probabilities":null)"));
}

TEST(CausalLabeller, RefusesBadBarsByNameAndKeepsWhatItHad) {
  CausalLabeller labeller = labelled(market(100));
  const Timestamp last = labeller.timestamps().back();
  const auto stale = labeller.update(last, 100);
  ASSERT_FALSE(stale);
  EXPECT_THAT(stale.error().faults[0].location, ElementsAre("timestamps", "100"));
  const std::vector<Timestamp> times{last + std::chrono::hours(1), last + std::chrono::hours(2)};
  const auto bad = labeller.append(times, std::vector<double>{100, std::nan("")});
  ASSERT_FALSE(bad);
  EXPECT_THAT(bad.error().faults[0].location, ElementsAre("closes", "1"));
  EXPECT_FALSE(labeller.append(times, std::vector<double>{100}));
  EXPECT_EQ(labeller.bars(), 100U);
}

TEST(CausalLabeller, AsksForMoreBarsAndForClosesThatMove) {
  EXPECT_EQ(CausalLabeller().current().error().code, ErrorCode::insufficient_data);
  const CausalLabeller few = labelled(market(kMinimumBars - 1));
  EXPECT_EQ(few.current().error().code, ErrorCode::insufficient_data);
  EXPECT_EQ(few.at(kMinimumBars).error().code, ErrorCode::not_found);
  History still = market(200);
  std::fill(still.closes.begin(), still.closes.end(), 42.0);
  EXPECT_EQ(labelled(still).current().error().code, ErrorCode::insufficient_data);
  const auto given = labelled(still, 0.15).current();
  ASSERT_TRUE(given);
  EXPECT_EQ(given->regime, Regime::sideways);
}

TEST(CausalLabeller, FindsTheBarKnownAtATime) {
  const History history = market(70);
  const CausalLabeller labeller = labelled(history);
  EXPECT_FALSE(labeller.index_at(history.timestamps[0] - std::chrono::nanoseconds(1)));
  EXPECT_EQ(labeller.index_at(history.timestamps[3]), 3U);
  EXPECT_EQ(labeller.index_at(history.timestamps[4] - std::chrono::nanoseconds(1)), 3U);
  EXPECT_EQ(labeller.index_at(kLatest), 69U);
}

TEST(CausalLabeller, ContinuesFromASavedStateBitForBit) {
  const History history = market(1200);
  for (const std::optional<double> reference : {std::optional<double>{}, std::optional{0.12}}) {
    CausalLabeller unbroken = labelled(history, reference);
    auto restarted =
        CausalLabeller::load(labelled(first(history, 900), reference).save(), reference);
    ASSERT_TRUE(restarted);
    EXPECT_EQ(*restarted->current(), *unbroken.at(899));
    for (std::size_t i = 900; i < 1200; ++i) {
      ASSERT_TRUE(restarted->update(history.timestamps[i], history.closes[i]));
    }
    EXPECT_EQ(*restarted->current(), *unbroken.current());
    EXPECT_EQ(restarted->save(), unbroken.save());
  }
  EXPECT_TRUE(CausalLabeller::load(CausalLabeller().save()));
}

TEST(CausalLabeller, RefusesADamagedOrForeignState) {
  const std::string saved = labelled(market(200)).save();
  for (std::size_t at = 0; at < saved.size(); at += 37) {
    std::string damaged = saved;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    ASSERT_EQ(CausalLabeller::load(damaged).error().code, ErrorCode::data_loss) << at;
    ASSERT_EQ(CausalLabeller::load(saved.substr(0, at)).error().code, ErrorCode::data_loss) << at;
  }
  EXPECT_EQ(CausalLabeller::load(saved, 0.15).error().code, ErrorCode::conflict);
  EXPECT_EQ(CausalLabeller::load(saved, {}, {.bear_drawdown = 0.2}).error().code,
            ErrorCode::conflict);
  EXPECT_NE(CausalLabeller().model_version(), CausalLabeller(0.15).model_version());
}

TEST(CausalLabeller, AgreesWithHindsightAsOftenAsMeasuredElsewhere) {
  const History history = detail::sp500(shared_folder(), "2000-01-03", "2020-04-17");
  if (history.closes.empty()) GTEST_SKIP() << "test data not present";
  const auto truth = date_in_hindsight(history.closes, 0.1343);
  ASSERT_TRUE(truth);
  const auto begin = std::find(history.dates.begin(), history.dates.end(), "2008-01-02");
  const auto from = static_cast<std::size_t>(begin - history.dates.begin());
  for (const std::optional<double> reference : {std::optional{0.1343}, std::optional<double>{}}) {
    const CausalLabeller labeller = labelled(history, reference);
    double agreed = 0;
    for (std::size_t i = from; i < history.closes.size(); ++i) {
      if (labeller.issued(i) == truth->labels[i]) agreed += 1;
    }
    const double accuracy = agreed / static_cast<double>(history.closes.size() - from);
    std::cout << "accuracy 2008-2020, reference " << (reference ? "given" : "median so far") << ": "
              << accuracy << " of " << history.closes.size() - from << " days\n";
    // An independent implementation measured 0.595 with the reference given.
    if (reference) {
      EXPECT_NEAR(accuracy, 0.595, 0.0005);
    }
    EXPECT_LT(accuracy, 0.75);  // More than the past can tell would be a look ahead.
  }
}

}  // namespace
}  // namespace nautilus::regime
