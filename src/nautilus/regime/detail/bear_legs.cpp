// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/bear_legs.hpp"

#include <algorithm>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::regime::detail {

BearLegSearch::BearLegSearch(const HindsightParameters& parameters)
    : log_loss_(-numeric::log(1 - parameters.bear_drawdown)),
      minimum_log_gain_(numeric::log(1 + parameters.recovery_gain)),
      share_regained_(parameters.recovery_share) {}

void BearLegSearch::update(std::span<const double> log_closes) {
  last_ = log_closes.size() - 1;
  const double now = log_closes[last_];
  if (!is_open_) {
    if (now >= log_closes[peak_]) {
      peak_ = last_;
    } else if (log_closes[peak_] - now >= log_loss_) {
      is_open_ = true;
      trough_ = last_;
    }
    return;
  }
  const double lowest = log_closes[trough_];
  if (now < lowest) {
    trough_ = last_;
  } else if (now - lowest >=
             std::max(minimum_log_gain_, share_regained_ * (log_closes[peak_] - lowest))) {
    closed_.push_back(open_leg());
    is_open_ = false;
    peak_ = last_;
  }
}

}  // namespace nautilus::regime::detail
