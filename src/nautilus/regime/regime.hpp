// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "nautilus/base/field.hpp"

namespace nautilus::regime {

/// The state of a market. The order is that of the wire words and of every six-element row.
enum class Regime : unsigned char {
  bull,
  bear,
  sideways,
  volatile_,  // NOLINT(readability-identifier-naming): "volatile", the wire word, is a keyword
  crisis,
  recovery,
};

inline constexpr std::size_t kRegimeCount = 6;

inline constexpr std::array<std::string_view, kRegimeCount> kRegimeWords{
    "bull", "bear", "sideways", "volatile", "crisis", "recovery"};

inline constexpr std::array<Regime, kRegimeCount> kRegimes{Regime::bull,     Regime::bear,
                                                           Regime::sideways, Regime::volatile_,
                                                           Regime::crisis,   Regime::recovery};

constexpr std::span<const std::string_view> enum_words(Regime /*of*/) { return kRegimeWords; }

constexpr std::size_t index_of(Regime regime) { return static_cast<std::size_t>(regime); }

/// One number per regime, such as probabilities that sum to 1.
struct RegimeRow {
  double bull = 0;
  double bear = 0;
  double sideways = 0;
  double volatile_ = 0;
  double crisis = 0;
  double recovery = 0;

  friend bool operator==(const RegimeRow&, const RegimeRow&) = default;

  double& operator[](Regime regime) { return this->*members[index_of(regime)]; }
  double operator[](Regime regime) const { return this->*members[index_of(regime)]; }

  static constexpr auto fields() {
    return std::tuple{
        field("bull", &RegimeRow::bull, "Rising prices", between(0, 1)),
        field("bear", &RegimeRow::bear, "A decline of 19 % or more", between(0, 1)),
        field("sideways", &RegimeRow::sideways, "No drift worth its risk", between(0, 1)),
        field("volatile", &RegimeRow::volatile_, "Large moves without a bear market",
              between(0, 1)),
        field("crisis", &RegimeRow::crisis, "A bear market with extreme moves", between(0, 1)),
        field("recovery", &RegimeRow::recovery, "The rise from a bear market's trough",
              between(0, 1)),
    };
  }

 private:
  using Member = double RegimeRow::*;
  static constexpr std::array<Member, kRegimeCount> members{
      &RegimeRow::bull,      &RegimeRow::bear,   &RegimeRow::sideways,
      &RegimeRow::volatile_, &RegimeRow::crisis, &RegimeRow::recovery};
};

}  // namespace nautilus::regime
