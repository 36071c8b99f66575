// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/universe.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/cross_sectional/cross_section.hpp"
#include "nautilus/features/cross_sectional/largest_eigenvalue.hpp"

namespace nautilus::features {
namespace {

using Rows = std::vector<std::vector<double>>;  // A row per time, a close per symbol.

constexpr UniverseParams kSmall{
    .average_period = 5, .return_period = 3, .component_window = 8, .fewest_members = 3};

// Walks with a common part and random holes; every seventh time most have no bar.
Rows random_rows(std::size_t times, std::size_t symbols, double holes) {
  RandomStream stream(1, "universe");
  std::vector<double> closes(symbols, 100);
  Rows rows;
  for (std::size_t t = 0; t < times; ++t) {
    const double common = 0.02 * (stream.uniform() - 0.5);
    std::vector<double> row;
    for (double& each : closes) {
      each *= 1.0 + common + 0.02 * (stream.uniform() - 0.5);
      const bool has_none = stream.uniform() < (t % 7 == 6 ? 0.8 : holes);
      row.push_back(has_none ? kNaN : each);
    }
    rows.push_back(row);
  }
  return rows;
}

// The last `count` closes of a symbol up to row t, newest last; fewer where there are not so many.
std::vector<double> last_closes(const Rows& rows, std::size_t t, std::size_t symbol,
                                std::size_t count) {
  std::vector<double> out;
  for (std::size_t i = t + 1; i-- > 0 && out.size() < count;) {
    if (std::isfinite(rows[i][symbol])) out.insert(out.begin(), rows[i][symbol]);
  }
  return out;
}

double period_return(const Rows& rows, std::size_t t, std::size_t symbol) {
  const auto closes = last_closes(rows, t, symbol, 4);
  if (closes.size() < 4 || std::isnan(rows[t][symbol])) return kNaN;
  return closes.back() / closes.front() - 1.0;
}

double slow_breadth(const Rows& rows, std::size_t t, std::size_t counted) {
  int above = 0;
  int all = 0;
  for (std::size_t s = 0; s < counted; ++s) {
    const auto closes = last_closes(rows, t, s, 5);
    if (closes.size() < 5 || std::isnan(rows[t][s])) continue;
    long double sum = 0;
    for (const double each : closes) sum += each;
    ++all;
    above += closes.back() > sum / 5 ? 1 : 0;
  }
  return all < 3 ? kNaN : 2.0 * above / all - 1.0;
}

double slow_rank(const Rows& rows, std::size_t t, std::size_t symbol, std::size_t counted) {
  const double own = period_return(rows, t, symbol);
  double below = 0;
  int others = 0;
  for (std::size_t s = 0; s < counted; ++s) {
    const double other = period_return(rows, t, s);
    if (s == symbol || std::isnan(other)) continue;
    ++others;
    below += other < own ? 1 : other == own ? 0.5 : 0;
  }
  return std::isnan(own) || others < 2 ? kNaN : below / others;
}

long double mean_of(const std::vector<long double>& values) {
  long double sum = 0;
  for (const auto each : values) sum += each;
  return sum / static_cast<long double>(values.size());
}

long double correlation_of(const std::vector<long double>& a, const std::vector<long double>& b) {
  const long double mean_a = mean_of(a);
  const long double mean_b = mean_of(b);
  long double ab = 0;
  long double aa = 0;
  long double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return ab / std::sqrt(aa * bb);
}

// By powers of the whole correlation matrix, of which universe.cpp uses the smaller twin.
double slow_share(const Rows& rows, std::size_t t, std::size_t counted) {
  Rows counting;
  for (std::size_t i = 0; i <= t; ++i) {
    const auto bars =
        std::count_if(rows[i].begin(), rows[i].begin() + static_cast<std::ptrdiff_t>(counted),
                      [](double close) { return std::isfinite(close); });
    if (bars >= 3) counting.push_back(rows[i]);
  }
  if (counting.size() < 9) return kNaN;
  std::vector<std::vector<long double>> returns;
  for (std::size_t s = 0; s < counted; ++s) {
    std::vector<long double> own;
    for (std::size_t i = counting.size() - 8; i < counting.size(); ++i) {
      own.push_back(static_cast<long double>(counting[i][s]) / counting[i - 1][s] - 1);
    }
    if (std::ranges::none_of(own, [](long double r) { return std::isnan(r); })) {
      returns.push_back(own);
    }
  }
  const std::size_t n = returns.size();
  if (n < 3) return kNaN;
  std::vector<long double> vector(n);
  for (std::size_t i = 0; i < n; ++i) vector[i] = 1.0L + 0.01L * static_cast<long double>(i);
  long double length = 0;
  for (int step = 0; step < 5'000; ++step) {
    std::vector<long double> next(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        next[i] += correlation_of(returns[i], returns[j]) * vector[j];
      }
    }
    length = 0;
    for (const auto each : next) length += each * each;
    length = std::sqrt(length);
    for (std::size_t i = 0; i < n; ++i) vector[i] = next[i] / length;
    if (step > 300 && n > 6) break;
  }
  return static_cast<double>(length / static_cast<long double>(n));
}

void expect_near(double ours, double theirs, double tolerance, std::size_t t) {
  ASSERT_EQ(std::isnan(ours), std::isnan(theirs)) << "time " << t;
  if (!std::isnan(ours)) {
    ASSERT_NEAR(ours, theirs, tolerance) << "time " << t;
  }
}

TEST(Universe, IsWhatItsFormulasSayOverRandomHoles) {
  const Rows rows = random_rows(250, 9, 0.1);
  std::vector<UniverseMember> members(9);
  members[8].is_counted = false;  // Ranked, but no member.
  Universe universe(members, kSmall);
  int ranks = 0;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    universe.update(rows[t]);
    expect_near(universe.breadth(), slow_breadth(rows, t, 8), 1e-15, t);
    expect_near(universe.return_rank(2), slow_rank(rows, t, 2, 8), 1e-15, t);
    expect_near(universe.return_rank(8), slow_rank(rows, t, 8, 8), 1e-15, t);
    ranks += std::isfinite(universe.return_rank(8)) ? 1 : 0;
  }
  EXPECT_GT(ranks, 100);
}

