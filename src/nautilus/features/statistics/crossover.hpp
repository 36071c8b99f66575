// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// Whether one series has just come to lie above another.
class Crossover {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "crossover",
      .title = "Crossover",
      .group = Group::statistics,
      .inputs = {Input::close, Input::reference},
      .outputs = {{"crossover",
                   "1 on the bar on which the first series comes above the second, "
                   "else 0",
                   "0 while nothing moves", 0.0, 1.0}},
      .formula = "1 if c > q and c[-1] <= q[-1], else 0: q the reference",
      .gaps = "No value on a bar that one of the two lacks, nor on the one after it",
      .reference =
          "Murphy, Technical Analysis of the Financial Markets (1999), chapter 9: how two averages "
          "are used",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }

  explicit Crossover(const Params& /*params*/) {}

  static double next(auto& self, double close, double reference) {
    const double lead = close - reference;
    const double before = feed(self.lead_, lead);
    if (std::isnan(lead) || std::isnan(before)) return kNaN;
    return lead > 0.0 && before <= 0.0 ? 1.0 : 0.0;
  }
  static void state(auto& self, auto& archive) { archive(self.lead_); }

 private:
  Previous lead_;
};

}  // namespace nautilus::features
