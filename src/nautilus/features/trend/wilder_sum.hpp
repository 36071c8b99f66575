// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/pair.hpp"

namespace nautilus::features {

/// A sum that loses 1 / period of itself with each value, as Wilder keeps his movements. It begins
/// with the plain sum of the first period - 1 values; the next one gives the first answer. A NaN is
/// passed over: no answer on its bar, no trace after it. Of a pair it is the sum of each.
template <class Number>
class WilderSumOf {
 public:
  explicit WilderSumOf(int period) : share_(1.0 / period), beginning_(period - 1) {}

  static Number next(auto& self, const Number& value) {
    if (has_nan(value)) [[unlikely]]
      return filled<Number>(kNaN);
    const bool begun = self.seen_ == self.beginning_;
    const Number total = (begun ? self.total_ - self.share_ * self.total_ : self.total_) + value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.total_ = total;
      if (!begun) ++self.seen_;
    }
    return begun ? total : filled<Number>(kNaN);
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.total_); }

 private:
  double share_;
  std::int64_t beginning_;
  std::int64_t seen_ = 0;  ///< Values of the beginning.
  Number total_{};
};
using WilderSum = WilderSumOf<double>;

}  // namespace nautilus::features
