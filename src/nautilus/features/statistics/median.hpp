// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "nautilus/features/order_statistics.hpp"
#include "nautilus/features/period_parameter.hpp"

namespace nautilus::features {

/// The middle one of the last values.
class Median {
 public:
  using Params = PeriodParams<20, 1>;

  static constexpr IndicatorSpec spec{
      .name = "median",
      .title = "Median",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"median", "Middle value, in its unit", "always defined"}},
      .formula =
          "the middle one of c[0], ..., c[-(period - 1)] in order, or the mean of the middle two; "
          "O(log period) and a move of memory",
      .gaps = "No value while a gap is in the window",
      .reference = "Tukey, Exploratory Data Analysis (1977)",
      .cost = Cost::logarithmic,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Median(const Params& params)
      : period_(static_cast<std::size_t>(params.period)), values_(params.period) {}

  static double next(auto& self, double value) {
    const Ordered ordered = feed(self.values_, value);
    return ordered.size() < self.period_ ? kNaN : ordered.quantile(0.5);
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  std::size_t period_;
  OrderStatistics values_;
};

}  // namespace nautilus::features
