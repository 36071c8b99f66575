// SPDX-License-Identifier: MIT
#include "nautilus/volatility/garch_estimate.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/numeric/normal.hpp"

namespace nautilus::volatility {
namespace {

// The second column of a CSV file, below its heading.
std::vector<double> second_column(const std::string& path) {
  std::ifstream file(path);
  std::vector<double> values;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) values.push_back(std::stod(line.substr(line.find(',') + 1)));
  return values;
}

// Returns of the model itself, from its long-run variance on.
std::vector<double> simulated(const GarchParameters& p, std::size_t count, std::uint64_t seed) {
  RandomStream stream(seed, "garch");
  std::vector<double> returns;
  double variance = p.long_run_variance();
  for (std::size_t t = 0; t < count; ++t) {
    returns.push_back(p.mean + std::sqrt(variance) * numeric::normal(stream));
    variance = p.next_variance(variance, returns.back());
  }
  return returns;
}

void expect_digits(const GarchVector& ours, const GarchVector& theirs, double relative) {
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(ours[i], theirs[i], std::abs(theirs[i]) * relative) << "parameter " << i;
  }
}

// The model written out as it is printed, in long double.
long double slow_log_likelihood(const std::vector<double>& returns, const GarchVector& p) {
  long double squares = 0;
  for (const double r : returns) squares += (r - static_cast<long double>(p[0])) * (r - p[0]);
  long double before = squares / static_cast<long double>(returns.size());
  long double square = before;
  long double sum = 0;
  for (const double r : returns) {
    const long double variance = p[1] + p[2] * square + p[3] * before;
    const long double shock = r - static_cast<long double>(p[0]);
    sum -= 0.5L *
           (std::log(2 * 3.14159265358979323846L) + std::log(variance) + shock * shock / variance);
    before = variance;
    square = shock * shock;
  }
  return sum;
}

GarchParameters parameters(const GarchVector& p) { return {p[0], p[1], p[2], p[3]}; }

TEST(GarchLikelihood, IsTheModelWrittenOutWithItsDerivatives) {
  const auto returns = simulated({0.05, 0.1, 0.1, 0.8}, 500, 1);
  const GarchVector at{0.02, 0.2, 0.15, 0.7};
  const auto ours = garch_likelihood(returns, parameters(at));
  EXPECT_NEAR(ours.value, static_cast<double>(slow_log_likelihood(returns, at)), 1e-9);
  for (std::size_t i = 0; i < 4; ++i) {
    GarchVector up = at;
    GarchVector down = at;
    const double step = 1e-5;
    up[i] += step;
    down[i] -= step;
    const auto slope = (slow_log_likelihood(returns, up) - slow_log_likelihood(returns, down)) /
                       (2 * static_cast<long double>(step));
    EXPECT_NEAR(ours.gradient[i], static_cast<double>(slope), 1e-4) << "parameter " << i;

    // And the second ones by differences of the first.
    const auto gradient_up = garch_likelihood(returns, parameters(up)).gradient;
    const auto gradient_down = garch_likelihood(returns, parameters(down)).gradient;
    const auto hessian = garch_curvature(returns, parameters(at)).hessian;
    for (std::size_t j = 0; j < 4; ++j) {
      const double second = (gradient_up[j] - gradient_down[j]) / (2 * step);
      EXPECT_NEAR(hessian[i][j], second, 1e-3 + 1e-5 * std::abs(second)) << i << ", " << j;
    }
  }
}

TEST(GarchEstimate, MeetsTheBenchmarkOfFiorentiniCalzolariAndPanattoni) {
  const auto returns = second_column(shared_folder() + "/data/debian/fGarch_dem2gbp.csv");
  if (returns.empty()) GTEST_SKIP() << "test data not present";
  ASSERT_EQ(returns.size(), 1974U);
  const auto ours = estimate_garch(returns);
  ASSERT_TRUE(ours);
  const GarchParameters& p = ours->parameters;

  // As McCullough and Renfro, Benchmarks and Software Standards: A Case Study of GARCH Procedures,
  // Journal of Economic and Social Measurement 25 (1999) publish them, to their six digits (they
  // cut the last of omega), ...
  expect_digits({p.mean, p.omega, p.alpha, p.beta}, {-0.00619041, 0.0107613, 0.153134, 0.805974},
                1e-5);
  // ... and as TSP 4.4 and the program of the authors agree on them beyond.
  EXPECT_NEAR(ours->log_likelihood, -1106.60788104129, 1e-8);
  expect_digits({p.mean, p.omega, p.alpha, p.beta},
                {-0.0061904083799, 0.0107613978518, 0.15313406182, 0.80597367031}, 1e-7);

  const auto errors = garch_standard_errors(returns, p);
  ASSERT_TRUE(errors);
  expect_digits(errors->hessian, {0.00846212, 0.00285271, 0.0265228, 0.0335527}, 2e-5);
  expect_digits(errors->robust, {0.0091893540, 0.006493186, 0.053531703, 0.07246145}, 2e-5);
}

