// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/rolling.hpp"
#include "nautilus/features/support_resistance/standard_levels.hpp"

namespace nautilus::features {

/// Levels that floor traders take from a session for the next one. What a session is, the reference
/// says, a number that changes where a session begins: of a month's, these are monthly pivots.
class SessionPivots {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "session_pivots",
      .title = "Pivot points of the session before",
      .group = Group::support_resistance,
      .inputs = {Input::high, Input::low, Input::close, Input::reference},
      .outputs = standard_level_outputs(
          "the close before after a session without movement, no value in the first session", true),
      .formula =
          "H, L, C the high, low and close of the session before the bar's; p = (H + L + C) / 3; "
          "resistances 2 p - L, p + (H - L), H + 2 (p - L); supports 2 p - H, p - (H - L), L - 2 "
          "(H - p); the bar's session is the reference",
      .gaps =
          "None on a bar of no known session, which is passed over; none in the session after one "
          "with an unknown price",
      .reference = "Person, A Complete Guide to Technical Trading Tactics (2004), chapter 6",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 0; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit SessionPivots(const Params& /*params*/) {}

  static std::array<double, 7> next(SessionPivots& self, double high, double low, double close,
                                    double session) {
    if (std::isnan(session)) return standard_levels({});
    if (session != self.session_) {
      self.session_ = session;
      self.before_ = std::exchange(self.now_, {high, low, close});
    } else {
      self.now_ = {Maximum::combine({self.now_.high}, {high}).value,
                   Minimum::combine({self.now_.low}, {low}).value, close};
    }
    return standard_levels(self.before_);
  }
  static std::array<double, 7> next(const SessionPivots& self, double high, double low,
                                    double close, double session) {
    SessionPivots copy = self;
    return next(copy, high, low, close, session);
  }
  static void state(auto& self, auto& archive) { archive(self.session_, self.now_, self.before_); }

 private:
  double session_ = kNaN;  ///< The newest bar's.
  PivotPrices now_;        ///< Of it so far.
  PivotPrices before_;     ///< Of the one before it.
};

}  // namespace nautilus::features
