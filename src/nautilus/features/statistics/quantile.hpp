// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <tuple>

#include "nautilus/features/order_statistics.hpp"
#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// The value below which a given share of the last values lies.
class Quantile {
 public:
  struct Params {
    int period = 60;
    double probability = 0.05;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the window", between(1, 10'000)),
          field("probability", &Params::probability, "Share of the values below it", between(0, 1)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "quantile",
      .title = "Quantile",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"quantile", "The quantile, in the unit of the values", "always defined"}},
      .formula =
          "c over period in order, interpolated at probability * (period - 1) from the lowest; "
          "O(log period) and a move of memory",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician "
          "50 (1996), type 7",
      .cost = Cost::logarithmic,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Quantile(const Params& params)
      : period_(static_cast<std::size_t>(params.period)),
        probability_(params.probability),
        values_(params.period) {}

  static double next(auto& self, double value) {
    const Ordered ordered = feed(self.values_, value);
    return ordered.size() < self.period_ ? kNaN : ordered.quantile(self.probability_);
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  std::size_t period_;
  double probability_;
  OrderStatistics values_;
};

}  // namespace nautilus::features
