// SPDX-License-Identifier: MIT
#include "nautilus/volatility/garch_estimate.hpp"

#include <algorithm>
#include <cmath>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::volatility {
namespace {

constexpr std::size_t kFewest = 20;
// A promise this small is below what the likelihood's own rounding shows, and near enough to the
// peak for the step to be right.
constexpr double kUnseen = 1e-9;

double logistic(double x) { return 1.0 / (1.0 + numeric::exp(-x)); }
double logit(double p) { return numeric::log(p / (1.0 - p)); }

struct Scale {
  double mean = 0;
  double variance = 0;
};

std::optional<Scale> scale_of(std::span<const double> returns) {
  if (returns.size() < kFewest) return std::nullopt;
  const auto count = static_cast<double>(returns.size());
  Scale scale;
  for (const double each : returns) scale.mean += each / count;
  for (const double each : returns) {
    scale.variance += (each - scale.mean) * (each - scale.mean) / count;
  }
  // Equal returns may still differ from their mean by rounding.
  const double rounding = 1e-14 * scale.mean;
  if (!std::isfinite(scale.variance) || !(scale.variance > rounding * rounding)) {
    return std::nullopt;
  }
  return scale;
}

// A point that every step may leave in any direction: the mean, the logarithm of the long-run
// variance, and the logits of the persistence over its most and of alpha over the persistence.
struct Point {
  GarchVector x{};

  static Point of(const GarchParameters& p) {
    const double persistence = std::clamp(p.persistence(), 1e-4, kMostPersistence * (1.0 - 1e-6));
    const double share = std::clamp(p.alpha / persistence, 1e-4, 1.0 - 1e-4);
    return {{p.mean, numeric::log(p.omega / (1.0 - persistence)),
             logit(persistence / kMostPersistence), logit(share)}};
  }

  [[nodiscard]] GarchParameters parameters() const {
    const double persistence = kMostPersistence * logistic(x[2]);
    const double alpha = persistence * logistic(x[3]);
    return {x[0], numeric::exp(x[1]) * (1.0 - persistence), alpha, persistence - alpha};
  }

  // The derivatives of the parameters (rows) by the point (columns).
  [[nodiscard]] GarchMatrix jacobian() const {
    const double fraction = logistic(x[2]);
    const double share = logistic(x[3]);
    const double persistence = kMostPersistence * fraction;
    const double by_fraction = persistence * (1.0 - fraction);
    const double by_share = persistence * share * (1.0 - share);
    const double long_run = numeric::exp(x[1]);
    return {{{1, 0, 0, 0},
             {0, long_run * (1.0 - persistence), -long_run * by_fraction, 0},
             {0, 0, by_fraction * share, by_share},
             {0, 0, by_fraction * (1.0 - share), -by_share}}};
  }
};

// The solution of a symmetric positive definite system, by Cholesky; nullopt where it is not one.
std::optional<GarchVector> solve(const GarchMatrix& a, const GarchVector& b) {
  GarchMatrix l{};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = a[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= l[i][k] * l[j][k];
      if (i == j && !(rest > 0.0)) return std::nullopt;
      l[i][j] = i == j ? std::sqrt(rest) : rest / l[j][j];
    }
  }
  GarchVector x = b;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= l[i][k] * x[k];
    x[i] /= l[i][i];
  }
  for (std::size_t i = 4; i-- > 0;) {
    for (std::size_t k = i + 1; k < 4; ++k) x[i] -= l[k][i] * x[k];
    x[i] /= l[i][i];
  }
  return x;
}

GarchMatrix multiply(const GarchMatrix& a, const GarchMatrix& b) {
  GarchMatrix out{};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      for (std::size_t k = 0; k < 4; ++k) out[i][j] += a[i][k] * b[k][j];
    }
  }
  return out;
}

GarchMatrix transposed(const GarchMatrix& a) {
  GarchMatrix out{};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) out[i][j] = a[j][i];
  }
  return out;
}

double dot(const GarchVector& a, const GarchVector& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
}

// Where the likelihood is known, and its slope and information there by the point's coordinates.
struct Place {
  Point point;
  GarchLikelihood likelihood;
  GarchVector gradient{};
  GarchMatrix information{};

