// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <type_traits>

#include "nautilus/features/recursive.hpp"
#include "nautilus/features/window.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// The mean of the last four values, weighted 4, 3, 2 and 1 from the newest on; NaN until there are
/// four.
class FourBarMean {
 public:
  static double next(auto& self, double value) {
    double weight = 0.0;
    const auto add = [&weight](double sum, double each) {
      weight += 1.0;
      return sum + weight * each;
    };
    return Window::fold(self.values_, value, 0.0, add) / 10.0;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  Window values_{4};
};

/// The Hilbert transform as Ehlers shortens it to four terms: it turns the phase by a quarter.
/// Values before the first count as 0.
class QuarterTurn {
 public:
  static double next(auto& self, double value, double gain) {
    double sum = 0;
    double age = 6;
    const auto add = [&](double /*sum*/, double each) {
      const double known = std::isnan(each) ? 0.0 : each;
      if (age == 0.0) sum += 0.0962 * known;
      if (age == 2.0) sum += 0.5769 * known;
      if (age == 4.0) sum -= 0.5769 * known;
      if (age == 6.0) sum -= 0.0962 * known;
      age -= 1.0;
      return 0.0;
    };
    Window::fold(self.values_, value, 0.0, add);
    return sum * gain;
  }
  static void state(auto& self, auto& archive) { archive(self.values_); }

 private:
  Window values_{7};
};

/// The cycle that prices have at a time, by the homodyne discriminator of Ehlers, Rocket Science
/// for Traders (2001), chapter 7. It gives values from the first bar on; after some fifty the
/// beginning has faded.
class HilbertCycle {
 public:
  struct Cycle {
    double period = 0;  ///< Smoothed, in bars.
    double in_phase = 0;
    double quadrature = 0;

    /// In degrees; 0 while nothing moves.
    [[nodiscard]] double phase() const {
      if (in_phase == 0.0) return 0.0;
      return numeric::atan(quadrature / in_phase) * 180.0 / std::numbers::pi;
    }
  };

  /// REQUIRES: price is no NaN.
  static Cycle next(auto& self, double price) {
    // The first six bars only fill the smoothing.
    const bool filling = self.bars_ < 6;
    const double smooth = feed(self.smooth_, price);
    const double gain = 0.075 * self.period_ + 0.54;
    const double turned = feed(self.detrend_, filling ? 0.0 : smooth, gain);
    const double detrended = std::abs(turned) > least_amplitude * std::abs(smooth) ? turned : 0.0;
    const double quadrature = feed(self.quadrature_, detrended, gain);
    const double in_phase = feed(self.in_phase_, detrended);
    const double ji = feed(self.turn_i_, in_phase, gain);
    const double jq = feed(self.turn_q_, quadrature, gain);
    const double i2 = 0.2 * (in_phase - jq) + 0.8 * self.i2_;
    const double q2 = 0.2 * (quadrature + ji) + 0.8 * self.q2_;
    const double real = 0.2 * (i2 * self.i2_ + q2 * self.q2_) + 0.8 * self.real_;
    const double imaginary = 0.2 * (i2 * self.q2_ - q2 * self.i2_) + 0.8 * self.imaginary_;
    const double period = filling ? 0.0 : self.smoothed_period(real, imaginary, smooth);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      self.bars_ += filling ? 1 : 0;
      self.period_ = period;
      self.i2_ = i2;
      self.q2_ = q2;
      self.real_ = real;
      self.imaginary_ = imaginary;
    }
    return {period, in_phase, quadrature};
  }
  static void state(auto& self, auto& archive) {
    archive(self.smooth_, self.detrend_, self.quadrature_, self.in_phase_, self.turn_i_,
            self.turn_q_, self.bars_, self.period_, self.i2_, self.q2_, self.real_,
            self.imaginary_);
  }

 private:
  // The value of three bars ago, 0 before.
  class ThreeBarsAgo {
   public:
    static double next(auto& self, double value) {
      double oldest = 0;
      double age = 3;
      const auto look = [&](double /*sum*/, double each) {
        if (age == 3.0 && !std::isnan(each)) oldest = each;
        age -= 1.0;
        return 0.0;
      };
      Window::fold(self.values_, value, 0.0, look);
      return oldest;
    }
    static void state(auto& self, auto& archive) { archive(self.values_); }

   private:
    Window values_{4};
  };

  // An amplitude of less than this share of the price is what rounding leaves where nothing moves,
  // and an angle taken of it would hang on the last digits of the price.
  static constexpr double least_amplitude = 1e-12;

  [[nodiscard]] double smoothed_period(double real, double imaginary, double price) const {
    const double least = least_amplitude * price;
    const bool moves = std::abs(real) + std::abs(imaginary) > least * least;
    const bool turns = moves && real != 0.0 && imaginary != 0.0;
    double period = turns ? 2.0 * std::numbers::pi / numeric::atan(imaginary / real) : 0.0;
    period = std::min(period, 1.5 * period_);
    period = std::max(period, 0.67 * period_);
    period = std::clamp(period, 6.0, 50.0);
    return 0.2 * period + 0.8 * period_;
  }

  FourBarMean smooth_;
  QuarterTurn detrend_;
  QuarterTurn quadrature_;
  ThreeBarsAgo in_phase_;
  QuarterTurn turn_i_;
  QuarterTurn turn_q_;
  std::int64_t bars_ = 0;  ///< Counted up to 6.
  double period_ = 0;
  double i2_ = 0;
  double q2_ = 0;
  double real_ = 0;
  double imaginary_ = 0;
};

}  // namespace nautilus::features
