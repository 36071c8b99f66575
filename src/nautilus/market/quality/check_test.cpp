// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/check.hpp"

#include <cmath>
#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/csv_reader.hpp"

namespace nautilus::market {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Timestamp day(std::int64_t index) { return from_date(2020, 1, 1) + index * std::chrono::days(1); }

struct Step {
  double close;
  double volume = 1000;
};

/// Daily bars that open where the one before closed.
BarSeries series(const std::vector<Step>& steps) {
  BarSeries bars{.key = {"X", {}}};
  double open = steps.front().close;
  for (const auto& [close, volume] : steps) {
    const auto at = day(static_cast<std::int64_t>(bars.size()));
    bars.push_back({at, open, std::max(open, close), std::min(open, close), close, volume});
    open = close;
  }
  return bars;
}

/// Bars whose log returns are +1 % and -1 % in turn: median 0, median absolute deviation 1 %.
std::vector<Step> quiet(std::size_t count) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < count; ++i)
    steps.push_back({i % 2 == 0 ? 100 : 100 * std::exp(0.01)});
  return steps;
}

std::vector<Finding> run(const Check& check, const BarSeries& bars,
                         const Calendar* calendar = nullptr,
                         std::span<const Timestamp> splits = {}) {
  return check.run({bars, calendar, splits});
}

/// 60 quiet moves, then the log returns given, then a quiet bar.
BarSeries after_quiet(const std::vector<double>& returns) {
  auto steps = quiet(61);
  for (const double each : returns) steps.push_back({steps.back().close * std::exp(each)});
  return series(steps);
}

TEST(SpikeCheck, FindsAMoveBeyondTenRobustDeviations) {
  // One deviation is 1.4826 x 1 %, the median of 60 moves of +-1 % is 0.
  const auto found = run(spike_check(), after_quiet({0.1483}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].from, day(61));
  EXPECT_EQ(found[0].count, 1);
  EXPECT_THAT(found[0].detail, HasSubstr("10.0 robust deviations"));
  EXPECT_THAT(run(spike_check(), after_quiet({0.1482})), IsEmpty());
}

TEST(SpikeCheck, SaysNothingBeforeItHasAHistory) {
  auto early = quiet(20);  // 19 moves.
  early.push_back({200});
  EXPECT_THAT(run(spike_check(), series(early)), IsEmpty());
  auto later = quiet(21);
  later.push_back({200});
  EXPECT_THAT(run(spike_check(), series(later)), SizeIs(1));
}

TEST(SpikeCheck, TellsNeighboursAsOneFinding) {
  const auto found = run(spike_check(), after_quiet({0.5, -0.5, 0.5}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].count, 3);
  EXPECT_EQ(found[0].to, day(63));
  EXPECT_THAT(found[0].examples, SizeIs(3));
}

TEST(SpikeCheck, TakesAKnownSplitForWhatItIs) {
  const std::vector<Timestamp> splits{day(61)};
  EXPECT_THAT(run(spike_check(), after_quiet({-0.7}), nullptr, splits), IsEmpty());
  const std::vector<Timestamp> others{day(60), day(62)};
  EXPECT_THAT(run(spike_check(), after_quiet({-0.7}), nullptr, others), SizeIs(1));
}

TEST(SpikeReversalCheck, FindsASpikeThatTheNextBarTakesBack) {
  const auto found = run(spike_reversal_check(), after_quiet({0.2, -0.16}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].from, day(62));  // Known only then.
  EXPECT_THAT(run(spike_reversal_check(), after_quiet({0.2, -0.14})), IsEmpty());
  EXPECT_THAT(run(spike_reversal_check(), after_quiet({0.2, 0.2})), IsEmpty());
}

TEST(StaleCheck, FindsTheFifthBarThatSaysNothingNew) {
  const auto found = run(stale_check(), series({{1}, {2}, {2, 7}, {2, 7}, {2, 7}, {2, 7}, {2, 7}}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].from, day(6));
  EXPECT_THAT(found[0].detail, HasSubstr(format_timestamp(day(2))));
  EXPECT_THAT(run(stale_check(), series({{1}, {2}, {2, 7}, {2, 7}, {2, 7}, {2, 7}, {3, 7}})),
              IsEmpty());
}

