// SPDX-License-Identifier: MIT
#include "nautilus/features/lanes.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {
namespace {

constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
constexpr std::array<double, 11> kCorners{0.0,  -0.0,      1.0,        -1.5,     kNaN,     0.1,
                                          -7.0, kInfinity, -kInfinity, kLargest, kSmallest};

std::array<double, kLanes> values_of(const Lanes& lanes) {
  std::array<double, kLanes> out;
  lanes.store(out.data());
  return out;
}

// Equal bits, any NaN being equal to any other.
bool same(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Each lane of f(x, y) is f of the lane, for every two corners in every lane.
template <class Function>
void expect_lane_by_lane(const Function& f) {
  for (std::size_t shift = 0; shift < kCorners.size(); ++shift) {
    std::array<double, kLanes> x;
    std::array<double, kLanes> y;
    for (std::size_t first = 0; first < kCorners.size(); ++first) {
      for (std::size_t i = 0; i < kLanes; ++i) {
        x[i] = kCorners[(first + i) % kCorners.size()];
        y[i] = kCorners[(first + i + shift) % kCorners.size()];
      }
      const auto answers = values_of(f(Lanes::load(x.data()), Lanes::load(y.data())));
      for (std::size_t i = 0; i < kLanes; ++i) {
        EXPECT_TRUE(same(answers[i], f(x[i], y[i]))) << x[i] << " and " << y[i];
      }
    }
  }
}

TEST(Lanes, CalculateAsOneBarDoes) {
  expect_lane_by_lane([](auto x, auto y) { return x + y; });
  expect_lane_by_lane([](auto x, auto y) { return x - y; });
  expect_lane_by_lane([](auto x, auto y) { return x * y; });
  expect_lane_by_lane([](auto x, auto y) { return x / y; });
  expect_lane_by_lane([](auto x, auto y) { return -x * y; });
  expect_lane_by_lane([](auto x, auto y) { return larger(x, y); });
  expect_lane_by_lane([](auto x, auto y) { return smaller(x, y); });
  expect_lane_by_lane([](auto x, auto /*y*/) { return magnitude(x); });
  expect_lane_by_lane([](auto x, auto /*y*/) { return square_root(x); });
  expect_lane_by_lane([](auto x, auto /*y*/) { return finite(x); });
}

TEST(Lanes, ChooseAsOneBarDoes) {
  expect_lane_by_lane([](auto x, auto y) { return choose(x < y, x, y); });
  expect_lane_by_lane([](auto x, auto y) { return choose(x > y, x, y); });
  expect_lane_by_lane([](auto x, auto y) { return choose(x <= y, x, 3.0); });
  expect_lane_by_lane([](auto x, auto y) { return choose(x >= y, 3.0, y); });
  expect_lane_by_lane([](auto x, auto y) { return choose(x == y, 3.0, x - y); });
  expect_lane_by_lane([](auto x, auto y) { return if_less(x, y, x + y, y); });
  expect_lane_by_lane([](auto x, auto y) { return choose(is_nan(x) | is_nan(y), 3.0, x); });
}

TEST(Lanes, TakeTheFirstOfTwoThatCannotBeCompared) {
  EXPECT_EQ(larger(1.0, kNaN), 1.0);
  EXPECT_EQ(smaller(1.0, kNaN), 1.0);
  EXPECT_TRUE(is_nan(larger(kNaN, 1.0)));
  EXPECT_TRUE(is_nan(smaller(kNaN, 1.0)));
}

TEST(Lanes, SeeANaNInAnyOfThem) {
  EXPECT_FALSE(any(is_nan(Lanes(kInfinity))));
  for (std::size_t i = 0; i < kLanes; ++i) {
    std::array<double, kLanes> x{};
    x[i] = kNaN;
    EXPECT_TRUE(any(is_nan(Lanes::load(x.data())))) << "lane " << i;
  }
}

TEST(Lanes, GoInOrder) {
  const std::array<double, kLanes> x{1, 2, 3, 4, 5, 6, 7, 8};
  double total = 0;
  const auto add = [&](double value) { return total += value; };
  EXPECT_EQ(values_of(Lanes::in_order(add, Lanes::load(x.data()))),
            (std::array<double, kLanes>{1, 3, 6, 10, 15, 21, 28, 36}));
}

TEST(Lanes, ExchangeTheirNewestForThoseBefore) {
  const std::array<double, kLanes> x{1, 2, 3, 4, 5, 6, 7, 8};
  const Lanes lanes = Lanes::load(x.data());
  std::array<double, kLanes> before{-8, -7, -6, -5, -4, -3, -2, -1};
  EXPECT_EQ(values_of(lanes.exchange_1(before[7])),
            (std::array<double, kLanes>{-1, 1, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(before[7], 8);
  EXPECT_EQ(values_of(lanes.exchange_2(&before[4])),
            (std::array<double, kLanes>{-4, -3, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(before[5], 8);
  EXPECT_EQ(values_of(lanes.exchange_4(before.data())),
            (std::array<double, kLanes>{-8, -7, -6, -5, 1, 2, 3, 4}));
  EXPECT_EQ(before, (std::array<double, kLanes>{5, 6, 7, 8, 7, 8, -2, 8}));
  EXPECT_EQ(values_of(lanes.exchange_8(before.data())),
            (std::array<double, kLanes>{5, 6, 7, 8, 7, 8, -2, 8}));
  EXPECT_EQ(before, x);
}

}  // namespace
}  // namespace nautilus::features
