// SPDX-License-Identifier: MIT
#include "nautilus/features/join.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
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
