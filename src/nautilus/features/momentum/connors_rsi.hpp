// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>

#include "nautilus/features/momentum/rsi.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/window.hpp"

namespace nautilus::features {

/// Three short views of strength in one: of the price, of its streak of rises or falls, and of the
/// last return among the recent ones.
class ConnorsRsi {
 public:
  struct Params {
    int rsi_period = 3;
    int streak_period = 2;
    int rank_period = 100;

    static constexpr auto fields() {
      return std::tuple{
          field("rsi_period", &Params::rsi_period, "Bars in the means of the price",
                between(2, 10'000)),
          field("streak_period", &Params::streak_period, "Bars in the means of the streak",
                between(2, 10'000)),
          field("rank_period", &Params::rank_period, "Returns to rank among", between(2, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "connors_rsi",
      .title = "Connors relative strength index",
      .group = Group::momentum,
      .version = 3,  // Gains and losses lie side by side since.
      .inputs = {Input::close},
      .outputs = {{"connors_rsi", "Mean of the three in percent",
                   "100 / 3 while nothing has moved: 50 for two of the three, no value where an "
                   "earlier close is 0",
                   0.0, 100.0},
                  {"streak", "Closes in a row that rose, negative where they fell",
                   "0 while nothing moves: on the first bar as well"},
                  {"percent_rank",
                   "Share of the last rank_period returns below this one in percent",
                   "0 while nothing moves, no value where an earlier close is 0", 0.0, 100.0}},
      .formula = "(rsi(c, rsi_period) + rsi(streak, streak_period) + percent_rank) / 3; O(window)",
      .gaps =
          "The bar of a gap has no value, nor the one after; the streak begins anew, the rank has "
          "no value while a gap is in its window",
      .reference = "Connors and Alvarez, An Introduction to ConnorsRSI (2012)",
      .cost = Cost::window,
  };

  static constexpr std::array<int, 3> warm_up(const Params& params) {
    return {params.rank_period + 1, 0, params.rank_period + 1};
  }
  static constexpr std::array<int, 3> gap_recovery(const Params& params) {
    return {params.rank_period + 2, 1, params.rank_period + 2};
  }

  explicit ConnorsRsi(const Params& params)
      : rank_period_(params.rank_period),
        returns_(params.rank_period + 1),
        of_price_({.period = params.rsi_period}),
        of_streak_({.period = params.streak_period}) {}

  static std::array<double, 3> next(auto& self, double close) {
    const double previous = feed(self.previous_, close);
    const double streak = self.next_streak(close, previous);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) self.streak_ = streak;
    const double growth = previous == 0.0 ? kNaN : close / previous - 1.0;
    const auto below = [growth](double count, double each) {
      if (each < growth) return count + 1.0;
      return each >= growth ? count : kNaN;
    };
    const double rank = 100.0 * Window::fold(self.returns_, growth, 0.0, below) / self.rank_period_;
    const double of_price = feed(self.of_price_, close);
    const double of_streak = feed(self.of_streak_, std::isnan(close) ? kNaN : streak);
    return {(of_price + of_streak + rank) / 3.0, std::isnan(close) ? kNaN : streak, rank};
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.streak_, self.returns_, self.of_price_, self.of_streak_);
  }

 private:
  [[nodiscard]] double next_streak(double close, double previous) const {
    if (close > previous) return std::max(streak_, 0.0) + 1.0;
    if (close < previous) return std::min(streak_, 0.0) - 1.0;
    return 0.0;
  }

  double rank_period_;
  Previous previous_;
  double streak_ = 0;
  Window returns_;
  Rsi of_price_;
  Rsi of_streak_;
};

}  // namespace nautilus::features
