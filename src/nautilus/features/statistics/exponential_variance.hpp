// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// The variance of all values, each counting less by a fixed factor per bar since.
class ExponentialVariance {
 public:
  using Params = PeriodParams<20, 2>;

  static constexpr IndicatorSpec spec{
      .name = "exponential_variance",
      .title = "Exponential variance",
      .group = Group::statistics,
      .inputs = {Input::close},
      .outputs = {{"exponential_variance",
                   "Weighted mean squared deviation, in squares of the unit",
                   "0 while nothing moves", 0.0}},
      .formula =
          "a = 2 / (period + 1); v = (1 - a) (v[-1] + a (c - m[-1])^2), m = m[-1] + a (c - "
          "m[-1]); both from the population variance and mean of the first period values",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference =
          "Finch, Incremental Calculation of Weighted Mean and Variance, University of Cambridge "
          "(2009), section 9",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit ExponentialVariance(const Params& params)
      : share_(2.0 / (params.period + 1.0)), needed_(params.period) {}

  static double next(auto& self, double value) {
    if (std::isnan(value)) return kNaN;
    const bool seeded = self.seen_ == self.needed_;
    const Moments after = seeded            ? moved(self, value)
                          : self.seen_ == 0 ? Moments::of(value)
                                            : Moments::combine(self.moments_, Moments::of(value));
    const std::int64_t seen = seeded ? self.seen_ : self.seen_ + 1;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.moments_ = after;
      self.seen_ = seen;
    }
    return seen == self.needed_ ? after.squares / after.count : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.seen_, self.moments_); }

 private:
  static Moments moved(const ExponentialVariance& self, double value) {
    const double apart = value - self.moments_.mean;
    const double rise = self.share_ * apart;
    const double count = self.moments_.count;
    return {count, self.moments_.mean + rise,
            (1.0 - self.share_) * (self.moments_.squares + count * apart * rise)};
  }

  double share_;
  std::int64_t needed_;
  std::int64_t seen_ = 0;  ///< Values so far, counted up to needed_.
  Moments moments_;        ///< Of the seed; thereafter the weighted ones, scaled to its count.
};

}  // namespace nautilus::features
