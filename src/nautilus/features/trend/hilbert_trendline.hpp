// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <type_traits>

#include "nautilus/features/trend/hilbert_cycle.hpp"

namespace nautilus::features {

/// The mean of the middles of the bars over the cycle that the market has at the time.
class HilbertTrendline {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "hilbert_trendline",
      .title = "Hilbert transform, instantaneous trendline",
      .group = Group::trend,
      .version = 2,  // What rounding leaves of equal prices is no cycle since.
      .inputs = {Input::high, Input::low},
      .outputs = {{"trendline", "Mean over the dominant cycle, a price", "always defined"},
                  {"period", "Length of the dominant cycle in bars",
                   "6 long after the last movement: prices before the first bar count as 0", 0.0,
                   50.0}},
      .formula =
          "weighted mean (4, 3, 2, 1) of the last four means of (h + l) / 2 over the dominant "
          "cycle, whose length a homodyne discriminator finds; O(window) of at most 50 bars",
      .gaps = "The bar of a gap has no value; later ones go on as if it had not been",
      .reference = "Ehlers, Rocket Science for Traders (2001), chapters 7 and 10",
  };

  static constexpr int warm_up(const Params& /*params*/) { return 63; }
  static constexpr int gap_recovery(const Params& /*params*/) { return 1; }

  explicit HilbertTrendline(const Params& /*params*/) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const double price = 0.5 * (high + low);
    if (std::isnan(price)) return {kNaN, kNaN};
    const auto cycle = feed(self.cycle_, price);
    const double length = self.length_ + 0.33 * (cycle.period - self.length_);
    const double bars = std::floor(length + 0.5);
    const double mean = feed(self.prices_, price, bars);
    const double smooth = feed(self.smooth_, mean);
    const bool shown = self.bars_ >= 63;
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.length_ = length;
      self.bars_ = shown ? 63 : self.bars_ + 1;
    }
    return {shown ? smooth : kNaN, shown ? bars : kNaN};
  }
  static void state(auto& self, auto& archive) {
    archive(self.cycle_, self.length_, self.prices_, self.smooth_, self.bars_);
  }

 private:
  // The mean of so many of the newest values, of those that there are.
  class MeanOfNewest {
   public:
    static double next(auto& self, double value, double count) {
      double sum = 0;
      double taken = 0;
      const auto add = [&](double age, double each) {
        if (age < count && !std::isnan(each)) {
          sum += each;
          taken += 1.0;
        }
        return age - 1.0;
      };
      Window::fold(self.values_, value, 49.0, add);
      return taken == 0.0 ? value : sum / taken;
    }
    static void state(auto& self, auto& archive) { archive(self.values_); }

   private:
    Window values_{50};
  };

  HilbertCycle cycle_;
  double length_ = 0;
  MeanOfNewest prices_;
  FourBarMean smooth_;
  std::int64_t bars_ = 0;
};

}  // namespace nautilus::features
