// SPDX-License-Identifier: MIT
#include "nautilus/volatility/garch_likelihood.hpp"

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::volatility {
namespace {

constexpr double kLogTwoPi = 1.8378770664093453;

// The mean squared shock, and its derivative by the mean.
struct Presample {
  double variance = 0;
  double slope = 0;
};

Presample presample(std::span<const double> returns, double mean) {
  double squares = 0;
  double shocks = 0;
  for (const double value : returns) {
    const double shock = value - mean;
    squares += shock * shock;
    shocks += shock;
  }
  const auto count = static_cast<double>(returns.size());
  return {squares / count, -2.0 * shocks / count};
}

// A sum of logarithms that takes one for sixteen factors. They are of the order of 1, so their
// product neither overflows nor vanishes.
class LogSum {
 public:
  void add(double factor) {
    product_ *= factor;
    if (++factors_ == 16) flush();
  }
  double total() {
    flush();
    return total_;
  }

 private:
  void flush() {
    total_ += numeric::log(product_);
    product_ = 1.0;
    factors_ = 0;
  }

  double total_ = 0;
  double product_ = 1;
  int factors_ = 0;
};

// The variance of one return with its first derivatives, from the one before.
struct Variance {
  double value = 0;
  GarchVector slope{};

  static Variance before(const Presample& start) {
    return {start.variance, {start.slope, 0.0, 0.0, 0.0}};
  }
  // The square that enters the first variance is the presample's own, so it has the same slope.
  [[nodiscard]] Variance first(const GarchParameters& p) const {
    return {p.omega + p.persistence() * value, {p.persistence() * slope[0], 1.0, value, value}};
  }
  [[nodiscard]] Variance after(const GarchParameters& p, double shock) const {
    const double square = shock * shock;
    return {p.omega + p.alpha * square + p.beta * value,
            {-2.0 * p.alpha * shock + p.beta * slope[0], 1.0 + p.beta * slope[1],
             square + p.beta * slope[2], value + p.beta * slope[3]}};
  }
};

// The second derivatives of a variance that are not always zero.
struct Curvature {
  double mean_mean = 0, mean_alpha = 0, mean_beta = 0, omega_beta = 0, alpha_beta = 0,
         beta_beta = 0;

  static Curvature first(const GarchParameters& p, const Presample& start) {
    return {
        .mean_mean = 2.0 * p.persistence(), .mean_alpha = start.slope, .mean_beta = start.slope};
  }
  [[nodiscard]] Curvature after(const GarchParameters& p, double shock,
                                const GarchVector& slope) const {
    return {.mean_mean = 2.0 * p.alpha + p.beta * mean_mean,
            .mean_alpha = -2.0 * shock + p.beta * mean_alpha,
            .mean_beta = slope[0] + p.beta * mean_beta,
            .omega_beta = slope[1] + p.beta * omega_beta,
            .alpha_beta = slope[2] + p.beta * alpha_beta,
            .beta_beta = 2.0 * slope[3] + p.beta * beta_beta};
  }
  [[nodiscard]] GarchMatrix matrix() const {
    return {{{mean_mean, 0, mean_alpha, mean_beta},
             {0, 0, 0, omega_beta},
             {mean_alpha, 0, 0, alpha_beta},
             {mean_beta, omega_beta, alpha_beta, beta_beta}}};
  }
};

// `inverse` is that of the variance: the one division of a return.
GarchVector gradient_of_one(const Variance& h, double inverse, double shock) {
  const double surprise = 0.5 * (shock * shock * inverse - 1.0) * inverse;
  GarchVector out{};
  for (std::size_t i = 0; i < 4; ++i) out[i] = surprise * h.slope[i];
  out[0] += shock * inverse;
  return out;
}

void add_hessian_of_one(GarchMatrix& sum, const Variance& h, const GarchMatrix& curvature,
                        double shock) {
  const double inverse = 1.0 / h.value;
  const double ratio = shock * shock * inverse;
  const double mean_term = shock * inverse * inverse;
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      sum[i][j] += 0.5 * (ratio - 1.0) * inverse * curvature[i][j] +
                   0.5 * (1.0 - 2.0 * ratio) * inverse * inverse * h.slope[i] * h.slope[j];
      if (i == 0) sum[i][j] -= mean_term * h.slope[j];
      if (j == 0) sum[i][j] -= mean_term * h.slope[i];
    }
  }
  sum[0][0] -= inverse;
}

}  // namespace

GarchLikelihood garch_likelihood(std::span<const double> returns, const GarchParameters& at) {
  GarchLikelihood out;
  LogSum logs;
  double ratios = 0;
  const Presample start = presample(returns, at.mean);
  const double unit = 1.0 / start.variance;
  Variance h = Variance::before(start).first(at);
  for (const double value : returns) {
    const double shock = value - at.mean;
    const double inverse = 1.0 / h.value;
    ratios += shock * shock * inverse;
    logs.add(h.value * unit);
    const GarchVector each = gradient_of_one(h, inverse, shock);
    for (std::size_t i = 0; i < 4; ++i) {
      out.gradient[i] += each[i];
      const double scaled = 0.5 * inverse * inverse * h.slope[i];
      for (std::size_t j = 0; j <= i; ++j) out.information[i][j] += scaled * h.slope[j];
    }
    out.information[0][0] += inverse;
    h = h.after(at, shock);
  }
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < i; ++j) out.information[j][i] = out.information[i][j];
  }
  const auto count = static_cast<double>(returns.size());
  const double log_variances = count * numeric::log(start.variance) + logs.total();
  out.value = -0.5 * (count * kLogTwoPi + log_variances + ratios);
  out.next_variance = h.value;
  return out;
}

GarchCurvature garch_curvature(std::span<const double> returns, const GarchParameters& at) {
  GarchCurvature out;
  const Presample start = presample(returns, at.mean);
  Variance h = Variance::before(start).first(at);
  Curvature curvature = Curvature::first(at, start);
  for (const double value : returns) {
    const double shock = value - at.mean;
    const GarchVector each = gradient_of_one(h, 1.0 / h.value, shock);
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) out.outer_products[i][j] += each[i] * each[j];
    }
    add_hessian_of_one(out.hessian, h, curvature.matrix(), shock);
    curvature = curvature.after(at, shock, h.slope);
    h = h.after(at, shock);
  }
  return out;
}

}  // namespace nautilus::volatility
