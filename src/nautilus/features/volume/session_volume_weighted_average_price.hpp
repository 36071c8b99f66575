// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <tuple>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/volume/money_flow.hpp"

namespace nautilus::features {

/// What a unit cost on average since the session began, taking each bar at its typical price. What
/// a session is, the reference says, a number that changes where a session begins.
class SessionVolumeWeightedAveragePrice {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "session_volume_weighted_average_price",
      .title = "Volume-weighted average price of the session",
      .group = Group::volume,
      .inputs = {Input::high, Input::low, Input::close, Input::volume, Input::reference},
      .outputs = {{.name = "session_volume_weighted_average_price",
                   .meaning = "Mean price paid since the session began",
                   .degenerate =
                       "no value while nothing is traded: until something is in the session",
                   .sparse = true}},
      .formula =
          "sum of (h + l + c) / 3 * v / sum of v, over the bars of the session up to this one; the "
          "bar's session is the reference",
      .gaps =
          "None on a bar of no known session, which is passed over; from an unknown price or "
          "volume on none until the next session",
      .reference =
          "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of "
          "Finance 43 (1988), p. 97",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit SessionVolumeWeightedAveragePrice(const Params& /*params*/) {}

  static double next(SessionVolumeWeightedAveragePrice& self, double high, double low, double close,
                     double volume, double session) {
    if (std::isnan(session)) return kNaN;
    if (session != self.session_) {
      self.session_ = session;
      self.value_ = self.volume_ = {};
    }
    const double value = feed(self.value_, typical_price(high, low, close) * volume);
    const double traded = feed(self.volume_, volume);
    return traded == 0.0 ? kNaN : value / traded;
  }
  static double next(const SessionVolumeWeightedAveragePrice& self, double high, double low,
                     double close, double volume, double session) {
    SessionVolumeWeightedAveragePrice copy = self;
    return next(copy, high, low, close, volume, session);
  }
  static void state(auto& self, auto& archive) {
    archive(self.session_, self.value_, self.volume_);
  }

 private:
  double session_ = kNaN;  ///< The newest bar's.
  RunningTotal value_;
  RunningTotal volume_;
};

}  // namespace nautilus::features
