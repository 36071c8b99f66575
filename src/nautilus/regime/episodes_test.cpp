// SPDX-License-Identifier: MIT
#include "nautilus/regime/episodes.hpp"

#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::regime {
namespace {

using testing::ElementsAre;

/// The rule word by word: find the shortest episode, relabel its bars, begin again.
std::vector<Regime> dissolve_slowly(std::vector<Regime> labels, std::size_t minimum_bars) {
  while (true) {
    const std::vector<Episode> episodes = episodes_of(labels);
    std::size_t shortest = 0;
    for (std::size_t i = 1; i < episodes.size(); ++i) {
      if (episodes[i].bars() < episodes[shortest].bars()) shortest = i;
    }
    if (episodes.size() < 2 || episodes[shortest].bars() >= minimum_bars) return labels;
    const bool has_left = shortest > 0;
    const bool has_right = shortest + 1 < episodes.size();
    const bool to_left =
        has_left && (!has_right || episodes[shortest - 1].bars() >= episodes[shortest + 1].bars());
    const Regime heir = episodes[to_left ? shortest - 1 : shortest + 1].regime;
    for (std::size_t i = episodes[shortest].first; i < episodes[shortest].end; ++i) {
      labels[i] = heir;
    }
  }
}

std::vector<Regime> dissolved(const std::vector<Regime>& labels, std::size_t minimum_bars) {
  std::vector<Episode> episodes = episodes_of(labels);
  dissolve_short(episodes, minimum_bars);
  return labels_of(episodes);
}

TEST(Episodes, AreTheRunsOfLabelsAndBack) {
  const std::vector<Regime> labels{Regime::bull, Regime::bull, Regime::bear, Regime::bull};
  EXPECT_THAT(episodes_of(labels),
              ElementsAre(Episode{0, 2, Regime::bull}, Episode{2, 3, Regime::bear},
                          Episode{3, 4, Regime::bull}));
  EXPECT_EQ(labels_of(episodes_of(labels)), labels);
  EXPECT_TRUE(episodes_of({}).empty());
  EXPECT_TRUE(labels_of({}).empty());
}

TEST(DissolveShort, GivesTheShortestToItsLongerNeighbourAndOfEqualsToTheLeft) {
  // bull 3, bear 1, sideways 3: the bear's day goes left, then both last.
  std::vector<Episode> equal{{0, 3, Regime::bull}, {3, 4, Regime::bear}, {4, 7, Regime::sideways}};
  dissolve_short(equal, 3);
  EXPECT_THAT(equal, ElementsAre(Episode{0, 4, Regime::bull}, Episode{4, 7, Regime::sideways}));

  // Between two bulls a short bear vanishes and the three become one.
  std::vector<Episode> between{{0, 3, Regime::bull}, {3, 4, Regime::bear}, {4, 9, Regime::bull}};
  dissolve_short(between, 3);
  EXPECT_THAT(between, ElementsAre(Episode{0, 9, Regime::bull}));
}

TEST(DissolveShort, LeavesTheOnlyEpisodeHoweverShort) {
  std::vector<Episode> only{{0, 2, Regime::crisis}};
  dissolve_short(only, 10);
  EXPECT_THAT(only, ElementsAre(Episode{0, 2, Regime::crisis}));
}

TEST(DissolveShort, EqualsTheRuleDoneStepByStepOnRandomLabels) {
  std::mt19937_64 random(7);
  for (int trial = 0; trial < 3000; ++trial) {
    const std::size_t bars = 1 + random() % 60;
    const auto stay = random() % 8;
    std::vector<Regime> labels{kRegimes[random() % kRegimeCount]};
    while (labels.size() < bars) {
      labels.push_back(random() % 8 < stay ? labels.back() : kRegimes[random() % 3]);
    }
    const std::size_t minimum_bars = 1 + random() % 12;
    ASSERT_EQ(dissolved(labels, minimum_bars), dissolve_slowly(labels, minimum_bars));
  }
}

}  // namespace
}  // namespace nautilus::regime
