// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <type_traits>

#include "nautilus/features/support_resistance/fractal_part.hpp"

namespace nautilus::features {

/// The last confirmed fractal high and low.
class FractalChaosBands {
 public:
  using Params = FractalParams;

  static constexpr IndicatorSpec spec{
      .name = "fractal_chaos_bands",
      .title = "Fractal chaos bands",
      .group = Group::support_resistance,
      .inputs = {Input::high, Input::low},
      .outputs = {{.name = "upper",
                   .meaning = "Last fractal high, a price",
                   .degenerate = "no value while nothing has moved: until one is confirmed",
                   .sparse = true},
                  {.name = "lower",
                   .meaning = "Last fractal low, a price",
                   .degenerate = "no value while nothing has moved: until one is confirmed",
                   .sparse = true}},
      .formula =
          "the last peak and the last trough of fractals(span), each from the bar on that confirms "
          "it, span bars late",
      .gaps = "The bar of a gap has no value; none is confirmed across it, the bands stay",
      .reference = "Williams, Trading Chaos (1995), chapter 8",
  };

  static constexpr int warm_up(const Params& params) { return 2 * params.span; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit FractalChaosBands(const Params& params) : peak_(params.span), trough_(params.span) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double peak = feed(self.peak_, high);
    const double trough = -feed(self.trough_, -low);
    const double upper = std::isnan(peak) ? self.upper_ : peak;
    const double lower = std::isnan(trough) ? self.lower_ : trough;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.upper_ = upper;
      self.lower_ = lower;
    }
    if (std::isnan(high + low)) return {kNaN, kNaN};
    return {upper, lower};
  }
  static void state(auto& self, auto& archive) {
    archive(self.peak_, self.trough_, self.upper_, self.lower_);
  }

 private:
  ConfirmedPeak peak_;
  ConfirmedPeak trough_;
  double upper_ = kNaN;
  double lower_ = kNaN;
};

}  // namespace nautilus::features
