// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// What counts as short, long or nothing, as shares of the usual body or range. Nison names these
/// words without numbers; the numbers are those of Tulip Charts' candle library.
struct CandleSizes {
  int period = 10;
  double no_body = 0.05;
  double short_body = 0.5;
  double long_body = 1.4;
  double no_shadow = 0.05;
  double long_shadow = 0.6;
  double near = 0.3;
};

inline constexpr auto kSizesPeriod =
    field("period", &CandleSizes::period,
          "Bars before this one whose mean sizes are the usual ones", between(3, 10'000));
inline constexpr auto kNoBody =
    field("no_body", &CandleSizes::no_body, "A body is none below this share of the usual range",
          between(0.0001, 1));
inline constexpr auto kShortBody =
    field("short_body", &CandleSizes::short_body,
          "A body is short below this share of the usual body", between(0.0001, 10));
inline constexpr auto kLongBody =
    field("long_body", &CandleSizes::long_body, "A body is long above this share of the usual body",
          between(0.0001, 100));
inline constexpr auto kNoShadow =
    field("no_shadow", &CandleSizes::no_shadow,
          "A shadow is none below this share of the usual range", between(0.0001, 1));
inline constexpr auto kLongShadow =
    field("long_shadow", &CandleSizes::long_shadow,
          "A shadow is long above this share of the usual body", between(0.0001, 100));
inline constexpr auto kNear =
    field("near", &CandleSizes::near, "Prices are near within this share of the usual range",
          between(0.0001, 10));

/// The parameters of a pattern that reads these sizes.
template <const auto&... read>
struct SizesOf : CandleSizes {
  static constexpr auto fields() { return std::tuple{kSizesPeriod, read...}; }
};

inline constexpr std::string_view kSizedGaps =
    "No value on a gap, nor while one is among the bars that make the usual sizes";

}  // namespace nautilus::features
