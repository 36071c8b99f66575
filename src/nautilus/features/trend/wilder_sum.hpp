// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "nautilus/features/kernel.hpp"

namespace nautilus::features {

/// A sum that loses 1 / period of itself with each value, as Wilder keeps his movements. It begins
/// with the plain sum of the first period - 1 values; the next one gives the first answer. A NaN is
/// passed over: no answer on its bar, no trace after it.
class WilderSum {
 public:
  explicit WilderSum(int period) : period_(period) {}

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const bool begun = self.seen_ == self.period_ - 1;
    const double lost = begun ? self.total_ / static_cast<double>(self.period_) : 0.0;
    const double total = self.total_ - lost + value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.total_ = total;
      if (!begun) ++self.seen_;
    }
    return begun ? total : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.total_); }

 private:
  std::int64_t period_;
  std::int64_t seen_ = 0;  ///< Values of the beginning.
  double total_ = 0;
};

}  // namespace nautilus::features
