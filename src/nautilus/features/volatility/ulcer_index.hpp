// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// How deep and how long closes lay below the highest one before them.
class UlcerIndex {
 public:
  using Params = PeriodParams<14>;

  static constexpr IndicatorSpec spec{
      .name = "ulcer_index",
      .title = "Ulcer index",
      .group = Group::volatility,
      .inputs = {Input::close},
      .outputs = {{"ulcer_index", "Root of the mean squared fall from the high, in percent",
                   "0 while nothing falls, no value where a close is not above 0", 0.0}},
      .formula =
          "sqrt(mean over period of (100 * (c / m - 1))^2): m the highest c of the window up to "
          "that bar. O(period)",
      .gaps = "No value while a gap is in the window",
      .reference = "Martin and McCann, The Investor's Guide to Fidelity Funds (1989)",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit UlcerIndex(const Params& params) : period_(params.period), closes_(params.period) {}

  static double next(auto& self, double close) {
    double highest = 0;
    const auto add_fall = [&highest](double sum, double each) {
      if (!(each > 0.0)) return kNaN;
      if (each > highest) highest = each;
      const double fall = 100.0 * (each - highest) / highest;
      return sum + fall * fall;
    };
    return std::sqrt(Window::fold(self.closes_, close, 0.0, add_fall) / self.period_);
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  double period_;
  Window closes_;
};

}  // namespace nautilus::features
