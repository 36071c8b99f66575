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
  explicit WilderSum(int period) : share_(1.0 / period), beginning_(period - 1) {}

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const bool begun = self.seen_ == self.beginning_;
    const double total = begun ? moved(self, value) : self.total_ + value;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.total_ = total;
      if (!begun) ++self.seen_;
    }
    return begun ? total : kNaN;
  }
  static Lanes next(WilderSum& self, const Lanes& values) {
    if (self.seen_ != self.beginning_ || any(is_nan(values))) [[unlikely]] {
      return Lanes::in_order([&](double value) { return next(self, value); }, values);
    }
    WilderSum local = self;
    const auto move = [&](double value) { return local.total_ = moved(local, value); };
    const Lanes totals = Lanes::in_order(move, values);
    self.total_ = local.total_;
    return totals;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.total_); }

 private:
  static double moved(const WilderSum& self, double value) {
    return self.total_ - self.total_ * self.share_ + value;
  }

  double share_;
  std::int64_t beginning_;
  std::int64_t seen_ = 0;  ///< Values of the beginning.
  double total_ = 0;
};

}  // namespace nautilus::features
