// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/first_value.hpp"

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

int first_value(StreamingIndicator& indicator, std::size_t output, std::span<const int> starts) {
  const int own = indicator.warm_up()[output];
  const auto [earliest, latest] = std::ranges::minmax(starts);
  if (earliest == latest) return latest + own;
  const IndicatorSpec& spec = indicator.spec();
  Walk walk;
  std::vector<double> values(spec.outputs.size());
  for (int bar = 0; bar < latest + own; ++bar) {
    BarValues given = walk.next();
    for (std::size_t i = 0; i < spec.inputs.size(); ++i) {
      if (bar < starts[i]) given.*kInputMembers[static_cast<std::size_t>(spec.inputs[i])] = kNaN;
    }
    indicator.update(given, values);
    if (!std::isnan(values[output])) return bar;
  }
  return latest + own;
}

}  // namespace nautilus::features::expressions
