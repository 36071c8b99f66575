// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/volatility/average_true_range.hpp"

namespace nautilus::features {

/// The average true range in percent of the close, comparable between instruments.
class NormalizedAverageTrueRange {
 public:
  using Params = AverageTrueRange::Params;

  static constexpr IndicatorSpec spec{
      .name = "normalized_average_true_range",
      .title = "Normalized average true range",
      .group = Group::volatility,
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"normalized_average_true_range", "Mean true range in percent of the close",
                   "0 while nothing moves, no value where the close is 0"}},
      .formula = "100 * average_true_range(period) / c",
      .gaps = "The bar of a gap and the one after it have no value; the mean passes them over",
      .reference =
          "Forman, Cross-Market Evaluations with Normalized Average True Range, Technical Analysis "
          "of Stocks and Commodities (May 2006)",
  };

  static constexpr int warm_up(const Params& params) { return AverageTrueRange::warm_up(params); }
  static constexpr int gap_recovery(const Params& params) {
    return AverageTrueRange::gap_recovery(params);
  }

  explicit NormalizedAverageTrueRange(const Params& params) : range_(params) {}

  static double next(auto& self, double high, double low, double close) {
    const double range = feed(self.range_, high, low, close);
    return close == 0.0 ? kNaN : 100.0 * range / close;
  }
  static void state(auto& self, auto& archive) { archive(self.range_); }

 private:
  AverageTrueRange range_;
};

}  // namespace nautilus::features
