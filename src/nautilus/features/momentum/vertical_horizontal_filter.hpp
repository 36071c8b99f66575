// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling_extremes.hpp"

namespace nautilus::features {

/// The range of the closes over the way they went: high in trends, low in between.
class VerticalHorizontalFilter {
 public:
  using Params = PeriodParams<28, 1>;

  static constexpr IndicatorSpec spec{
      .name = "vertical_horizontal_filter",
      .title = "Vertical horizontal filter",
      .group = Group::momentum,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"vertical_horizontal_filter", "Range as a share of the path",
                   "0 while nothing moves", 0.0, 1.0}},
      .formula = "(max c - min c) / sum of |c - c[-1]|, each over period bars",
      .gaps = "No value while a gap is in the window; one gap makes two steps unknown",
      .reference = "White, Vertical Horizontal Filter, Futures 20:8 (1991)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit VerticalHorizontalFilter(const Params& params)
      : window_(params.period), path_(params.period) {}

  static double next(auto& self, double close) {
    const double range = feed(self.window_, close, close).range();
    const auto path = feed(self.path_, Sum{std::abs(close - feed(self.previous_, close))});
    if (!path) return kNaN;
    return path->total == 0.0 ? 0.0 : std::min(range / path->total, 1.0);
  }
  static void state(auto& self, auto& archive) {
    archive(self.window_, self.path_, self.previous_);
  }

 private:
  RollingExtremes window_;
  RollingFold<Sum> path_;
  Previous previous_;
};

}  // namespace nautilus::features