TEST(StaleCheck, FindsEqualClosesWithoutVolumeWhateverTheRange) {
  auto bars = series({{2, 0}, {2, 0}, {2, 0}, {2, 0}, {2, 0}, {2, 0}});
  bars.high = {3, 4, 5, 6, 7, 8};
  EXPECT_EQ(run(stale_check(), bars).front().count, 2);
  bars.volume = {1, 2, 3, 4, 5, 6};
  EXPECT_THAT(run(stale_check(), bars), IsEmpty());
}

TEST(ZeroVolumeCheck, FindsABarWithoutVolumeOnlyWhereThereAreVolumes) {
  std::vector<Step> steps(20, Step{1, 5});
  steps.insert(steps.end(), {{1, 0}, {1, 0}, {1, 5}, {1, 0}});
  const auto found = run(zero_volume_check(), series(steps));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].count, 2);
  EXPECT_EQ(found[1].from, day(23));
  std::vector<Step> without(30, Step{1, 0});
  EXPECT_THAT(run(zero_volume_check(), series(without)), IsEmpty());
  for (std::size_t i = 0; i < 11; ++i) steps[i].volume = 0;
  const auto last = run(zero_volume_check(), series(steps));  // Before it 10 of 20 had volume.
  ASSERT_THAT(last, SizeIs(1));
  EXPECT_EQ(last[0].from, day(23));
  steps[11].volume = 0;
  EXPECT_THAT(run(zero_volume_check(), series(steps)), IsEmpty());
}

/// 60 quiet moves, then a bar that opens at a price divided by `ratio`, with a volume.
BarSeries divided(double ratio, double volume) {
  auto bars = series(quiet(61));
  const double price = bars.close.back() / ratio;
  bars.push_back({day(61), price, price * 1.001, price * 0.999, price, volume});
  return bars;
}

TEST(UnitChangeCheck, FindsASplitThatNobodyTold) {
  const auto found = run(unit_change_check(), divided(7, 7000));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].severity, Severity::error);
  EXPECT_THAT(found[0].detail, AllOf(HasSubstr("7:1"), HasSubstr("corporate action")));
  EXPECT_THAT(run(unit_change_check(), divided(1.0 / 20, 50))[0].detail, HasSubstr("1:20"));
  EXPECT_THAT(run(unit_change_check(), divided(1.5, 1500))[0].detail, HasSubstr("3:2"));
  EXPECT_THAT(run(unit_change_check(), divided(7, 0)), SizeIs(1));  // Volumes unknown.
}

TEST(UnitChangeCheck, LeavesAFallThatIsNone) {
  EXPECT_THAT(run(unit_change_check(), divided(7 * 1.04, 7000)), IsEmpty());
  EXPECT_THAT(run(unit_change_check(), divided(7, 7000.0 / 3.1)), IsEmpty());
  EXPECT_THAT(run(unit_change_check(), divided(7, 7000 * 3.1)), IsEmpty());
  EXPECT_THAT(run(unit_change_check(), divided(1.25, 1250)), IsEmpty());
  const std::vector<Timestamp> known{day(61)};
  EXPECT_THAT(run(unit_change_check(), divided(7, 7000), nullptr, known), IsEmpty());
}

TEST(UnitChangeCheck, FindsAPowerOfTenWhateverTheVolume) {
  const auto found = run(unit_change_check(), divided(100, 1000));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].detail, AllOf(HasSubstr("100:1"), HasSubstr("another unit")));
}

CalendarPointer xnys() { return *builtin_calendar("XNYS"); }

BarSeries on_dates(const std::vector<Timestamp>& dates) {
  BarSeries bars{.key = {"X", {}}};
  for (const auto at : dates) bars.push_back({at, 1, 1, 1, 1, 1});
  return bars;
}

TEST(GapCheck, FindsSessionsWithoutABarAndNoHoliday) {
  const auto date = [](unsigned of_july) { return from_date(2020, 7, of_july); };
  // The 3rd was a holiday, the 4th and 5th a weekend.
  EXPECT_THAT(run(gap_check(), on_dates({date(1), date(2), date(6)}), xnys().get()), IsEmpty());
  const auto found = run(gap_check(), on_dates({date(1), date(7), date(9)}), xnys().get());
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].from, date(2));
  EXPECT_EQ(found[0].to, date(6));
  EXPECT_EQ(found[0].count, 2);
  EXPECT_EQ(found[1].count, 1);
  EXPECT_THAT(run(gap_check(), on_dates({date(1), date(9)}), nullptr), IsEmpty());
}

