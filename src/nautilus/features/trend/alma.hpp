// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>
#include <vector>

#include "nautilus/features/window.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// A mean whose weights are a bell curve that leans to the recent closes.
class Alma {
 public:
  struct Params {
    int period = 9;
    double offset = 0.85;
    double sigma = 6;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean", between(1, 10'000)),
          field("offset", &Params::offset,
                "Where the curve is highest, from 0 (oldest bar) to 1 (newest)", between(0, 1)),
          field("sigma", &Params::sigma, "How narrow the curve is: the window in deviations",
                between(0.1, 100)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "alma",
      .title = "Arnaud Legoux moving average",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"alma", "Weighted mean close, a price", "always defined"}},
      .formula =
          "sum of w(i) * c over the sum of w(i), w(i) = exp(-(i - offset * (period - 1))^2 / (2 * "
          "(period / sigma)^2)), i = 0 the oldest; O(window)",
      .gaps = "No value while a gap is in the window",
      .reference = "Legoux and Kouzis-Loukas, ALMA: Arnaud Legoux Moving Average (2009)",
      .cost = Cost::window,
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit Alma(const Params& params) : weights_(weights(params)), closes_(params.period) {}

  static double next(auto& self, double close) {
    const double* weight = self.weights_.data();
    const auto add = [&weight](double sum, double each) { return sum + *weight++ * each; };
    return Window::fold(self.closes_, close, 0.0, add);
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  static std::vector<double> weights(const Params& params) {
    const double centre = params.offset * (params.period - 1.0);
    const double width = params.period / params.sigma;
    std::vector<double> out;
    double sum = 0;
    for (int i = 0; i < params.period; ++i) {
      const double apart = (i - centre) / width;
      out.push_back(numeric::exp(-0.5 * apart * apart));
      sum += out.back();
    }
    for (double& each : out) each /= sum;
    return out;
  }

  std::vector<double> weights_;
  Window closes_;
};

}  // namespace nautilus::features
