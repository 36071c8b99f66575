// SPDX-License-Identifier: MIT
#pragma once

namespace nautilus::volatility {

/// The GARCH(1,1) model of Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity,
/// Journal of Econometrics 31 (1986): a return is mean + shock, and the variance of the next shock
/// is omega + alpha * shock^2 + beta * variance.
struct GarchParameters {
  double mean = 0;
  double omega = 0;  ///< Above 0, in squared returns.
  double alpha = 0;  ///< At least 0.
  double beta = 0;   ///< At least 0, and alpha + beta below 1.

  /// The share of a shock to the variance that is left one bar later.
  [[nodiscard]] double persistence() const { return alpha + beta; }

  /// The variance to which it returns.
  [[nodiscard]] double long_run_variance() const { return omega / (1.0 - persistence()); }

  /// The variance of the next return, given that of this one.
  [[nodiscard]] double next_variance(double variance, double value) const {
    const double shock = value - mean;
    return omega + alpha * shock * shock + beta * variance;
  }

  /// The same where this return is not known: its expectation.
  [[nodiscard]] double next_variance(double variance) const {
    return omega + persistence() * variance;
  }
};

}  // namespace nautilus::volatility
