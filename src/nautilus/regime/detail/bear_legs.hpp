// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nautilus/regime/bear_leg.hpp"
#include "nautilus/regime/hindsight_parameters.hpp"

namespace nautilus::regime::detail {

/// Finds bear legs as closes arrive. A leg opens when the close has fallen from its running peak by
/// the bear drawdown; it ends when the log price has regained the larger of the minimal gain and a
/// share of the loss, where the search for the next peak starts (after Lunde and Timmermann 2004).
class BearLegSearch {
 public:
  explicit BearLegSearch(const HindsightParameters& parameters);

  /// Takes the close of bar `log_closes.size() - 1`. REQUIRES: called once for every bar.
  void update(std::span<const double> log_closes);

  [[nodiscard]] const std::vector<BearLeg>& closed() const { return closed_; }
  [[nodiscard]] bool is_open() const { return is_open_; }
  /// REQUIRES: is_open().
  [[nodiscard]] BearLeg open_leg() const { return {peak_, trough_, last_}; }

 private:
  double log_loss_;
  double minimum_log_gain_;
  double share_regained_;
  std::vector<BearLeg> closed_;
  std::size_t peak_ = 0;
  std::size_t trough_ = 0;
  std::size_t last_ = 0;
  bool is_open_ = false;
};

}  // namespace nautilus::regime::detail
