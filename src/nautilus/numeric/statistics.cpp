// SPDX-License-Identifier: MIT
#include "nautilus/numeric/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "nautilus/numeric/simd.hpp"

namespace nautilus::numeric {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool is_nan(double x) { return std::isnan(x); }

}  // namespace

double mean(std::span<const double> x) {
  return x.empty() ? kNaN : sum(x) / static_cast<double>(x.size());
}

double sample_variance(std::span<const double> x) {
  if (x.size() < 2) return kNaN;
  const double centre = mean(x);
  return centred_dot(x, centre, x, centre) / static_cast<double>(x.size() - 1);
}

double sample_deviation(std::span<const double> x) { return std::sqrt(sample_variance(x)); }

double quantile(std::span<const double> x, double probability) {
  if (std::ranges::any_of(x, is_nan)) return kNaN;
  std::vector<double> sorted(x.begin(), x.end());
  std::ranges::sort(sorted);
  return quantile_of_sorted(sorted, probability);
}

double quantile_of_sorted(std::span<const double> x, double probability) {
  if (x.empty() || !(probability >= 0.0 && probability <= 1.0)) return kNaN;
  const double position = probability * static_cast<double>(x.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, x.size() - 1);
  if (x[below] == x[above]) return x[below];
  return x[below] + (position - static_cast<double>(below)) * (x[above] - x[below]);
}

double pearson_correlation(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  const double x_mean = mean(x);
  const double y_mean = mean(y);
  const double x_scale = std::sqrt(centred_dot(x, x_mean, x, x_mean));
  const double y_scale = std::sqrt(centred_dot(y, y_mean, y, y_mean));
  // A constant leaves rounding of its mean behind rather than 0: compare with what it could be.
  const double x_noise = 1e-15 * std::abs(x_mean) * std::sqrt(static_cast<double>(x.size()));
  const double y_noise = 1e-15 * std::abs(y_mean) * std::sqrt(static_cast<double>(y.size()));
  if (!(x_scale > x_noise && y_scale > y_noise)) return kNaN;
  return std::clamp(centred_dot(x, x_mean, y, y_mean) / x_scale / y_scale, -1.0, 1.0);
}

}  // namespace nautilus::numeric
