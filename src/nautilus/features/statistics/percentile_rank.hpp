// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "nautilus/features/order_statistics.hpp"
#include "nautilus/features/period_parameter.hpp"

namespace nautilus::features {

/// Which share of the last values a value is not below.
class PercentileRank {
 public:
  using Params = PeriodParams<60, 2>;

  static constexpr IndicatorSpec spec{
      .name = "percentile_rank",
      .title = "Percentile rank",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"percentile_rank",
                   "Rank among the values of the window, as a fraction: 1 for the highest, 1 / "
                   "period for the lowest",
                   "equal values share the mean of their ranks", 0.0, 1.0}},
      .formula =
          "((number of c below c[0]) + (number not above it) + 1) / (2 * period), over period; "
          "O(log period) and a move of memory",
      .gaps = "No value while a gap is in the window",
      .reference = "Kendall, Rank Correlation Methods (1948): ranks, ties at their mean",
      .cost = Cost::logarithmic,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit PercentileRank(const Params& params)
      : period_(static_cast<std::size_t>(params.period)), values_(params.period) {}

  static double next(auto& self, double value) {
    const Ordered ordered = feed(self.values_, value);
    if (ordered.size() < self.period_) return kNaN;
    const auto ranks = static_cast<double>(ordered.below(value) + ordered.not_above(value) + 1);
    return ranks / (2.0 * static_cast<double>(self.period_));
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  std::size_t period_;
  OrderStatistics values_;
};

}  // namespace nautilus::features
