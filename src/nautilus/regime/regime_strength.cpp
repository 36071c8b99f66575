// SPDX-License-Identifier: MIT
#include "nautilus/regime/regime_strength.hpp"

#include <algorithm>

#include "nautilus/numeric/pinned_math.hpp"
#include "nautilus/regime/regime.hpp"

namespace nautilus::regime {

double regime_strength(std::span<const double> probabilities) {
  double entropy = 0;
  for (const double each : probabilities) {
    if (each > 0) entropy -= each * numeric::log(each);
  }
  return std::clamp(1.0 - entropy / numeric::log(static_cast<double>(kRegimeCount)), 0.0, 1.0);
}

}  // namespace nautilus::regime