TEST(Universe, FindsTheFirstComponentOverRandomHoles) {
  for (const std::size_t symbols : {5UL, 14UL}) {  // Fewer and more than returns in the window.
    const Rows rows = random_rows(60, symbols, 0.02);
    Universe universe(std::vector<UniverseMember>(symbols), kSmall);
    int shares = 0;
    for (std::size_t t = 0; t < rows.size(); ++t) {
      universe.update(rows[t]);
      if (t % 5 != 0) continue;
      expect_near(universe.first_component_share(), slow_share(rows, t, symbols), 1e-9, t);
      shares += std::isfinite(universe.first_component_share()) ? 1 : 0;
    }
    EXPECT_GT(shares, 5);
  }
}

TEST(Universe, IsOneFactorWhereAllMoveAsOne) {
  Universe universe(std::vector<UniverseMember>(6), kSmall);
  RandomStream stream(3, "universe");
  double close = 1;
  for (int t = 0; t < 9; ++t) {
    close *= 1.0 + 0.1 * (stream.uniform() - 0.5);
    universe.update(std::vector<double>{close, 2 * close, 3 * close, close, 8 * close, close});
  }
  EXPECT_NEAR(universe.first_component_share(), 1.0, 1e-12);
}

TEST(Universe, HasEqualComponentsWhereReturnsAreOrthogonal) {
  // Returns in the signs of a Hadamard matrix: correlations of exactly 0.
  constexpr std::array<std::array<int, 8>, 4> signs{{{1, -1, 1, -1, 1, -1, 1, -1},
                                                     {1, 1, -1, -1, 1, 1, -1, -1},
                                                     {1, -1, -1, 1, 1, -1, -1, 1},
                                                     {1, 1, 1, 1, -1, -1, -1, -1}}};
  Universe universe(std::vector<UniverseMember>(4), kSmall);
  std::vector<double> closes(4, 1.0);
  universe.update(closes);
  for (std::size_t t = 0; t < 8; ++t) {
    for (std::size_t s = 0; s < 4; ++s) closes[s] *= 1.0 + 0.25 * signs[s][t];
    universe.update(closes);
  }
  EXPECT_NEAR(universe.first_component_share(), 0.25, 1e-12);
}

TEST(Universe, RotatesByTheMeansOfBothSides) {
  std::vector<UniverseMember> members(5, UniverseMember{.is_counted = false});
  members[0].side = members[1].side = Side::cyclical;
  members[2].side = members[3].side = Side::defensive;
  Universe universe(members, kSmall);
  for (int t = 0; t < 3; ++t) universe.update(std::vector<double>(5, 100.0));
  EXPECT_TRUE(std::isnan(universe.rotation()));
  universe.update(std::vector<double>{110, 120, 101, 103, 900});
  EXPECT_NEAR(universe.rotation(), 0.15 - 0.02, 1e-12);
  universe.update(std::vector<double>{110, kNaN, kNaN, 107, 900});
  EXPECT_NEAR(universe.rotation(), 0.10 - 0.07, 1e-12);
  universe.update(std::vector<double>{110, 120, kNaN, kNaN, 900});
  EXPECT_TRUE(std::isnan(universe.rotation()));
}

