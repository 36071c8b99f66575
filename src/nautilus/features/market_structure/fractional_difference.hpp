// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <tuple>
#include <vector>

#include "nautilus/features/market_structure/window_values.hpp"

namespace nautilus::features {

/// A series made stationary with as little lost of its memory as a difference of a broken order
/// allows.
class FractionalDifference {
 public:
  struct Params {
    double order = 0.4;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("order", &Params::order,
                "Order of the difference: 0 leaves the series, 1 takes its change", between(0, 2)),
          field("period", &Params::period, "Values that count, this one included",
                between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "fractional_difference",
      .title = "Fractional difference",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"fractional_difference", "The differenced series, in its unit",
                   "always defined"}},
      .formula =
          "sum for k from 0 below period of w[k] c[-k]: w[0] = 1, w[k] = -w[k - 1] (order - k + 1) "
          "/ k; O(period)",
      .gaps = "No value while a gap is in the window",
      .reference =
          "Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 5.5: the "
          "fixed-width window",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit FractionalDifference(const Params& params)
      : weights_(weights(params)), values_(params.period) {}

  static double next(auto& self, double value) {
    const auto window = feed(self.values_, value);
    double sum = 0;
    for (std::size_t i = 0; i < window.size(); ++i) {
      sum += self.weights_[window.size() - 1 - i] * window[i];
    }
    return sum;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  static std::vector<double> weights(const Params& params) {
    std::vector<double> out{1.0};
    for (int k = 1; k < params.period; ++k) out.push_back(-out.back() * (params.order - k + 1) / k);
    return out;
  }

  std::vector<double> weights_;
  WindowValues values_;
};

}  // namespace nautilus::features
