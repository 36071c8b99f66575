// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "nautilus/volatility/garch_likelihood.hpp"

namespace nautilus::volatility {

/// An estimate never goes nearer to an integrated variance (alpha + beta = 1) than this; one that
/// would stops there.
inline constexpr double kMostPersistence = 0.9999;

struct GarchEstimate {
  GarchParameters parameters;
  double log_likelihood = 0;
  double next_variance = 0;  ///< Of the return after the last.
  int iterations = 0;
};

/// The parameters under which the returns are the likeliest were their shocks Gaussian
/// (quasi-maximum likelihood): all four are free, the variance is not targeted.
///
/// It goes by Fisher scoring with Levenberg's damping over the mean, the long-run variance, the
/// persistence and alpha's share of it, transformed so that every step is allowed, from `start`
/// where one is given. It stops when a step promises less than `enough` of log likelihood (1e-8
/// leaves a parameter within a ten thousandth of its standard error), at the latest after
/// `most_iterations`, with the likeliest so far.
/// O(returns) a step, without allocation.
///
/// nullopt where there is nothing to estimate or it cannot be: fewer than 20 returns, one that is
/// not finite, returns that are all equal.
std::optional<GarchEstimate> estimate_garch(std::span<const double> returns,
                                            const std::optional<GarchParameters>& start = {},
                                            double enough = 1e-13, int most_iterations = 200);

/// Standard errors of an estimate, in the order mean, omega, alpha, beta.
struct GarchStandardErrors {
  GarchVector hessian{};  ///< From the second derivatives: right where shocks are Gaussian.
  /// Right where they are not: Bollerslev and Wooldridge, Quasi-Maximum Likelihood Estimation and
  /// Inference in Dynamic Models with Time-Varying Covariances, Econometric Reviews 11 (1992).
  GarchVector robust{};
};

/// nullopt where the second derivatives are no peak, as at an estimate on a bound.
std::optional<GarchStandardErrors> garch_standard_errors(std::span<const double> returns,
                                                         const GarchParameters& at);

}  // namespace nautilus::volatility
