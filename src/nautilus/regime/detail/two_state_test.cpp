// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/two_state.hpp"

#include <cstddef>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace nautilus::regime::detail {
namespace {

using Path = std::vector<bool>;

Path best_path(const std::vector<double>& scores, double switch_cost) {
  TwoStatePath path(switch_cost);
  std::vector<Verdict> verdicts;
  verdicts.reserve(scores.size());
  for (const double score : scores) verdicts.push_back(path.update(score));
  Path states(scores.size());
  bool state = path.last_is_on();
  for (std::size_t i = scores.size(); i-- > 0;) {
    if (verdicts[i] != Verdict::as_next) state = verdicts[i] == Verdict::on;
    states[i] = state;
  }
  return states;
}

double worth(const Path& path, const std::vector<double>& scores, double switch_cost) {
  double sum = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i]) sum += scores[i];
    if (i > 0 && path[i] != path[i - 1]) sum -= switch_cost;
  }
  return sum;
}

double best_of_all(const std::vector<double>& scores, double switch_cost) {
  double best = -std::numeric_limits<double>::infinity();
  for (unsigned bits = 0; bits < 1U << scores.size(); ++bits) {
    Path path(scores.size());
    for (std::size_t i = 0; i < path.size(); ++i) path[i] = (bits >> i & 1U) != 0;
    best = std::max(best, worth(path, scores, switch_cost));
  }
  return best;
}

TEST(TwoStatePath, IsWorthAsMuchAsTheBestOfAllPaths) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<double> scores(1 + random() % 12);
    for (double& score : scores) score = normal(random);
    const double switch_cost = 0.1 + std::abs(normal(random));
    ASSERT_NEAR(worth(best_path(scores, switch_cost), scores, switch_cost),
                best_of_all(scores, switch_cost), 1e-12);
  }
}

TEST(TwoStatePath, StaysWhereItIsWhenAChangeGainsNothing) {
  // On from the start: 3. Turning off for the middle saves 2 and costs two switches of 1: a tie.
  EXPECT_EQ(best_path({3, -2, 3}, 1), (Path{true, true, true}));
  // By more than the two switches it pays.
  EXPECT_EQ(best_path({3, -2.5, 3}, 1), (Path{true, false, true}));
  // The same of a rise in the midst of off.
  EXPECT_EQ(best_path({-3, 2, -3}, 1), (Path{false, false, false}));
  // Nothing for either state: off.
  EXPECT_EQ(best_path({0, 0}, 1), (Path{false, false}));
}

TEST(TwoStatePath, TakesAnImpossibleBarAsOff) {
  const double never = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(best_path({5, never, never, 5}, 1), (Path{true, false, false, true}));
  EXPECT_EQ(best_path({never, 0.5}, 1), (Path{false, false}));
}

}  // namespace
}  // namespace nautilus::regime::detail
