// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"
#include "nautilus/features/trend/wilder_sum.hpp"
#include "nautilus/features/true_range.hpp"

namespace nautilus::features {

/// How directed the movement of highs and lows is, and which way.
class Adx {
 public:
  using Params = PeriodParams<14, 2>;

  static constexpr IndicatorSpec spec{
      .name = "adx",
      .title = "Average directional index",
      .group = Group::trend,
      .version = 2,  // Movements lie side by side since.
      .inputs = {Input::high, Input::low, Input::close},
      .outputs = {{"plus_di", "Upward movement in percent of the true range",
                   "no value while nothing has moved", 0.0, 100.0},
                  {"minus_di", "Downward movement in percent of the true range",
                   "no value while nothing has moved", 0.0, 100.0},
                  {"dx", "Difference of the two in percent of their sum",
                   "no value while nothing has moved, 0 while only closes move", 0.0, 100.0},
                  {"adx", "Wilder mean of dx", "no value while nothing has moved", 0.0, 100.0},
                  {"adxr", "Mean of adx and of adx period bars ago",
                   "no value while nothing has moved", 0.0, 100.0},
                  {"plus_dm", "Sum of upward movement, in price", "0 while nothing moves", 0.0},
                  {"minus_dm", "Sum of downward movement, in price", "0 while nothing moves", 0.0}},
      .formula =
          "100 * sum(+dm) / sum(tr), likewise -dm; each sum s - s / period + new, begun with the "
          "first period - 1 values; dx = 100 * |+di - -di| / (+di + -di)",
      .gaps =
          "The bar of a gap and the one after it have no value; the sums pass them over, adxr "
          "meets them again period bars later",
      .reference =
          "Wilder, New Concepts in Technical Trading Systems (1978); sums begun as in TA-Lib, adxr "
          "as in the book",
  };

  static constexpr std::array<int, 7> warm_up(const Params& params) {
    return {params.period,         params.period, params.period, 2 * params.period - 1,
            3 * params.period - 1, params.period, params.period};
  }
  static constexpr std::array<int, 7> gap_recovery(const Params& params) {
    return {2, 2, 2, 2, params.period + 2, 2, 2};
  }

  explicit Adx(const Params& params)
      : moves_(params.period),
        all_(params.period),
        mean_(SmoothedMean::wilder(params.period)),
        earlier_(params.period) {}

  static std::array<double, 7> next(auto& self, double high, double low, double close) {
    const double rise = high - feed(self.high_, high);
    const double fall = feed(self.low_, low) - low;
    const double range = feed(self.true_range_, high, low, close);
    const bool known = !std::isnan(range + rise + fall);
    const Pair moves = feed(self.moves_, known ? larger_move(rise, fall) : filled<Pair>(kNaN));
    const double all = feed(self.all_, known ? range : kNaN);
    const double plus = moves[0];
    const double minus = moves[1];
    const double moved = plus + minus;
    const double dx = moved > 0.0 ? 100.0 * (std::abs(plus - minus) / moved)
                      : all > 0.0 ? 0.0
                                  : kNaN;
    const double adx = feed(self.mean_, dx);
    const double adxr = 0.5 * (adx + feed(self.earlier_, adx));
    // A sum that is all but 0 may exceed the range's by rounding.
    const Pair indices = smaller(filled<Pair>(100.0), 100.0 * (moves / all));
    if (!(all > 0.0)) return {kNaN, kNaN, dx, adx, adxr, plus, minus};
    return {indices[0], indices[1], dx, adx, adxr, plus, minus};
  }
  static void state(auto& self, auto& archive) {
    archive(self.high_, self.low_, self.true_range_, self.moves_, self.all_, self.mean_,
            self.earlier_);
  }

 private:
  // The larger of the two where it is above 0, in its place; 0 in the other's.
  static Pair larger_move(double rise, double fall) {
    const Pair moves{rise, fall};
    return moves > Pair{fall, rise} ? larger(moves, Pair{}) : Pair{};
  }

  Previous high_;
  Previous low_;
  TrueRange true_range_;
  WilderSumOf<Pair> moves_;  ///< Plus and minus.
  WilderSum all_;
  SmoothedMean mean_;
  Delay earlier_;
};

}  // namespace nautilus::features
