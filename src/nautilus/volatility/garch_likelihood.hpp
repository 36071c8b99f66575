// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>

#include "nautilus/volatility/garch.hpp"

namespace nautilus::volatility {

/// One number per parameter, in the order mean, omega, alpha, beta.
using GarchVector = std::array<double, 4>;
/// A symmetric matrix over the parameters, by rows.
using GarchMatrix = std::array<GarchVector, 4>;

/// The Gaussian log likelihood of returns and its derivatives by the parameters.
struct GarchLikelihood {
  double value = 0;
  GarchVector gradient{};
  /// Minus the expected second derivatives given the variances: never indefinite.
  GarchMatrix information{};
  double next_variance = 0;  ///< Of the return after the last.
};

/// In one pass over the returns, without allocation. The variance before the first return is the
/// mean squared shock, whose dependence on the mean is in the derivatives, after Fiorentini,
/// Calzolari and Panattoni, Analytic Derivatives and the Computation of GARCH Estimates, Journal of
/// Applied Econometrics 11 (1996). REQUIRES: returns not empty, parameters as garch.hpp says.
GarchLikelihood garch_likelihood(std::span<const double> returns, const GarchParameters& at);

/// The second derivatives of the log likelihood, and the sum of the outer products of each return's
/// gradient.
struct GarchCurvature {
  GarchMatrix hessian{};
  GarchMatrix outer_products{};
};

/// REQUIRES: as garch_likelihood().
GarchCurvature garch_curvature(std::span<const double> returns, const GarchParameters& at);

}  // namespace nautilus::volatility
