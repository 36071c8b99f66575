// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// A band a fixed percentage above and below the mean close.
class MovingAverageEnvelope {
 public:
  struct Params {
    int period = 20;
    double percent = 2.5;

    static constexpr auto fields() {
      return std::tuple{
          field("period", &Params::period, "Bars in the mean", between(1, 10'000)),
          field("percent", &Params::percent, "Half width in percent of the mean",
                between(0.01, 99)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "moving_average_envelope",
      .title = "Moving average envelope",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"upper", "Upper band, a price", "always defined"},
                  {"lower", "Lower band, a price", "always defined"}},
      .formula = "sma(c, period) * (1 +- percent / 100)",
      .gaps = "No value while a gap is in the window",
      .reference = "Murphy, Technical Analysis of the Financial Markets (1999), chapter 9",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit MovingAverageEnvelope(const Params& params)
      : up_(1.0 + params.percent / 100.0),
        down_(1.0 - params.percent / 100.0),
        mean_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    const double mean = feed(self.mean_, close);
    return {mean * self.up_, mean * self.down_};
  }
  static void state(auto& self, auto& archive) { archive(self.mean_); }

 private:
  double up_;
  double down_;
  RollingMean mean_;
};

}  // namespace nautilus::features
