// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/first_values.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "nautilus/base/random.hpp"

namespace nautilus::features::expressions {
namespace {

/// Bars of plausible prices, one after the other.
class Walk {
 public:
  BarValues next() {
    constexpr double day = 86'400;
    const double open = close_ * around_one(0.01);
    close_ = open * around_one(0.04);
    time_ += day;
    return {.open = open,
            .high = std::max(open, close_) * (1.0 + 0.01 * stream_.uniform()),
            .low = std::min(open, close_) * (1.0 - 0.01 * stream_.uniform()),
            .close = close_,
            .volume = 1e6 * (0.5 + stream_.uniform()),
            .time = time_,
            .reference = 50 * around_one(0.5),
            .second_reference = 20 * around_one(0.5)};
  }

 private:
  double around_one(double spread) { return 1.0 + spread * (stream_.uniform() - 0.5); }

  RandomStream stream_{1, "warm-up"};
  double close_ = 100;
  double time_ = 0;
};

}  // namespace

std::vector<int> first_values(StreamingIndicator& indicator, std::span<const int> starts) {
  const auto [earliest, latest] = std::ranges::minmax(starts);
  std::vector<int> first;
  for (const int own : indicator.warm_up()) first.push_back(latest + own);
  if (earliest == latest) return first;
  const IndicatorSpec& spec = indicator.spec();
  Walk walk;
  std::vector<double> values(first.size());
  for (int bar = 0, end = std::ranges::max(first); bar < end; ++bar) {
    BarValues given = walk.next();
    for (std::size_t i = 0; i < spec.inputs.size(); ++i) {
      if (bar < starts[i]) given.*kInputMembers[static_cast<std::size_t>(spec.inputs[i])] = kNaN;
    }
    indicator.update(given, values);
    for (std::size_t k = 0; k < first.size(); ++k) {
      if (!std::isnan(values[k])) first[k] = std::min(first[k], bar);
    }
  }
  return first;
}

}  // namespace nautilus::features::expressions
