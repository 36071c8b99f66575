// SPDX-License-Identifier: MIT
#include "nautilus/risk/detail/loss_tail.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::risk::detail {
namespace {

/// A level such as 0.95 is no binary fraction: 100 x (1 - 0.95) is 5.000000000000004. What lies
/// this close to a whole number, relatively, is meant to be it.
constexpr double kRounding = 1e-9;

double without_rounding(double value) {
  const double whole = std::round(value);
  return std::fabs(value - whole) <= kRounding * whole ? whole : value;
}

}  // namespace

std::size_t scenarios_for_one_in_tail(double confidence_level) {
  return static_cast<std::size_t>(std::ceil(without_rounding(1 / (1 - confidence_level))));
}

LossTail::LossTail(std::span<const double> losses, double confidence_level)
    : size_(without_rounding(static_cast<double>(losses.size()) * (1 - confidence_level))),
      whole_(std::min(static_cast<std::size_t>(size_), losses.size() - 1)),
      order_(losses.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return losses[a] != losses[b] ? losses[a] > losses[b] : a > b;
  });
}

// (sum of the whole ones + part x edge) / size, written as the edge and what lies above it: a mean
// of losses is then never below the edge by a rounding, so that expected shortfall >= VaR holds
// exactly.
double LossTail::mean_of(std::span<const double> values) const {
  const double edge = values[var_scenario()];
  double above = 0;
  for (std::size_t i = 0; i < whole_; ++i) above += values[order_[i]] - edge;
  return edge + above / size_;
}

std::vector<std::size_t> LossTail::worst(std::size_t count) const {
  const auto end = order_.begin() + static_cast<std::ptrdiff_t>(std::min(count, order_.size()));
  return {order_.begin(), end};
}

}  // namespace nautilus::risk::detail
