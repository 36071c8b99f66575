// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/features/spec.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// ln(price / base); NaN unless both are above 0.
inline double log_ratio(double price, double base) {
  return price > 0.0 && base > 0.0 ? numeric::log(price / base) : kNaN;
}

}  // namespace nautilus::features
