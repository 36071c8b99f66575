// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <tuple>

#include "nautilus/features/market_structure/symbol_entropy.hpp"
#include "nautilus/features/market_structure/window_values.hpp"

namespace nautilus::features {

/// How evenly the orders occur in which neighbouring closes lie.
class PermutationEntropy {
 public:
  struct Params {
    int order = 3;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("order", &Params::order, "Closes in each pattern", between(2, 5)),
          field("period", &Params::period, "Patterns in the window", between(8, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "permutation_entropy",
      .title = "Permutation entropy",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"permutation_entropy",
                   "1 where every order is as frequent as any other, 0 where there is but one",
                   "0 while nothing moves: closes that are equal count as rising", 0.0, 1.0}},
      .formula =
          "sum over the order! orders of -p log p, by log(order!): p the share of each among the "
          "orders of the last order closes, over period bars; O(order!)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Bandt and Pompe, Permutation Entropy: A Natural Complexity Measure for Time Series, "
          "Physical Review Letters 88 (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.order - 2; }
  static constexpr int gap_recovery(const Params& params) {
    return params.period + params.order - 1;
  }

  explicit PermutationEntropy(const Params& params)
      : closes_(params.order), entropy_(factorial(params.order), params.period) {}

  static double next(auto& self, double close) {
    return feed(self.entropy_, order_of(feed(self.closes_, close)));
  }
  static void state(auto& self, auto& archive) { archive(self.closes_, self.entropy_); }

 private:
  static constexpr int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }

  // The number of the order among all: how many later values are below each, as digits of a
  // factorial base.
  static double order_of(const WindowValues::View& closes) {
    double number = 0;
    for (std::size_t i = 0; i < closes.size(); ++i) {
      if (std::isnan(closes[i])) return kNaN;
      double later_below = 0;
      for (std::size_t k = i + 1; k < closes.size(); ++k)
        later_below += closes[k] < closes[i] ? 1.0 : 0.0;
      number = number * static_cast<double>(closes.size() - i) + later_below;
    }
    return number;
  }

  WindowValues closes_;
  SymbolEntropy entropy_;
};

}  // namespace nautilus::features
