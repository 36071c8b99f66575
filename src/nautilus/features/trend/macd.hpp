// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <tuple>

#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// How far a fast mean of the closes runs ahead of a slow one, and the mean of that lead.
class Macd {
 public:
  struct Params {
    int fast_period = 12;
    int slow_period = 26;
    int signal_period = 9;

    static constexpr auto fields() {
      return std::tuple{
          field("fast_period", &Params::fast_period, "Span of the fast mean in bars",
                between(1, 10'000)),
          field("slow_period", &Params::slow_period, "Span of the slow mean in bars",
                between(2, 10'000)),
          field("signal_period", &Params::signal_period, "Span of the mean of the lead in bars",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "macd",
      .title = "Moving average convergence divergence",
      .group = Group::trend,
      .inputs = {Input::close},
      .outputs = {{"macd", "Fast mean minus slow mean, in price", "0 while nothing moves"},
                  {"signal", "Exponential mean of macd, in price", "0 while nothing moves"},
                  {"histogram", "macd minus signal, in price", "0 while nothing moves"}},
      .formula =
          "ema(c, fast_period) - ema(c, slow_period), both seeded on the same bar; signal = "
          "ema(macd, signal_period)",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference =
          "Appel, The Moving Average Convergence-Divergence Trading Method (1979); means "
          "aligned as TA-Lib does",
  };

  static Result<void> check(const Params& params) {
    return check_below("fast_period", params.fast_period, "slow_period", params.slow_period);
  }
  static constexpr std::array<int, 3> warm_up(const Params& params) {
    const int macd = params.slow_period - 1;
    const int signal = macd + params.signal_period - 1;
    return {macd, signal, signal};
  }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit Macd(const Params& params)
      : fast_(
            SmoothedMean::exponential(params.fast_period, params.slow_period - params.fast_period)),
        slow_(SmoothedMean::exponential(params.slow_period)),
        signal_(SmoothedMean::exponential(params.signal_period)) {}

  static std::array<double, 3> next(auto& self, double close) {
    const double fast = feed(self.fast_, close);
    const double slow = feed(self.slow_, close);
    const double macd = fast - slow;
    const double signal = feed(self.signal_, macd);
    return {macd, signal, macd - signal};
  }
  static void state(auto& self, auto& archive) { archive(self.fast_, self.slow_, self.signal_); }

 private:
  SmoothedMean fast_;
  SmoothedMean slow_;
  SmoothedMean signal_;
};

}  // namespace nautilus::features
