// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

#include "nautilus/features/recursive.hpp"
#include "nautilus/volatility/garch_estimate.hpp"

namespace nautilus::features {

/// The volatility of the next bar by a GARCH(1,1) model that is estimated anew now and then.
class GarchVolatility {
 public:
  struct Params {
    int first = 252;
    int window = 1000;
    int every = 63;
    double bars_per_year = 252;

    static constexpr auto fields() {
      return std::tuple{
          field("first", &Params::first, "Returns in the first estimate", between(50, 10'000)),
          field("window", &Params::window, "Returns in an estimate at most", between(50, 10'000)),
          field("every", &Params::every, "Returns from one estimate to the next",
                between(1, 10'000)),
          field("bars_per_year", &Params::bars_per_year, "Bars in a year, 252 of them daily",
                between(1, 40'000'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "garch_volatility",
      .title = "GARCH volatility",
      .group = Group::volatility,
      .version = 2,  // Estimates take a bounded number of steps since.
      .inputs = {Input::close},
      .outputs = {{"garch_volatility",
                   "Deviation of the next bar's return per year, a fraction, as expected at this "
                   "bar's close",
                   "no value while nothing has moved: in any estimate's window", 0.0}},
      .formula =
          "sqrt(bars_per_year * s): s = omega + alpha * (r - mean)^2 + beta * s[-1], r = c / c[-1] "
          "- 1. Once first returns are known, and then every so many, the four parameters are "
          "estimated by Gaussian quasi-maximum likelihood from the last window returns, starting "
          "from those before; they hold from the next bar on, with s run anew over the window. "
          "One that has not arrived after 12 steps of scoring goes on from there with the next; "
          "one "
          "that fails, since nothing moved, keeps those before. O(1), the bar of an estimate "
          "O(window) up to 13 times",
      .gaps =
          "The bar of a gap and the one after it have no value; s goes on as expected, and the "
          "window passes them over",
      .reference =
          "Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity, Journal of "
          "Econometrics 31 (1986), p. 309",
      .cost = Cost::window,
  };

  static Result<void> check(const Params& params) {
    return check_below("first", params.first, "window", params.window);
  }
  static constexpr int warm_up(const Params& params) { return params.first + 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 2; }
  /// An estimate goes through its window once per step and once for the variance.
  static constexpr int bars_anew(const Params& params) {
    return ((kMostSteps + 1) * params.window + params.every - 1) / params.every;
  }

  explicit GarchVolatility(const Params& params)
      : params_(params),
        returns_(static_cast<std::size_t>(params.window)),
        in_order_(returns_.size()) {}

  static double next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double growth = known(close / previous - 1.0);
    const double variance = self.variance_after(growth);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.take(growth, variance);
    }
    return std::isnan(growth) ? kNaN : std::sqrt(self.params_.bars_per_year * variance);
  }

  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.returns_, self.seen_, self.estimated_, self.parameters_.mean,
            self.parameters_.omega, self.parameters_.alpha, self.parameters_.beta, self.variance_);
    archive.index(self.position_, self.returns_.size());
  }

 private:
  /// Of log likelihood, at which an estimate stops: within a hundredth of a standard error.
  static constexpr double kEnough = 1e-5;
  // Where returns hardly cluster the likelihood is a ridge, along which scoring may go hundreds of
  // steps that change the forecast by nothing.
  static constexpr int kMostSteps = 12;

  // A return has a finite square, or counts as a gap: a price of 0, a step of all magnitudes.
  static double known(double growth) { return std::isfinite(growth * growth) ? growth : kNaN; }

  // NaN until there is an estimate.
  [[nodiscard]] double variance_after(double growth) const {
    if (!estimated_) return kNaN;
    return std::isnan(growth) ? parameters_.next_variance(variance_)
                              : parameters_.next_variance(variance_, growth);
  }

  // The estimate comes after the bar's answer, so that a look at a forming bar never needs one.
  void take(double growth, double variance) {
    variance_ = variance;
    if (std::isnan(growth)) return;
    returns_[position_] = growth;
    position_ = (position_ + 1) % returns_.size();
    ++seen_;
    if (seen_ >= params_.first && (seen_ - params_.first) % params_.every == 0) estimate();
  }

  void estimate() {
    const std::size_t count = std::min(static_cast<std::size_t>(seen_), returns_.size());
    const std::size_t oldest = count < returns_.size() ? 0 : position_;
    for (std::size_t i = 0; i < count; ++i) {
      in_order_[i] = returns_[(oldest + i) % returns_.size()];
    }
    const auto before = estimated_ ? std::optional(parameters_) : std::nullopt;
    const auto found =
        volatility::estimate_garch(std::span(in_order_).first(count), before, kEnough, kMostSteps);
    if (!found) return;
    estimated_ = true;
    parameters_ = found->parameters;
    variance_ = found->next_variance;
  }

  Params params_;
  Previous previous_;
  std::vector<double> returns_;   ///< As they came, in a ring.
  std::vector<double> in_order_;  ///< Room for an estimate; no state.
  std::size_t position_ = 0;      ///< Of the oldest, once the ring is full.
  std::int64_t seen_ = 0;         ///< Returns so far.
  bool estimated_ = false;
  volatility::GarchParameters parameters_;
  double variance_ = kNaN;  ///< Of the next return.
};

}  // namespace nautilus::features
