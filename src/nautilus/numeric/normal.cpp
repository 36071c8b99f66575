// SPDX-License-Identifier: MIT
#include "nautilus/numeric/normal.hpp"

#include <cmath>
#include <numbers>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::numeric {

double normal(RandomStream& stream) {
  const double above_zero = 1.0 - stream.uniform();
  const double angle = 2.0 * std::numbers::pi * stream.uniform();
  return std::sqrt(-2.0 * numeric::log(above_zero)) * numeric::cos(angle);
}

}  // namespace nautilus::numeric