TEST(GarchEstimate, FindsWhatMadeTheReturnsWhereverItStarts) {
  const GarchParameters truth{0.0005, 2e-6, 0.08, 0.90};
  const auto returns = simulated(truth, 20'000, 5);
  const auto cold = estimate_garch(returns);
  ASSERT_TRUE(cold);
  const auto errors = garch_standard_errors(returns, cold->parameters);
  ASSERT_TRUE(errors);
  const GarchParameters& p = cold->parameters;
  EXPECT_NEAR(p.mean, truth.mean, 4 * errors->hessian[0]);
  EXPECT_NEAR(p.omega, truth.omega, 4 * errors->hessian[1]);
  EXPECT_NEAR(p.alpha, truth.alpha, 4 * errors->hessian[2]);
  EXPECT_NEAR(p.beta, truth.beta, 4 * errors->hessian[3]);

  for (const GarchParameters& start :
       {truth, GarchParameters{0.01, 1e-4, 0.5, 0.01}, GarchParameters{0, 1e-9, 0.001, 0.998}}) {
    const auto again = estimate_garch(returns, start);
    ASSERT_TRUE(again);
    EXPECT_NEAR(again->log_likelihood, cold->log_likelihood, 1e-8);
    EXPECT_NEAR(again->parameters.beta, p.beta, 1e-3 * errors->hessian[3]);
  }
  EXPECT_LE(estimate_garch(returns, p)->iterations, 3);
}

TEST(GarchEstimate, DoesNotDependOnTheUnitOfReturns) {
  const auto returns = simulated({0.0, 0.1, 0.1, 0.8}, 1'000, 6);
  const auto usual = estimate_garch(returns);
  for (const double unit : {1e-12, 1e-2, 1e6}) {
    auto scaled = returns;
    for (double& each : scaled) each *= unit;
    const auto ours = estimate_garch(scaled);
    ASSERT_TRUE(ours);
    EXPECT_NEAR(ours->parameters.alpha, usual->parameters.alpha, 1e-5);
    EXPECT_NEAR(ours->parameters.beta, usual->parameters.beta, 1e-5);
    EXPECT_NEAR(ours->next_variance / (unit * unit), usual->next_variance, 1e-5);
  }
}

TEST(GarchEstimate, StaysWithinItsBounds) {
  // Independent returns have no alpha; a variance that grows without end is integrated.
  const auto flat = estimate_garch(simulated({0.0, 1.0, 0.0, 0.0}, 2'000, 7));
  ASSERT_TRUE(flat);
  EXPECT_GE(flat->parameters.alpha, 0.0);
  EXPECT_LT(flat->parameters.alpha, 0.05);
  EXPECT_NEAR(flat->parameters.long_run_variance(), 1.0, 0.15);

  auto growing = simulated({0.0, 1.0, 0.0, 0.0}, 2'000, 8);
  for (std::size_t t = 0; t < growing.size(); ++t) {
    growing[t] *= std::exp(0.004 * static_cast<double>(t));
  }
  const auto integrated = estimate_garch(growing);
  ASSERT_TRUE(integrated);
  EXPECT_LE(integrated->parameters.persistence(), kMostPersistence);
  EXPECT_GT(integrated->parameters.persistence(), 0.98);
  EXPECT_TRUE(std::isfinite(integrated->next_variance));
}

TEST(GarchEstimate, SaysThatThereIsNothingToEstimate) {
  EXPECT_FALSE(estimate_garch(std::vector<double>(500, 0.0)));
  EXPECT_FALSE(estimate_garch(std::vector<double>(500, 0.1)));
  EXPECT_FALSE(estimate_garch(std::vector<double>(19, 0.1)));
  auto returns = simulated({0.0, 1.0, 0.0, 0.0}, 100, 9);
  returns[50] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(estimate_garch(returns));
  returns[50] = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(estimate_garch(returns));
}

TEST(GarchParameters, ForecastTheNextVariance) {
  const GarchParameters p{1.0, 0.5, 0.25, 0.5};
  EXPECT_EQ(p.next_variance(4.0, 3.0), 0.5 + 0.25 * 4.0 + 0.5 * 4.0);
  EXPECT_EQ(p.next_variance(4.0), 0.5 + 0.75 * 4.0);
  EXPECT_EQ(p.long_run_variance(), 2.0);
}

}  // namespace
}  // namespace nautilus::volatility
