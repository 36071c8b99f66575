// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/rolling_powers.hpp"

namespace nautilus::features {

/// The central moments of a window from its powers about a value of its own.
template <std::size_t order>
struct CentralMoments {
  double second = 0;
  double third = 0;
  double fourth = 0;

  static CentralMoments of(const typename RollingPowers<order>::Window& window, double count) {
    const auto& sums = window.sums.sums;
    const double first = sums[0] / count;
    const double square = sums[1] / count;
    const double cube = sums[2] / count;
    CentralMoments moments;
    moments.second = square - first * first;
    moments.third = cube - first * (3.0 * square - 2.0 * first * first);
    if constexpr (order >= 4) {
      const double product = 4.0 * cube - first * (6.0 * square - 3.0 * first * first);
      moments.fourth = sums[3] / count - first * product;
    }
    return moments;
  }
};

/// The sample skewness G1 of a window with more than two values.
template <std::size_t order>
double sample_skewness(const CentralMoments<order>& moments, double count) {
  if (!(moments.second > 0.0)) return kNaN;
  const double ratio = moments.third / (moments.second * std::sqrt(moments.second));
  return ratio * std::sqrt(count * (count - 1.0)) / (count - 2.0);
}

/// The sample excess kurtosis G2 of a window with more than three values.
inline double sample_kurtosis(const CentralMoments<4>& moments, double count) {
  if (!(moments.second > 0.0)) return kNaN;
  const double excess = moments.fourth / (moments.second * moments.second) - 3.0;
  return ((count + 1.0) * excess + 6.0) * (count - 1.0) / ((count - 2.0) * (count - 3.0));
}

}  // namespace nautilus::features
