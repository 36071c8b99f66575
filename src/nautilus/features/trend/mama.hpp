// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "nautilus/features/trend/hilbert_cycle.hpp"

namespace nautilus::features {

/// A mean that follows the price fast when its cycle jumps ahead, slowly otherwise, and a slower
/// one that follows this.
class Mama {
 public:
  struct Params {
    double fast_limit = 0.5;
    double slow_limit = 0.05;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_limit", &Params::fast_limit, "Highest share of a new price",
                between(0.01, 0.99)),
          field("slow_limit", &Params::slow_limit, "Lowest share of a new price",
                between(0.001, 0.99)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "mama",
      .title = "MESA adaptive moving averages",
      .group = Group::trend,
      .version = 2,  // What rounding leaves of equal prices has no phase since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"mama", "Adaptive mean, a price", "always defined"},
                  {"fama", "Mean that follows it at half the speed, a price", "always defined"}},
      .formula =
          "mama[-1] + a * ((h + l) / 2 - mama[-1]), fama[-1] + a / 2 * (mama - fama[-1]); a = "
          "fast_limit / (fall of the phase in degrees, at least 1), at least slow_limit",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Ehlers, MESA Adaptive Moving Averages, Stocks & Commodities 19:10 (2001)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 32; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Mama(const Params& params) : fast_(params.fast_limit), slow_(params.slow_limit) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double price = 0.5 * (high + low);
    if (std::isnan(price)) return {kNaN, kNaN};
    const auto cycle = feed(self.cycle_, price);
    const Means before = self.means_;
    const double fall = std::max(before.phase - cycle.phase(), 1.0);
    const Means after = before.bars < 6 ? before.begun(price)
                                        : before.moved(price, cycle.phase(),
                                                       std::max(self.fast_ / fall, self.slow_));
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.means_ = after;
    if (before.bars < 32) return {kNaN, kNaN};
    return {after.mama, after.fama};
  }
  static void state(auto& self, auto& archive) { archive(self.cycle_, self.means_); }

 private:
  struct Means {
    std::int64_t bars = 0;  ///< Counted up to 32.
    double phase = 0;
    double mama = 0;
    double fama = 0;

    static void state(auto& self, auto& archive) {
      archive(self.bars, self.phase, self.mama, self.fama);
    }

    // The first six bars give the mean to begin with.
    [[nodiscard]] Means begun(double price) const {
      const double mean = mama + (price - mama) / static_cast<double>(bars + 1);
      return {bars + 1, 0.0, mean, mean};
    }

    [[nodiscard]] Means moved(double price, double new_phase, double share) const {
      const double fast = mama + share * (price - mama);
      return {bars < 32 ? bars + 1 : bars, new_phase, fast, fama + 0.5 * share * (fast - fama)};
    }
  };

  double fast_;
  double slow_;
  HilbertCycle cycle_;
  Means means_;
};

}  // namespace nautilus::features
