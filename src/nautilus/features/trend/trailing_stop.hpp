// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A stop on one side of the price that moves only towards it, and changes sides when the close
/// passes it.
class TrailingStop {
 public:
  /// The stop, then the stop where it is above and where it is below the price, NaN where it is
  /// not. `range` is its distance from `centre`; where that is NaN the bar is passed over. The
  /// first stop is below the price if the close is at least `beginning`.
  static std::array<double, 3> next(auto& self, double centre, double range, double close,
                                    double beginning) {
    const Sides sides = self.sides_.with(centre, range, close, beginning);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.sides_ = sides;
    if (std::isnan(range + centre)) return {kNaN, kNaN, kNaN};
    return sides.rising ? std::array{sides.lower, kNaN, sides.lower}
                        : std::array{sides.upper, sides.upper, kNaN};
  }
  static void state(auto& self, auto& archive) { archive(self.sides_); }

 private:
  struct Sides {
    bool running = false;
    bool rising = true;
    double upper = std::numeric_limits<double>::infinity();
    double lower = -std::numeric_limits<double>::infinity();
    double close = kNaN;  ///< The last one.

    static void state(auto& self, auto& archive) {
      archive(self.running, self.rising, self.upper, self.lower, self.close);
    }

    [[nodiscard]] Sides with(double centre, double range, double new_close,
                             double beginning) const {
      Sides next = *this;
      if (!std::isnan(new_close)) next.close = new_close;
      if (std::isnan(range + centre)) return next;
      const double above = centre + range;
      const double below = centre - range;
      if (above < upper || close > upper) next.upper = above;
      if (below > lower || close < lower) next.lower = below;
      if (!running) next.rising = new_close >= beginning;
      next.running = true;
      next.rising = new_close > (next.rising ? next.lower : next.upper);
      return next;
    }
  };

  Sides sides_;
};

}  // namespace nautilus::features
