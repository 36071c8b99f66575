// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// Averaged bars that show the trend: each opens in the middle of the one before.
class HeikinAshi {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "heikin_ashi",
      .title = "Heikin-Ashi bars",
      .group = Group::trend,
      .inputs = {Input::open, Input::high, Input::low, Input::close},
      .outputs = {{"open", "Open of the averaged bar, a price", "always defined"},
                  {"high", "High of the averaged bar, a price", "always defined"},
                  {"low", "Low of the averaged bar, a price", "always defined"},
                  {"close", "Close of the averaged bar, a price", "always defined"}},
      .formula =
          "close = (o + h + l + c) / 4; open = (open[-1] + close[-1]) / 2, first (o + c) / 2; high "
          "= max(h, open, close), low = min(l, open, close)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Valcu, Using the Heikin-Ashi Technique, Stocks & Commodities 22:2 (2004)",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit HeikinAshi(const Params& /*params*/) {}

  static std::array<double, 4> next(auto& self, double open, double high, double low,
                                    double close) {
    if (std::isnan(open + high + low + close)) return {kNaN, kNaN, kNaN, kNaN};
    const double averaged = 0.25 * (open + high + low + close);
    const double begun = std::isnan(self.middle_) ? 0.5 * (open + close) : self.middle_;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.middle_ = 0.5 * (begun + averaged);
    }
    return {begun, std::max({high, begun, averaged}), std::min({low, begun, averaged}), averaged};
  }
  static void state(auto& self, auto& archive) { archive(self.middle_); }

 private:
  double middle_ = kNaN;
};

}  // namespace nautilus::features
