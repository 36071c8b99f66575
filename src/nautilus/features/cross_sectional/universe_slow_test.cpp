// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/cross_sectional/universe.hpp"
#include "nautilus/features/detail/test_universe.hpp"

// What many symbols say together, each time anew from all rows before it.
namespace nautilus::features {
namespace {

using testing_universe::kSmall;
using testing_universe::random_rows;
using testing_universe::Rows;

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

double mean_return(const Rows& rows, std::size_t t, const std::vector<std::size_t>& symbols) {
  double sum = 0;
  int count = 0;
  for (const std::size_t s : symbols) {
    const double own = period_return(rows, t, s);
    if (std::isnan(own)) continue;
    sum += own;
    ++count;
  }
  return count == 0 ? kNaN : sum / count;
}

// The first two are cyclical, the two after them defensive.
double slow_rotation(const Rows& rows, std::size_t t) {
  return mean_return(rows, t, {0, 1}) - mean_return(rows, t, {2, 3});
}

TEST(SlowUniverse, IsWhatItsFormulasSayOverRandomHoles) {
  const Rows rows = random_rows(250, 9, 0.1);
  std::vector<UniverseMember> members(9);
  members[8].is_counted = false;  // Ranked, but no member.
  members[0].side = members[1].side = Side::cyclical;
  members[2].side = members[3].side = Side::defensive;
  Universe universe(members, kSmall);
  int ranks = 0;
  int breadths = 0;
  int rotations = 0;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    universe.update(rows[t]);
    expect_near(universe.breadth(), slow_breadth(rows, t, 8), 1e-15, t);
    expect_near(universe.return_rank(2), slow_rank(rows, t, 2, 8), 1e-15, t);
    expect_near(universe.return_rank(8), slow_rank(rows, t, 8, 8), 1e-15, t);
    expect_near(universe.rotation(), slow_rotation(rows, t), 1e-15, t);
    ranks += std::isfinite(universe.return_rank(8)) ? 1 : 0;
    breadths += std::isfinite(universe.breadth()) ? 1 : 0;
    rotations += std::isfinite(universe.rotation()) ? 1 : 0;
  }
  EXPECT_GT(ranks, 100);
  EXPECT_GT(breadths, 100);
  EXPECT_GT(rotations, 100);
  testing_checks::record_published("return_rank_20", ranks);
  testing_checks::record_published("market_breadth", breadths);
  testing_checks::record_published("sector_rotation", rotations);
}

TEST(SlowUniverse, FindsTheFirstComponentOverRandomHoles) {
  int compared = 0;
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
    compared += shares;
  }
  testing_checks::record_published("first_component_share_60", compared);
}

}  // namespace
}  // namespace nautilus::features
