// SPDX-License-Identifier: MIT
#include "nautilus/numeric/pinned_math.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/random.hpp"

namespace nautilus::numeric {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct PinnedFunction {
  std::string name;
  double (*pinned)(double);
  long double (*reference)(long double);  // 64 bits of mantissa: eleven more than we check.
  double lowest;
  double highest;
  std::uint64_t bits;  ///< Fingerprint of 20,000 values; a change means that results change.
};

double pow_of_0_7(double x) { return numeric::pow(0.7, x); }
long double reference_pow_of_0_7(long double x) {
  return std::pow(static_cast<long double>(0.7), x);
}

std::vector<double> arguments(const PinnedFunction& function) {
  RandomStream stream(1, "pinned math");
  std::vector<double> out(20'000);
  for (double& x : out) {
    x = function.lowest + (function.highest - function.lowest) * stream.uniform();
  }
  return out;
}

class PinnedMath : public testing::TestWithParam<PinnedFunction> {};

TEST_P(PinnedMath, IsWithinOneUnitInTheLastPlace) {
  for (const double x : arguments(GetParam())) {
    const long double expected = GetParam().reference(x);
    const auto rounded = std::abs(static_cast<double>(expected));
    const double unit = std::nextafter(rounded, kInfinity) - rounded;
    const auto error = static_cast<double>(std::abs(GetParam().pinned(x) - expected)) / unit;
    ASSERT_LE(error, 1.0) << GetParam().name << "(" << x << ")";
  }
}

TEST_P(PinnedMath, KeepsItsBits) {
  std::vector<double> values = arguments(GetParam());
  for (double& x : values) x = GetParam().pinned(x);
  EXPECT_EQ(fingerprint(values), GetParam().bits) << std::hex << fingerprint(values);
}

INSTANTIATE_TEST_SUITE_P(
    All, PinnedMath,
    testing::Values(
        PinnedFunction{"log", numeric::log, std::log, 1e-9, 100, 0x2212d74cbf1095e1},
        PinnedFunction{"log10", numeric::log10, std::log10, 1e-9, 100, 0x7f2a0d58efdf33ba},
        PinnedFunction{"log1p", numeric::log1p, std::log1p, -0.9, 3, 0x8bd262d1e40750d9},
        PinnedFunction{"exp", numeric::exp, std::exp, -700, 700, 0x9224fa1afa083dfd},
        PinnedFunction{"expm1", numeric::expm1, std::expm1, -3, 3, 0x0f6eb04ef396a5b7},
        PinnedFunction{"pow", pow_of_0_7, reference_pow_of_0_7, -300, 300, 0x0d23eb5319197074},
        PinnedFunction{"sinh", numeric::sinh, std::sinh, -5, 5, 0x611e8d593b55a0eb},
        PinnedFunction{"cosh", numeric::cosh, std::cosh, -5, 5, 0x90e1869d144a7139},
        PinnedFunction{"tanh", numeric::tanh, std::tanh, -5, 5, 0x44f8a2e600c84c78},
        PinnedFunction{"sin", numeric::sin, std::sin, -10, 10, 0x2a28baf63d65586c},
        PinnedFunction{"cos", numeric::cos, std::cos, -10, 10, 0x22312777c88d8fe0},
        PinnedFunction{"tan", numeric::tan, std::tan, -1.5, 1.5, 0xf0fe8bc4bab4407d},
        PinnedFunction{"asin", numeric::asin, std::asin, -1, 1, 0x6197eca66d4f6ed6},
        PinnedFunction{"acos", numeric::acos, std::acos, -1, 1, 0xead0fbd381ac7ad9},
        PinnedFunction{"atan", numeric::atan, std::atan, -10, 10, 0xecb0cc5116e8122f}),
    [](const auto& instance) { return instance.param.name; });

TEST(PinnedMathSpecialValues, AreThoseOfTheCLibrary) {
  EXPECT_EQ(numeric::log(0.0), -kInfinity);
  EXPECT_TRUE(std::isnan(numeric::log(-1.0)));
  EXPECT_EQ(numeric::log(1.0), 0.0);
  EXPECT_EQ(numeric::log(kInfinity), kInfinity);
  EXPECT_EQ(numeric::log1p(-1.0), -kInfinity);
  EXPECT_EQ(numeric::exp(0.0), 1.0);
  EXPECT_EQ(numeric::exp(-kInfinity), 0.0);
  EXPECT_EQ(numeric::exp(1000.0), kInfinity);
  EXPECT_EQ(numeric::expm1(0.0), 0.0);
  EXPECT_EQ(numeric::pow(0.0, 0.0), 1.0);
  EXPECT_EQ(numeric::pow(-2.0, 3.0), -8.0);
  EXPECT_TRUE(std::isnan(numeric::pow(-2.0, 0.5)));
  EXPECT_EQ(numeric::tanh(1e9), 1.0);
  EXPECT_EQ(numeric::log10(0.0), -kInfinity);
  EXPECT_EQ(numeric::log10(1000.0), 3.0);
  EXPECT_EQ(numeric::sinh(1000.0), kInfinity);
  EXPECT_EQ(numeric::cosh(-1000.0), kInfinity);
  EXPECT_EQ(numeric::tan(0.0), 0.0);
  EXPECT_TRUE(std::isnan(numeric::asin(1.5)));
  EXPECT_TRUE(std::isnan(numeric::acos(-1.5)));
  EXPECT_TRUE(std::isnan(numeric::exp(kNaN)));
}

}  // namespace
}  // namespace nautilus::numeric
