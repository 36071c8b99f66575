// SPDX-License-Identifier: MIT
#include "nautilus/base/random.hpp"

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace nautilus {
namespace {

std::vector<double> draws(RandomStream stream, int count) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) out.push_back(stream.uniform());
  return out;
}

TEST(Philox, GivesThePublishedKnownAnswers) {
  // The vectors "philox4x32 10" of kat_vectors of the authors' Random123.
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (RandomBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (RandomBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (RandomBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, RepeatsItselfAndDiffersByNameIndexAndSeed) {
  const auto first = draws({7, "paths", 0}, 9);

  EXPECT_EQ(draws({7, "paths", 0}, 9), first);
  EXPECT_NE(draws({8, "paths", 0}, 9), first);
  EXPECT_NE(draws({7, "trees", 0}, 9), first);
  EXPECT_NE(draws({7, "paths", 1}, 9), first);
}

TEST(RandomStream, IsUniformInMeanAndVariance) {
  // Mean 1/2 with deviation sqrt(1/12/n) = 0.0009, variance 1/12 with sqrt(1/180/n) = 0.00024.
  const auto values = draws({1, "uniform"}, 100'000);
  double total = 0;
  double squares = 0;
  for (const double value : values) {
    ASSERT_TRUE(value >= 0 && value < 1);
    total += value;
    squares += (value - 0.5) * (value - 0.5);
  }
  EXPECT_NEAR(total / 1e5, 0.5, 0.004);
  EXPECT_NEAR(squares / 1e5, 1.0 / 12, 0.001);
}

TEST(RandomStream, DrawsEveryWholeNumberBelowABoundEquallyOften) {
  RandomStream stream(3, "below");
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts.at(stream.below(7));

  // 10,000 each with deviation sqrt(10,000 * 6/7) = 93.
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 420);
}

TEST(RandomStream, DoesNotDependOnTheNumberOfThreads) {
  const auto paths_with = [](std::size_t threads) {
    std::vector<double> sums(64);
    std::vector<std::jthread> workers;
    for (std::size_t worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&sums, worker, threads] {
        for (std::size_t path = worker; path < sums.size(); path += threads) {
          for (const double each : draws({5, "paths", path}, 100)) sums[path] += each;
        }
      });
    }
    workers.clear();
    return sums;
  };

  EXPECT_EQ(paths_with(1), paths_with(4));
}

}  // namespace
}  // namespace nautilus
