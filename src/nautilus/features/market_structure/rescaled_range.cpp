// SPDX-License-Identifier: MIT
#include "nautilus/features/market_structure/rescaled_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {
namespace {

double rescaled_range(const WindowValues::View& window, std::size_t from, std::size_t size) {
  double sum = 0;
  for (std::size_t i = from; i < from + size; ++i) sum += window[i];
  const double mean = sum / static_cast<double>(size);

  double walked = 0;
  double squares = 0;
  double highest = -std::numeric_limits<double>::infinity();
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = from; i < from + size; ++i) {
    const double apart = window[i] - mean;
    walked += apart;
    squares += apart * apart;
    highest = std::max(highest, walked);
    lowest = std::min(lowest, walked);
  }
  const double deviation = std::sqrt(squares / static_cast<double>(size));
  return deviation > 0.0 ? (highest - lowest) / deviation : kNaN;
}

// The sums that make a least-squares line.
struct SlopeSums {
  double count = 0;
  double x = 0;
  double y = 0;
  double xx = 0;
  double xy = 0;

  void add(double at, double value) {
    count += 1;
    x += at;
    y += value;
    xx += at * at;
    xy += at * value;
  }
  [[nodiscard]] double slope() const { return (count * xy - x * y) / (count * xx - x * x); }
};

// Gamma((n - 1) / 2) / (sqrt(pi) Gamma(n / 2)), from its values at 2 and 3 on.
double gamma_share(std::size_t n) {
  double share = n % 2 == 0 ? 1.0 : 2.0 / std::numbers::pi;
  for (std::size_t k = n % 2 == 0 ? 2 : 3; k < n; k += 2) {
    share *= static_cast<double>(k - 1) / static_cast<double>(k);
  }
  return share;
}

}  // namespace

double expected_rescaled_range(std::size_t count) {
  double sum = 0;
  for (std::size_t j = 1; j < count; ++j) {
    sum += std::sqrt(static_cast<double>(count - j) / static_cast<double>(j));
  }
  return gamma_share(count) * sum;
}

std::vector<Parts> halvings(int period) {
  std::vector<Parts> all;
  const auto total = static_cast<std::size_t>(period);
  for (std::size_t count = 1; count <= 32 && total / count >= 8; count *= 2) {
    const std::size_t size = total / count;
    const auto values = static_cast<double>(size);
    all.push_back({count, size, numeric::log(values),
                   std::sqrt(0.5 * std::numbers::pi * values) - expected_rescaled_range(size)});
  }
  return all;
}

double mean_rescaled_range(const WindowValues::View& window, const Parts& parts) {
  double sum = 0;
  const std::size_t left_out = window.size() - parts.count * parts.size;
  for (std::size_t k = 0; k < parts.count; ++k) {
    sum += rescaled_range(window, left_out + k * parts.size, parts.size);
  }
  return sum / static_cast<double>(parts.count);
}

HurstSlopes hurst_slopes(const WindowValues::View& window, const std::vector<Parts>& all) {
  SlopeSums plain;
  SlopeSums corrected;
  for (const Parts& each : all) {
    const double range = mean_rescaled_range(window, each);
    if (!(range > 0.0)) return {};
    plain.add(each.log_size - all.front().log_size, numeric::log(range));
    corrected.add(each.log_size - all.front().log_size, numeric::log(range + each.correction));
  }
  return {plain.slope(), corrected.slope()};
}

}  // namespace nautilus::features
