// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "nautilus/features/kernel.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// Shannon's entropy of the last `period` symbols, as a share of the largest possible; NaN until
/// there are so many, and while one is missing. O(symbols).
class SymbolEntropy {
 public:
  /// REQUIRES: symbols >= 2, period >= 1.
  SymbolEntropy(int symbols, int period)
      : scale_(1.0 / numeric::log(symbols)),
        last_(static_cast<std::size_t>(period), kNaN),
        counts_(static_cast<std::size_t>(symbols), 0.0),
        terms_(last_.size() + 1, 0.0) {
    for (std::size_t count = 1; count < terms_.size(); ++count) {
      const double share = static_cast<double>(count) / period;
      terms_[count] = -share * numeric::log(share);
    }
  }

  /// REQUIRES: the symbol is a whole number from 0 to symbols - 1, or NaN where it is missing.
  static double next(auto& self, double symbol) {
    const double oldest = self.last_[self.position_];
    double entropy = 0;
    double known = 0;
    for (std::size_t s = 0; s < self.counts_.size(); ++s) {
      const auto number = static_cast<double>(s);
      // Whole numbers: nothing is lost where one leaves.
      const double came = symbol == number ? 1.0 : 0.0;
      const double left = oldest == number ? 1.0 : 0.0;
      const double count = self.counts_[s] + came - left;
      known += count;
      entropy += self.terms_[static_cast<std::size_t>(count)];
      if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
        self.counts_[s] = count;
      }
    }
    const bool complete = known == static_cast<double>(self.last_.size());
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.last_[self.position_] = symbol;
      self.position_ = (self.position_ + 1) % self.last_.size();
    }
    return complete ? std::clamp(entropy * self.scale_, 0.0, 1.0) : kNaN;
  }

  static void state(auto& self, auto& archive) {
    archive(self.last_);
    archive.index(self.position_, self.last_.size());
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.count();
  }

 private:
  void count() {
    for (std::size_t s = 0; s < counts_.size(); ++s) {
      counts_[s] = static_cast<double>(std::ranges::count(last_, static_cast<double>(s)));
    }
  }

  double scale_;
  std::vector<double> last_;  ///< NaN where one is missing.
  std::size_t position_ = 0;  ///< Of the oldest.
  std::vector<double> counts_;
  std::vector<double> terms_;  ///< -p log p by count.
};

}  // namespace nautilus::features
