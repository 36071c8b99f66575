// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/recorded_check.hpp"
#include "nautilus/features/volatility/garch_volatility.hpp"

// The estimate against a search that knows the likelihood alone: no slopes, no code of ours.
namespace nautilus::features {
namespace {

struct Model {
  double mean, omega, alpha, beta;
};

double mean_square(std::span<const double> returns, double mean) {
  double sum = 0;
  for (const double r : returns) sum += (r - mean) * (r - mean);
  return sum / static_cast<double>(returns.size());
}

// The variance of the return after these; adds up the Gaussian log likelihood on the way. Before
// the first one the variance is the mean squared shock.
double run(const Model& m, std::span<const double> returns, double& log_likelihood) {
  const double before = mean_square(returns, m.mean);
  double variance = m.omega + (m.alpha + m.beta) * before;
  log_likelihood = 0;
  for (const double r : returns) {
    const double square = (r - m.mean) * (r - m.mean);
    log_likelihood -= 0.5 * (std::log(2 * std::acos(-1.0) * variance) + square / variance);
    variance = m.omega + m.alpha * square + m.beta * variance;
  }
  return variance;
}

double likelihood(const Model& m, std::span<const double> returns) {
  double sum = 0;
  run(m, returns, sum);
  return sum;
}

// A point that may lie anywhere, as numbers of about 1: mean in deviations, log of omega in
// variances, and two shares by the logistic function.
using Point = std::array<double, 4>;

Model model_at(const Point& x, double variance) {
  const auto share = [](double y) { return 1 / (1 + std::exp(-y)); };
  const double persistence = 0.9999 * share(x[2]);
  const double alpha = persistence * share(x[3]);
  return {x[0] * std::sqrt(variance), std::exp(x[1]) * variance, alpha, persistence - alpha};
}

struct Vertex {
  Point x;
  double value;
};

// Nelder and Mead, A Simplex Method for Function Minimization (1965), upwards.
class Simplex {
 public:
  Simplex(std::span<const double> returns, const Point& start)
      : returns_(returns), variance_(mean_square(returns, 0)) {
    for (std::size_t i = 0; i <= 4; ++i) {
      Point x = start;
      if (i < 4) x[i] += 0.5;
      vertices_[i] = at(x);
    }
  }

  Point best() {
    for (int step = 0; step < 1'500; ++step) improve();
    return vertices_[0].x;
  }
  [[nodiscard]] Model model(const Point& x) const { return model_at(x, variance_); }

 private:
  [[nodiscard]] Vertex at(const Point& x) const {
    return {x, likelihood(model_at(x, variance_), returns_)};
  }

  // From the middle of the others, so many times as far as the worst lies on the other side.
  [[nodiscard]] Vertex beyond(double times) const {
    Point x{};
    for (std::size_t k = 0; k < 4; ++k) {
      double middle = 0;
      for (std::size_t i = 0; i < 4; ++i) middle += vertices_[i].x[k] / 4;
      x[k] = middle + times * (middle - vertices_[4].x[k]);
    }
    return at(x);
  }

  void improve() {
    std::ranges::sort(vertices_, std::greater(), &Vertex::value);
    const Vertex mirrored = beyond(1);
    Vertex& worst = vertices_[4];
    if (mirrored.value > vertices_[0].value) {
      const Vertex further = beyond(2);
      worst = further.value > mirrored.value ? further : mirrored;
    } else if (mirrored.value > vertices_[3].value) {
      worst = mirrored;
    } else {
      const Vertex nearer = beyond(mirrored.value > worst.value ? 0.5 : -0.5);
      if (nearer.value > worst.value) {
        worst = nearer;
      } else {
        shrink();
      }
    }
    std::ranges::sort(vertices_, std::greater(), &Vertex::value);
  }

  void shrink() {
    for (std::size_t i = 1; i <= 4; ++i) {
      Point x = vertices_[0].x;
      for (std::size_t k = 0; k < 4; ++k) x[k] = (x[k] + vertices_[i].x[k]) / 2;
      vertices_[i] = at(x);
    }
  }

  std::span<const double> returns_;
  double variance_;
  std::array<Vertex, 5> vertices_{};
};

Model likeliest(std::span<const double> returns) {
  Point best{0, std::log(0.05), 3, -2};
  for (int again = 0; again < 3; ++again) best = Simplex(returns, best).best();
  return Simplex(returns, best).model(best);
}

// Closes whose returns are of such a model, with shocks that are sums of twelve uniform ones.
std::vector<double> closes_of(const Model& m, std::uint64_t seed, std::size_t count) {
  RandomStream stream(seed, "garch");
  double variance = m.omega / (1 - m.alpha - m.beta);
  std::vector<double> closes{100};
  while (closes.size() < count) {
    double shock = -6;
    for (int i = 0; i < 12; ++i) shock += stream.uniform();
    shock *= std::sqrt(variance);
    closes.push_back(closes.back() * (1 + m.mean + shock));
    variance = m.omega + m.alpha * shock * shock + m.beta * variance;
  }
  return closes;
}

std::vector<double> returns_of(const std::vector<double>& closes) {
  std::vector<double> returns;
  for (std::size_t t = 1; t < closes.size(); ++t) {
    returns.push_back(closes[t] / closes[t - 1] - 1);
  }
  return returns;
}

constexpr int kFirst = 1'000;
// An estimate stops where a step promises less than 1e-5 of log likelihood: below a hundredth of a
// standard error, which is some percent of the volatility.
constexpr double kOfTheForecast = 1e-3;
constexpr double kOfLikelihood = 1e-4;

TEST(SlowGarchVolatility, ForecastsAsTheLikeliestModelThatASearchFinds) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto closes = closes_of({0.0005, 2e-6, 0.08, 0.9}, seed, kFirst + 101);
    const auto returns = returns_of(closes);
    const auto known = std::span(returns).first(kFirst);
    const Model best = likeliest(known);
    double most = 0;
    double variance = run(best, known, most);

    const auto ours = volatility::estimate_garch(known, {}, 1e-5, 12)->parameters;
    EXPECT_GE(likelihood({ours.mean, ours.omega, ours.alpha, ours.beta}, known),
              most - kOfLikelihood);

    GarchVolatility indicator({.first = kFirst, .window = 2 * kFirst, .every = kFirst});
    for (std::size_t t = 0; t < closes.size(); ++t) {
      const double value = update(indicator, closes[t]);
      if (t <= kFirst) continue;
      const double shock = returns[t - 1] - best.mean;
      variance = best.omega + best.alpha * shock * shock + best.beta * variance;
      const double expected = std::sqrt(252 * variance);
      ASSERT_NEAR(value, expected, kOfTheForecast * expected) << "seed " << seed << ", bar " << t;
      ++compared;
    }
  }
  testing_checks::record({.indicator = "garch_volatility",
                          .output = "garch_volatility",
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

}  // namespace
}  // namespace nautilus::features