TEST(Universe, RanksTiesInTheirMiddle) {
  Universe universe(std::vector<UniverseMember>(5), kSmall);
  for (int t = 0; t < 3; ++t) universe.update(std::vector<double>(5, 100.0));
  universe.update(std::vector<double>{90, 105, 105, 105, 120});
  EXPECT_EQ(universe.return_rank(0), 0);
  EXPECT_EQ(universe.return_rank(1), 0.5);
  EXPECT_EQ(universe.return_rank(4), 1);
}

TEST(Universe, SaysNothingOfTooFewMembers) {
  Universe universe(std::vector<UniverseMember>(4), kSmall);
  for (int t = 0; t < 20; ++t) {
    universe.update(std::vector<double>{100.0 + t, 100.0 + t * t, kNaN, kNaN});
  }
  EXPECT_TRUE(std::isnan(universe.breadth()));
  EXPECT_TRUE(std::isnan(universe.return_rank(0)));
  EXPECT_TRUE(std::isnan(universe.first_component_share()));
}

TEST(LargestEigenvalue, IsThatOfMatricesSolvedByHand) {
  EXPECT_EQ(largest_eigenvalue({{3}}), 3);
  EXPECT_NEAR(largest_eigenvalue({{2, 1}, {1, 2}}), 3, 1e-15);
  EXPECT_NEAR(largest_eigenvalue({{1, 0}, {0, -5}}), 1, 1e-15);
  // The second difference of n points: 2 + 2 cos(pi / (n + 1)).
  std::vector<std::vector<double>> chain(20, std::vector<double>(20));
  for (std::size_t i = 0; i < 20; ++i) {
    chain[i][i] = 2;
    if (i > 0) chain[i][i - 1] = chain[i - 1][i] = -1;
  }
  EXPECT_NEAR(largest_eigenvalue(chain), 2 + 2 * std::cos(std::acos(-1.0) / 21), 1e-13);
}

TEST(CrossSection, PublishesOnceAllBarsOfATimeAreKnown) {
  const std::vector<Timestamp> opens{{0}, {100}, {200}, {300}, {400}};
  const std::vector<Timestamp> early{{60}, {160}, {260}, {360}, {460}};
  const std::vector<Timestamp> late{{90}, {190}, {500}, {390}, {490}};
  const std::vector<double> closes{1, 2, 3, 4, 5};
  std::vector<UniverseSeries> series(3, UniverseSeries{{}, {opens, early, closes}});
  series[1].closes.known_at = late;
  auto params = kSmall;
  params.average_period = 2;
  const auto published = cross_section(series, {.params = params});
  EXPECT_EQ(published.breadth.known_at, (std::vector<Timestamp>{{190}, {500}, {500}, {500}}));
  EXPECT_EQ(published.breadth.values, (std::vector<double>{1, 1, 1, 1}));
}

TEST(CrossSection, IsTheSameForEveryPrefix) {
  const Rows rows = random_rows(120, 6, 0.1);
  std::vector<std::vector<Timestamp>> opens(6);
  std::vector<std::vector<double>> closes(6);
  for (std::size_t t = 0; t < rows.size(); ++t) {
    for (std::size_t s = 0; s < 6; ++s) {
      if (std::isnan(rows[t][s])) continue;
      opens[s].push_back({static_cast<std::int64_t>(t)});
      closes[s].push_back(rows[t][s]);
    }
  }
  const auto up_to = [&](std::size_t end) {
    std::vector<UniverseSeries> series;
    for (std::size_t s = 0; s < 6; ++s) {
      const auto count = static_cast<std::size_t>(
          std::ranges::lower_bound(opens[s], Timestamp{static_cast<std::int64_t>(end)}) -
          opens[s].begin());
      const auto times = std::span(opens[s]).first(count);
      series.push_back({{}, {times, times, std::span(closes[s]).first(count)}});
    }
    return cross_section(series, {.params = kSmall, .ranked = 1});
  };
  const auto whole = up_to(120);
  RandomStream stream(4, "universe");
  for (int i = 0; i < 200; ++i) {
    const auto part = up_to(static_cast<std::size_t>(1 + stream.below(119)));
    for (const auto member : {&CrossSection::breadth, &CrossSection::return_rank,
                              &CrossSection::first_component_share}) {
      const auto& values = (part.*member).values;
      ASSERT_TRUE(std::equal(values.begin(), values.end(), (whole.*member).values.begin()));
    }
  }
  EXPECT_GT(whole.first_component_share.values.size(), 20U);
}

}  // namespace
}  // namespace nautilus::features
