// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/universe.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/cross_sectional/cross_section.hpp"
#include "nautilus/features/cross_sectional/largest_eigenvalue.hpp"
#include "nautilus/features/detail/test_universe.hpp"

namespace nautilus::features {
namespace {

using testing_universe::kSmall;
using testing_universe::random_rows;
using testing_universe::Rows;

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
  const auto published = *cross_section(series, {.params = params});
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
    return *cross_section(series, {.params = kSmall, .ranked = 1});
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
