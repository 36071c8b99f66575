// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace nautilus::numeric {

// Every sum has the fixed shape of simd.hpp, so the bits depend on the values alone. What has no
// answer (the mean of nothing, the variance of one value) is NaN; a NaN among the values gives NaN.

/// The arithmetic mean.
double mean(std::span<const double> x);

/// The unbiased variance, with divisor n - 1; in two passes, so that a large mean costs no digits.
double sample_variance(std::span<const double> x);

/// The square root of sample_variance.
double sample_deviation(std::span<const double> x);

/// The quantile at `probability` in 0..1, interpolated linearly between order statistics at
/// position probability * (n - 1): type 7 of Hyndman and Fan, Sample Quantiles in Statistical
/// Packages (1996), which is the default of R and NumPy.
double quantile(std::span<const double> x, double probability);

/// The same of values that are already in ascending order. REQUIRES: sorted, no NaN.
double quantile_of_sorted(std::span<const double> x, double probability);

/// Pearson's correlation in -1..1; NaN where a side does not vary. REQUIRES: equal sizes.
double pearson_correlation(std::span<const double> x, std::span<const double> y);

}  // namespace nautilus::numeric
