// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>

#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// The parameters of an indicator that has its window for the only one.
template <int standard, int least = 1>
struct PeriodParams {
  int period = standard;

  static constexpr auto fields() {
    return std::tuple{
        field("period", &PeriodParams::period, "Bars in the window", between(least, 10'000))};
  }
};

}  // namespace nautilus::features
