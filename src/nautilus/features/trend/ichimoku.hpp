// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/rolling.hpp"
#include "nautilus/features/trend/middle_of_range.hpp"

namespace nautilus::features {

/// Middles of three ranges, two of them shown some bars later, as on the chart: the cloud of this
/// bar was known when it is shown.
class Ichimoku {
 public:
  struct Params {
    int tenkan_period = 9;
    int kijun_period = 26;
    int senkou_period = 52;
    int displacement = 26;

    static constexpr auto fields() {
      return std::tuple{
          field("tenkan_period", &Params::tenkan_period, "Bars in the short range",
                between(1, 10'000)),
          field("kijun_period", &Params::kijun_period, "Bars in the middle range",
                between(2, 10'000)),
          field("senkou_period", &Params::senkou_period, "Bars in the long range",
                between(1, 10'000)),
          field("displacement", &Params::displacement, "Bars by which the cloud is shown later",
                between(1, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "ichimoku",
      .title = "Ichimoku cloud",
      .group = Group::trend,
      .version = 2,  // Windows of one length lie side by side since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"tenkan", "Middle of the short range, a price", "always defined"},
                  {"kijun", "Middle of the middle range, a price", "always defined"},
                  {"senkou_a", "Mean of the two as they were displacement bars ago, a price",
                   "always defined"},
                  {"senkou_b", "Middle of the long range displacement bars ago, a price",
                   "always defined"}},
      .formula =
          "(max h + min l) / 2 over each period; senkou a and b of displacement bars ago; the "
          "lagging span looks ahead and is left out",
      .gaps = "No value while a gap is in the window, that of displacement bars ago included",
      .reference = "Hosoda, Ichimoku Kinko Hyo (1969)",
  };

  static Result<void> check(const Params& params) {
    return check_below("tenkan_period", params.tenkan_period, "kijun_period", params.kijun_period);
  }
  static constexpr std::array<int, 4> warm_up(const Params& params) {
    return {params.tenkan_period - 1, params.kijun_period - 1,
            params.displacement + params.kijun_period - 1,
            params.displacement + params.senkou_period - 1};
  }
  static constexpr std::array<int, 4> gap_recovery(const Params& params) {
    return {params.tenkan_period, params.kijun_period, params.displacement + params.kijun_period,
            params.displacement + params.senkou_period};
  }

  explicit Ichimoku(const Params& params)
      : tenkan_(params.tenkan_period),
        kijun_(params.kijun_period),
        senkou_(params.senkou_period),
        senkou_a_(params.displacement),
        senkou_b_(params.displacement) {}

  static std::array<double, 4> next(auto& self, double high, double low) {
    const double tenkan = feed(self.tenkan_, high, low);
    const double kijun = feed(self.kijun_, high, low);
    const double a = feed(self.senkou_a_, 0.5 * (tenkan + kijun));
    const double b = feed(self.senkou_b_, feed(self.senkou_, high, low));
    if (std::isnan(high + low)) return {kNaN, kNaN, kNaN, kNaN};
    return {tenkan, kijun, a, b};
  }
  static void state(auto& self, auto& archive) {
    archive(self.tenkan_, self.kijun_, self.senkou_, self.senkou_a_, self.senkou_b_);
  }

 private:
  MiddleOfRange tenkan_;
  MiddleOfRange kijun_;
  MiddleOfRange senkou_;
  Delay senkou_a_;
  Delay senkou_b_;
};

}  // namespace nautilus::features