  static Place at(const Point& point, std::span<const double> returns) {
    Place place{point, garch_likelihood(returns, point.parameters())};
    const GarchMatrix by_point = point.jacobian();
    const GarchMatrix turned = transposed(by_point);
    for (std::size_t i = 0; i < 4; ++i) {
      place.gradient[i] = dot(turned[i], place.likelihood.gradient);
    }
    place.information = multiply(turned, multiply(place.likelihood.information, by_point));
    return place;
  }
};

// A step of damped scoring. A coordinate that hardly matters any more, on its way to a bound, is
// held back by the floor under its damping; the mean, whose unit is the data's, needs none.
std::optional<GarchVector> step_from(const Place& place, double damping) {
  GarchMatrix damped = place.information;
  for (std::size_t i = 0; i < 4; ++i) damped[i][i] *= 1.0 + damping;
  for (std::size_t i = 1; i < 4; ++i) damped[i][i] += 1e-3 * damping + 1e-9;
  return solve(damped, place.gradient);
}

// No coordinate leaps, and the logits stay where a double still tells the parameters from their
// bounds.
Point moved(Point point, const GarchVector& step) {
  point.x[0] += step[0];
  for (std::size_t i = 1; i < 4; ++i) point.x[i] += std::clamp(step[i], -3.0, 3.0);
  for (std::size_t i = 2; i < 4; ++i) point.x[i] = std::clamp(point.x[i], -14.0, 14.0);
  return point;
}

// Up to the peak.
Place climb(Place place, std::span<const double> returns, double enough, int most_iterations,
            int& iterations) {
  double damping = 1e-4;
  while (iterations < most_iterations && damping < 1e8) {
    ++iterations;
    const auto step = step_from(place, damping);
    const double promise = step ? dot(*step, place.gradient) : kUnseen;
    if (promise < enough) break;
    const Place next = step ? Place::at(moved(place.point, *step), returns) : place;
    if (next.likelihood.value > place.likelihood.value || promise < kUnseen) {
      place = next;
      damping = std::max(damping * 0.1, 1e-8);
    } else {
      damping *= 10.0;
    }
  }
  return place;
}

GarchParameters usual_start(const Scale& scale) {
  return {scale.mean, 0.05 * scale.variance, 0.08, 0.87};
}

std::optional<GarchMatrix> inverse_of(const GarchMatrix& a) {
  GarchMatrix out{};
  for (std::size_t i = 0; i < 4; ++i) {
    GarchVector unit{};
    unit[i] = 1.0;
    const auto column = solve(a, unit);
    if (!column) return std::nullopt;
    for (std::size_t j = 0; j < 4; ++j) out[j][i] = (*column)[j];
  }
  return out;
}

}  // namespace

std::optional<GarchEstimate> estimate_garch(std::span<const double> returns,
                                            const std::optional<GarchParameters>& start,
                                            double enough, int most_iterations) {
  const auto scale = scale_of(returns);
  if (!scale) return std::nullopt;
  int iterations = 0;
  const Point first = Point::of(start ? *start : usual_start(*scale));
  const Place best = climb(Place::at(first, returns), returns, enough, most_iterations, iterations);
  if (!std::isfinite(best.likelihood.value)) return std::nullopt;
  return GarchEstimate{best.point.parameters(), best.likelihood.value,
                       best.likelihood.next_variance, iterations};
}

std::optional<GarchStandardErrors> garch_standard_errors(std::span<const double> returns,
                                                         const GarchParameters& at) {
  GarchCurvature curvature = garch_curvature(returns, at);
  for (auto& row : curvature.hessian) {
    for (double& each : row) each = -each;
  }
  const auto inverse = inverse_of(curvature.hessian);
  if (!inverse) return std::nullopt;
  const GarchMatrix robust = multiply(*inverse, multiply(curvature.outer_products, *inverse));
  GarchStandardErrors out;
  for (std::size_t i = 0; i < 4; ++i) {
    out.hessian[i] = std::sqrt((*inverse)[i][i]);
    out.robust[i] = std::sqrt(robust[i][i]);
  }
  return out;
}

}  // namespace nautilus::volatility
