// SPDX-License-Identifier: MIT
#include "nautilus/numeric/simd.hpp"

#include <array>
#include <cmath>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/numeric/normal.hpp"

namespace nautilus::numeric {
namespace {

// Of like magnitude and both signs, so that another order of additions shows in the last bits.
std::vector<double> values(std::string_view name, std::size_t count) {
  RandomStream stream(2, name);
  std::vector<double> out(count);
  for (double& x : out) x = normal(stream);
  return out;
}

// The documented order of additions, written the slow way.
double sum_by_definition(const std::vector<double>& x) {
  std::array<double, 8> lane{};
  for (std::size_t i = 0; i < x.size(); ++i) lane.at(i % 8) += x[i];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

std::uint64_t bits_of_everything(SimdTarget target) {
  std::vector<double> results;
  for (const std::size_t count : {0UL, 1UL, 7UL, 8UL, 9UL, 63UL, 1000UL, 5003UL}) {
    const auto x = values("x", count);
    const auto y = values("y", count);
    auto out = values("out", count);
    add_weighted(out, 0.3, x, target);
    results.insert(results.end(), out.begin(), out.end());
    results.push_back(sum(x, target));
    results.push_back(dot(x, y, target));
    results.push_back(centred_dot(x, 1.7, y, -0.3, target));
    std::vector<double> copy(count);
    results.push_back(copy_finite(x, copy, target) ? 1.0 : 0.0);
    results.insert(results.end(), copy.begin(), copy.end());
  }
  return fingerprint(results);
}

class EachTarget : public testing::TestWithParam<SimdTarget> {};

TEST_P(EachTarget, GivesTheBitsOfTheBaseline) {
  RecordProperty("target", std::string(to_string(GetParam())));
  std::cout << "ran on " << to_string(GetParam()) << '\n';
  EXPECT_EQ(bits_of_everything(GetParam()), bits_of_everything(SimdTarget::baseline));
}

TEST_P(EachTarget, AddsInTheDocumentedOrder) {
  for (const std::size_t count : {0UL, 3UL, 8UL, 13UL, 21UL, 30UL, 47UL, 999UL, 1000UL, 5003UL}) {
    const auto x = values("x", count);
    EXPECT_EQ(sum(x, GetParam()), sum_by_definition(x)) << count << " values";
  }
}

TEST_P(EachTarget, GivesHandWorkedResults) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const std::vector<double> ones(10, 1.0);
  EXPECT_EQ(sum(x, GetParam()), 55);
  EXPECT_EQ(dot(x, x, GetParam()), 385);
  EXPECT_EQ(centred_dot(x, 5.5, x, 5.5, GetParam()), 82.5);  // (n^3 - n) / 12 for n = 10.

  std::vector<double> out(10, 100.0);
  add_weighted(out, 2.0, x, GetParam());
  EXPECT_EQ(out, (std::vector<double>{102, 104, 106, 108, 110, 112, 114, 116, 118, 120}));
}

TEST_P(EachTarget, CopiesWhatIsFiniteAndSaysWhetherAllIs) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const std::size_t count : {0UL, 1UL, 3UL, 4UL, 5UL, 8UL, 13UL}) {
    auto x = values("x", count);
    std::vector<double> copy(count);
    EXPECT_TRUE(copy_finite(x, copy, GetParam()));
    EXPECT_EQ(copy, x);
    for (std::size_t place = 0; place < count; ++place) {
      for (const double wild : {infinity, -infinity, infinity - infinity}) {
        auto y = x;
        y[place] = wild;
        EXPECT_FALSE(copy_finite(y, copy, GetParam())) << place << " of " << count;
        EXPECT_TRUE(std::isnan(copy[place]));
        copy[place] = x[place];
        EXPECT_EQ(copy, x);
      }
    }
  }
}

TEST(StreamFinite, WritesWhatCopyFiniteDoesWhereverItLies) {
  auto x = values("x", 21);
  x[3] = std::numeric_limits<double>::infinity();
  x[16] = -std::numeric_limits<double>::infinity();
  for (const std::size_t begin : {0UL, 1UL, 2UL, 3UL}) {
    for (const std::size_t count : {0UL, 1UL, 2UL, 5UL, 16UL, 18UL}) {
      std::vector<double> expected(21, 7.0);
      std::vector<double> streamed(21, 7.0);
      const auto from = std::span(x).subspan(begin, count);
      copy_finite(from, std::span(expected).subspan(begin, count));
      stream_finite(from, std::span(streamed).subspan(begin, count));
      finish_streaming();
      EXPECT_EQ(fingerprint(streamed), fingerprint(expected)) << count << " from " << begin;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Supported, EachTarget, testing::ValuesIn(supported_targets()),
                         [](const auto& instance) {
                           return std::string(to_string(instance.param));
                         });

TEST(SimdTarget, IsByDefaultTheWidestOfTheCpu) {
  EXPECT_EQ(supported_targets().front(), SimdTarget::baseline);
  EXPECT_EQ(best_target(), supported_targets().back());
}

}  // namespace
}  // namespace nautilus::numeric
