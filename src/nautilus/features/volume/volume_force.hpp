// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// Klinger's volume force, in percent of units traded; NaN on the first two bars, a gap and the two
/// bars after one.
class VolumeForce {
 public:
  static double next(auto& self, double high, double low, double close, double volume) {
    const State after = self.state_.after(high + low + close, high - low);
    const double force = after.force(volume);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.state_ = after;
    return force;
  }
  static void state(auto& self, auto& archive) {
    archive(self.state_.price, self.state_.trend, self.state_.range, self.state_.swing,
            self.state_.known);
  }

 private:
  struct State {
    double price = kNaN;  ///< h + l + c.
    double trend = kNaN;  ///< 1 where the price rose, else -1.
    double range = kNaN;
    double swing = 0;  ///< The ranges added up while the trend lasts.
    bool known = false;

    [[nodiscard]] State after(double next_price, double next_range) const {
      State next{next_price, kNaN, next_range, 0.0, false};
      if (std::isnan(price + next_price + next_range)) return next;
      next.trend = next_price > price ? 1.0 : -1.0;
      if (std::isnan(trend)) return next;
      next.swing = (next.trend == trend ? swing : range) + next_range;
      next.known = true;
      return next;
    }

    [[nodiscard]] double force(double volume) const {
      if (!known || std::isnan(volume)) return kNaN;
      if (range == swing) return 0.0;
      return 100.0 * volume * trend * std::abs(2.0 * (range / swing - 1.0));
    }
  };

  State state_;
};

}  // namespace nautilus::features
