// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Count, means and sums of squared deviations and of their products of pairs, combined as in Chan,
/// Golub and LeVeque, Updating Formulae and a Pairwise Algorithm for Computing Sample Variances
/// (1979).
struct CoMoments {
  double count = 0;
  double mean_x = 0;
  double mean_y = 0;
  double squares_x = 0;
  double squares_y = 0;
  double products = 0;

  static CoMoments of(double x, double y) { return {.count = 1, .mean_x = x, .mean_y = y}; }

  static CoMoments combine(const CoMoments& older, const CoMoments& newer) {
    if (newer.count == 0) return older;
    if (older.count == 0) return newer;
    const double count = older.count + newer.count;
    const double share = newer.count / count;
    const double weight = older.count * share;
    const double apart_x = newer.mean_x - older.mean_x;
    const double apart_y = newer.mean_y - older.mean_y;
    return {count,
            older.mean_x + apart_x * share,
            older.mean_y + apart_y * share,
            older.squares_x + newer.squares_x + apart_x * apart_x * weight,
            older.squares_y + newer.squares_y + apart_y * apart_y * weight,
            older.products + newer.products + apart_x * apart_y * weight};
  }
  static void state(auto& self, auto& archive) {
    archive(self.count, self.mean_x, self.mean_y, self.squares_x, self.squares_y, self.products);
  }

  /// Pearson's correlation; NaN where one of the two does not vary.
  [[nodiscard]] double correlation() const {
    const double scale = std::sqrt(squares_x) * std::sqrt(squares_y);
    return scale > 0 ? std::clamp(products / scale, -1.0, 1.0) : kNaN;
  }

  /// The slope of x on y by least squares; NaN where y does not vary.
  [[nodiscard]] double slope() const { return squares_y > 0 ? products / squares_y : kNaN; }
};

/// Whether returns with this sum of squared deviations vary by more than the rounding of their
/// price ratios, each of which is half a unit in the last place of a number near 1.
constexpr bool varies(double squares, double count) {
  constexpr double rounding = 0x1p-52;
  return squares > count * rounding * rounding;
}

/// The returns of a series and of another from one bar that both have to the next such bar. A bar
/// that one of them lacks is passed over.
class CommonReturns {
 public:
  struct Pair {
    double own = kNaN;
    double other = kNaN;

    [[nodiscard]] bool exists() const { return std::isfinite(own) && std::isfinite(other); }
  };

  static Pair next(auto& self, double close, double reference) {
    if (std::isnan(close) || std::isnan(reference)) return {};
    const double own = feed(self.close_, close);
    const double other = feed(self.reference_, reference);
    return {close / own - 1.0, reference / other - 1.0};
  }
  static void state(auto& self, auto& archive) { archive(self.close_, self.reference_); }

 private:
  Previous close_;
  Previous reference_;
};

}  // namespace nautilus::features
