// SPDX-License-Identifier: MIT
#pragma once

/// Elementary functions whose bits do not depend on the CPU.
///
/// The C library picks its exp, log, pow and tanh by whether the CPU fuses multiply and add, so the
/// same build answers differently on different machines. Results come from these instead: SLEEF's
/// deterministic functions, at most 1.0 units in the last place from the true value. Special values
/// are those of the C library. sqrt, floor, fabs and the like are exact everywhere and stay there.
namespace nautilus::numeric {

/// Natural logarithm.
double log(double x);
/// Logarithm to base 10.
double log10(double x);
/// log(1 + x), exact near 0.
double log1p(double x);
/// e to the power of x.
double exp(double x);
/// exp(x) - 1, exact near 0.
double expm1(double x);
/// `base` to the power of `exponent`.
double pow(double base, double exponent);
/// Hyperbolic sine.
double sinh(double x);
/// Hyperbolic cosine.
double cosh(double x);
/// Hyperbolic tangent.
double tanh(double x);
/// Sine of an angle in radians.
double sin(double x);
/// Cosine of an angle in radians.
double cos(double x);
/// Tangent of an angle in radians.
double tan(double x);
/// The angle in radians, within a quarter turn of 0, whose sine is x; NaN beyond -1 and 1.
double asin(double x);
/// The angle in radians, from 0 to half a turn, whose cosine is x; NaN beyond -1 and 1.
double acos(double x);
/// The angle in radians, within a quarter turn of 0, whose tangent is x.
double atan(double x);

}  // namespace nautilus::numeric
