// SPDX-License-Identifier: MIT
#include "nautilus/features/join.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/alternative/joined_difference.hpp"
#include "nautilus/features/columns.hpp"

namespace nautilus::features {
namespace {

// Times that ascend with random holes, some of them equal to those of another such list.
std::vector<Timestamp> random_times(RandomStream& stream, std::size_t count) {
  std::vector<Timestamp> times;
  std::int64_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    at += 1 + static_cast<std::int64_t>(stream.below(3));
    times.push_back({at});
  }
  return times;
}

std::vector<Timestamp> later(const std::vector<Timestamp>& times, std::int64_t by) {
  std::vector<Timestamp> out;
  for (const auto each : times) out.push_back({each.nanoseconds + by});
  return out;
}

std::vector<double> numbers(std::size_t count) {
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(static_cast<double>(i) + 0.5);
  return out;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

TEST(JoinSameBar, IsWhatALookUpOfEachBarFinds) {
  RandomStream stream(1, "joins");
  for (int round = 0; round < 200; ++round) {
    const auto own = random_times(stream, 1 + stream.below(60));
    const auto others = random_times(stream, stream.below(60));
    const auto values = numbers(others.size());
    const auto own_known = later(own, 5);
    const auto others_known = later(others, 4 + static_cast<std::int64_t>(stream.below(3)));
    const auto joined = join_same_bar(own, own_known, {others, others_known, values});
    for (std::size_t t = 0; t < own.size(); ++t) {
      double expected = kNaN;
      for (std::size_t i = 0; i < others.size(); ++i) {
        if (others[i] == own[t] && others_known[i] <= own_known[t]) expected = values[i];
      }
      ASSERT_TRUE(same(joined.values[t], expected)) << "round " << round << ", bar " << t;
    }
  }
}

TEST(JoinAsOf, IsWhatASearchThroughAllReleasesFinds) {
  RandomStream stream(2, "joins");
  for (int round = 0; round < 200; ++round) {
    const auto known_at = random_times(stream, 1 + stream.below(60));
    PublishedSeries published;
    std::int64_t at = 0;
    for (std::uint64_t i = stream.below(60); i-- > 0;) {
      at += static_cast<std::int64_t>(stream.below(4));  // Some are released at one time.
      published.publish({at}, static_cast<double>(i));
    }
    const auto joined = join_as_of(known_at, published);
    for (std::size_t t = 0; t < known_at.size(); ++t) {
      double expected = kNaN;
      Timestamp since = kEarliest;
      for (std::size_t i = 0; i < published.values.size(); ++i) {
        if (published.known_at[i] > known_at[t]) continue;
        expected = published.values[i];
        since = published.known_at[i];
      }
      ASSERT_TRUE(same(joined.values[t], expected)) << "round " << round << ", bar " << t;
      ASSERT_EQ(joined.known_at[t], since);
    }
  }
}

// The newest value released by then, and that released before it; NaN where there is none.
std::array<double, 2> newest_two(const PublishedSeries& published, Timestamp by) {
  std::array<double, 2> out{kNaN, kNaN};
  for (std::size_t i = 0; i < published.values.size(); ++i) {
    if (published.known_at[i] <= by) out = {published.values[i], out[0]};
  }
  return out;
}

// Of two series, and of one with itself a release before.
TEST(JoinedDifference, IsWhatASearchThroughAllReleasesLeaves) {
  RandomStream stream(3, "joins");
  int compared = 0;
  for (int round = 0; round < 200; ++round) {
    const auto known_at = random_times(stream, 60);
    PublishedSeries one;
    PublishedSeries before;  // The same, each release with the value of the last.
    PublishedSeries other;
    std::int64_t at = 0;
    for (int i = 0; i < 40; ++i) {
      at += 1 + static_cast<std::int64_t>(stream.below(4));
      if (!one.values.empty()) before.publish({at}, one.values.back());
      one.publish({at}, stream.uniform());
      if (stream.uniform() < 0.4) other.publish({at}, stream.uniform());
    }
    const auto ours = join_as_of(known_at, one).values;
    const auto change = join_as_of(known_at, before).values;
    const auto second = join_as_of(known_at, other).values;
    for (std::size_t t = 0; t < known_at.size(); ++t) {
      const auto [newest, last] = newest_two(one, known_at[t]);
      const double of_other = newest_two(other, known_at[t])[0];
      JoinedDifference kernel({});
      ASSERT_TRUE(same(update(kernel, ours[t], change[t]), newest - last)) << round << ", " << t;
      ASSERT_TRUE(same(update(kernel, ours[t], second[t]), newest - of_other));
      compared += std::isnan(newest - last + of_other) ? 0 : 2;
    }
  }
  EXPECT_GT(compared, 10'000);
  testing_checks::record({.indicator = "joined_difference",
                          .output = "joined_difference",
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

TEST(JoinAsOf, UsesNoReleaseOfANanosecondLater) {
  const std::vector<Timestamp> bar{{1'000}};
  PublishedSeries published;
  published.publish({999}, 1);
  published.publish({1'001}, 2);
  EXPECT_EQ(join_as_of(bar, published).values, (std::vector<double>{1}));
  published.known_at[1] = {1'000};
  EXPECT_EQ(join_as_of(bar, published).values, (std::vector<double>{2}));
}

TEST(JoinSameBar, UsesNoBarThatIsKnownLater) {
  const std::vector<Timestamp> opens{{0}, {10}};
  const std::vector<Timestamp> closes{{5}, {15}};
  const std::vector<Timestamp> late{{5}, {16}};
  const std::vector<double> values{1, 2};
  const auto joined = join_same_bar(opens, closes, {opens, late, values});
  EXPECT_EQ(joined.values[0], 1);
  EXPECT_TRUE(std::isnan(joined.values[1]));
}

}  // namespace
}  // namespace nautilus::features
