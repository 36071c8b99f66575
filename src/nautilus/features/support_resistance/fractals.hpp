// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/support_resistance/fractal_part.hpp"

namespace nautilus::features {

/// A high above, or a low below, those of the bars around it, known when those after it are over.
class Fractals {
 public:
  using Params = FractalParams;

  static constexpr IndicatorSpec spec{
      .name = "fractals",
      .title = "Williams' fractals",
      .group = Group::support_resistance,
      .inputs = {Input::high, Input::low},
      .outputs = {{.name = "peak",
                   .meaning = "High that was one, span bars ago, a price",
                   .degenerate =
                       "no value while nothing moves: where none is confirmed on this bar",
                   .sparse = true},
                  {.name = "trough",
                   .meaning = "Low that was one, span bars ago, a price",
                   .degenerate =
                       "no value while nothing moves: where none is confirmed on this bar",
                   .sparse = true}},
      .formula =
          "peak = h[-span] where it is above h of the span bars before it and of the span bars "
          "after it, trough = l[-span] where it is below l of them; span bars late, so that "
          "nothing "
          "is revised",
      .gaps = "No value while a gap is in the 2 span + 1 bars",
      .reference = "Williams, Trading Chaos (1995), chapter 8",
  };

  static constexpr int warm_up(const Params& params) { return 2 * params.span; }
  static constexpr int gap_recovery(const Params& params) { return 2 * params.span + 1; }

  explicit Fractals(const Params& params) : peak_(params.span), trough_(params.span) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double peak = feed(self.peak_, high);
    return {peak, -feed(self.trough_, -low)};
  }
  static void state(auto& self, auto& archive) { archive(self.peak_, self.trough_); }

 private:
  ConfirmedPeak peak_;
  ConfirmedPeak trough_;
};

}  // namespace nautilus::features
