// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

namespace nautilus::regime::detail {

/// What the data up to a bar say of that bar's state on the best path.
enum class Verdict : unsigned char {
  off = 0,
  on = 1,
  as_next = 2,  ///< The same as the next bar's; of the last bar, see TwoStatePath::last_is_on.
};

/// The path s in {off, on}^n that maximises sum(score_t over bars that are on) - cost x switches:
/// the exact Viterbi path, with a free start and ties staying where they are.
///
/// Only the lead of "on" over "off" matters. A path worth following never trails by more than one
/// switch, so the lead carried forward is clamped to the cost; a bar whose lead lies beyond the
/// cost has its state whatever follows, any other bar shares the state of the next.
class TwoStatePath {
 public:
  explicit TwoStatePath(double switch_cost) : switch_cost_(switch_cost) {}

  /// REQUIRES: score is not NaN; infinities are allowed.
  Verdict update(double score) {
    lead_ = std::clamp(lead_, -switch_cost_, switch_cost_) + score;
    if (lead_ > switch_cost_) return Verdict::on;
    return lead_ < -switch_cost_ ? Verdict::off : Verdict::as_next;
  }

  /// The state of the bar last seen, if the series ends there.
  [[nodiscard]] bool last_is_on() const { return lead_ > 0; }

 private:
  double switch_cost_;
  double lead_ = 0;
};

}  // namespace nautilus::regime::detail
