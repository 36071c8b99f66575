// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling_extremes.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// How much of its way the price spent going back and forth.
class Choppiness {
 public:
  using Params = PeriodParams<14, 2>;

  static constexpr IndicatorSpec spec{
      .name = "choppiness",
      .title = "Choppiness index",
      .group = Group::market_structure,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"choppiness",
                   "100 where every bar covers the whole range, lower the straighter the way",
                   "no value while nothing moves", 0.0, 100.0}},
      .formula =
          "100 * log(sum of true ranges / (highest true high - lowest true low)) / log(period), "
          "over period",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Dreiss: The Choppiness Index, Technical Analysis of Stocks and Commodities (1993)",
  };

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit Choppiness(const Params& params)
      : scale_(100.0 / numeric::log(params.period)),
        ranges_(params.period),
        window_(params.period) {}

  static double next(auto& self, double high, double low, double close) {
    const double previous = feed(self.previous_, close);
    const bool exists = !std::isnan(previous + high + low + close);
    const double top = exists ? std::max(high, previous) : kNaN;
    const double bottom = exists ? std::min(low, previous) : kNaN;
    const auto ranges = feed(self.ranges_, Sum{top - bottom});
    const double covered = feed(self.window_, top, bottom).range();
    if (!(covered > 0.0)) return kNaN;
    return std::clamp(self.scale_ * numeric::log(ranges->total / covered), 0.0, 100.0);
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.ranges_, self.window_);
  }

 private:
  double scale_;
  Previous previous_;
  RollingFold<Sum> ranges_;
  RollingExtremes window_;
};

}  // namespace nautilus::features