TEST(MissingBarsCheck, FindsAHoleInASessionAndNoNight) {
  const auto minute = [](int i) {  // From 9:30 in New York, in winter.
    return from_date(2020, 1, 2) + std::chrono::minutes(14 * 60 + 30 + i);
  };
  auto bars =
      on_dates({minute(0), minute(1), minute(5), minute(389), minute(0) + std::chrono::days(1)});
  bars.key.timeframe = *Timeframe::parse("1m");
  const auto found = run(missing_bars_check(), bars, xnys().get());
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].from, minute(2));
  EXPECT_EQ(found[0].to, minute(4));
  EXPECT_EQ(found[0].count, 3);
  EXPECT_EQ(found[1].count, 383);
}

/// Every (check, bar) that was found.
std::set<std::pair<std::string, Timestamp>> marks(const std::vector<Finding>& findings,
                                                  const BarSeries& bars, Timestamp before) {
  std::set<std::pair<std::string, Timestamp>> all;
  for (const auto& each : findings) {
    for (const auto at : bars.timestamps) {
      if (at >= *each.from && at <= *each.to && at < before) all.emplace(each.check, at);
    }
  }
  return all;
}

BarSeries first_bars(const BarSeries& bars, std::size_t count) {
  BarSeries head{.key = bars.key};
  for (std::size_t i = 0; i < count; ++i) head.push_back(bars.bar(i));
  return head;
}

TEST(Assess, SaysTheSameOfABarWhateverComesLater) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    RandomStream random(seed, "odd bars");
    std::vector<Step> steps{{100}};
    for (int i = 0; i < 300; ++i) {
      const double at = random.uniform();
      auto next = steps.back();
      if (at < 0.03) next.close *= 0.5;
      if (at > 0.97) next.close *= 2;
      if (at > 0.3 && at < 0.9) next.close *= 1 + 0.02 * (random.uniform() - 0.5);
      next.volume = random.uniform() < 0.2 ? 0 : 1000;
      steps.push_back(next);
    }
    const auto bars = series(steps);
    const auto whole = assess({bars});
    std::size_t seen = 0;
    for (std::size_t cut = 30; cut < bars.size(); cut += 7) {
      const auto head = first_bars(bars, cut);
      const auto marked = marks(assess({head}), head, day(1000));
      ASSERT_EQ(marked, marks(whole, bars, bars.timestamps[cut])) << seed << " at " << cut;
      seen = marked.size();
    }
    EXPECT_GT(seen, 10U);
  }
}

TEST(Checks, AreNamedOnceAndDeclareWhatTheyFind) {
  std::set<std::string_view> names;
  for (const auto& check : all_checks()) {
    EXPECT_TRUE(names.insert(check.name).second) << check.name;
    EXPECT_FALSE(check.finds.empty());
    EXPECT_EQ(find_check(check.name), &check);
  }
  EXPECT_EQ(find_check("nothing"), nullptr);
}

/// The bars of a file of the test data, or nothing.
BarSeries real(const std::string& file) {
  BarSeries bars{.key = {"X", {}}};
  auto reader =
      CsvReader::open(shared_folder() + "/data/lean/equity_daily/" + file, {.symbol = "X"});
  if (!reader) return bars;
  for (auto batch = *reader->next(); batch; batch = *reader->next()) {
    for (const auto& row : batch->rows()) bars.push_back(row.bar);
  }
  return bars;
}

TEST(Checks, FindTheGapOfQqqAsOne) {
  const auto bars = real("QQQ.csv");
  if (bars.empty()) GTEST_SKIP() << "test data not present";
  const auto found = run(gap_check(), bars, xnys().get());
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].from, from_date(2004, 12, 1));
  EXPECT_EQ(found[0].to, from_date(2011, 3, 22));
  EXPECT_EQ(found[0].count, 1588);  // The days of SPY between them.
}

TEST(Checks, FindTheSplitsOfAppleAndNoneInSpy) {
  const auto apple = real("AAPL.csv");
  if (apple.empty()) GTEST_SKIP() << "test data not present";
  std::vector<Timestamp> dates;
  for (const auto& each : run(unit_change_check(), apple)) dates.push_back(*each.from);
  // As published: 2:1, 2:1, 7:1 and 4:1.
  EXPECT_THAT(dates, ElementsAre(from_date(2000, 6, 21), from_date(2005, 2, 28),
                                 from_date(2014, 6, 9), from_date(2020, 8, 31)));
  EXPECT_THAT(run(unit_change_check(), real("SPY.csv")), IsEmpty());
}

}  // namespace
}  // namespace nautilus::market
