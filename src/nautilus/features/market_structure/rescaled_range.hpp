// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "nautilus/features/market_structure/window_values.hpp"

namespace nautilus::features {

/// A window cut into equal parts, the oldest values left out where it doesn't divide.
struct Parts {
  std::size_t count = 0;
  std::size_t size = 0;
  double log_size = 0;
  double correction = 0;  ///< sqrt(pi size / 2) less the expected rescaled range of `size` values.
};

/// One, two, four ... 32 parts of a window, as long as each has eight values.
std::vector<Parts> halvings(int period);

/// What independent normal values of this count are expected to have for a rescaled range: Anis and
/// Lloyd, The Expected Value of the Adjusted Rescaled Hurst Range of Independent Normal Summands,
/// Biometrika 63 (1976).
double expected_rescaled_range(std::size_t count);

/// The mean over the parts of the range of the sums of deviations from the part's mean, in
/// population deviations; NaN where a part does not vary or a value is missing.
double mean_rescaled_range(const WindowValues::View& window, const Parts& parts);

/// The slopes over the logarithms of the parts' sizes of log(range) and of log(range + correction).
struct HurstSlopes {
  double plain = kNaN;
  double corrected = kNaN;
};
HurstSlopes hurst_slopes(const WindowValues::View& window, const std::vector<Parts>& all);

}  // namespace nautilus::features
