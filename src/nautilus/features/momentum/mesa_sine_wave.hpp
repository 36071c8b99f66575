// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "nautilus/features/period_parameter.hpp"
#include "nautilus/features/window.hpp"
#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::features {

/// Where in a cycle of the given length the closes are, as a sine and one that leads it.
class MesaSineWave {
 public:
  using Params = PeriodParams<20, 3>;

  static constexpr IndicatorSpec spec{
      .name = "mesa_sine_wave",
      .title = "MESA sine wave",
      .group = Group::momentum,
      .version = 2,  // What rounding leaves of equal closes is no cycle since.
      .inputs = {Input::close},
      .outputs = {{"sine", "Sine of the phase", "no value while nothing moves", -1.0, 1.0},
                  {"lead", "Sine of the phase an eighth of a cycle on",
                   "no value while nothing moves", -1.0, 1.0}},
      .formula =
          "phase of sum over period of c[-k] * exp(2 pi i k / period), k bars ago, plus a quarter "
          "turn; O(window)",
      .gaps = "No value while a gap is in the window",
      .reference = "Ehlers, MESA and Trading Market Cycles (2002)",
  };

  static constexpr int warm_up(const Params& params) { return params.period - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period; }

  explicit MesaSineWave(const Params& params)
      : rounding_(4.0 * params.period * half_unit),
        turns_(turns(params.period)),
        closes_(params.period) {}

  static std::array<double, 2> next(auto& self, double close) {
    double real = 0.0;
    double imaginary = 0.0;
    double size = 0.0;
    const double* turn = self.turns_.data();
    const auto add = [&](double newer, double each) {
      real += *turn++ * each;
      imaginary += *turn++ * each;
      size += std::abs(each);
      return newer;
    };
    Window::fold(self.closes_, close, 0.0, add);
    const double amplitude = std::sqrt(real * real + imaginary * imaginary);
    if (amplitude <= self.rounding_ * size) return {kNaN, kNaN};
    const double sine = std::clamp(real / amplitude, -1.0, 1.0);
    const double lead = (real - imaginary) / (amplitude * std::numbers::sqrt2);
    return {sine, std::clamp(lead, -1.0, 1.0)};
  }
  static void state(auto& self, auto& archive) { archive(self.closes_); }

 private:
  static constexpr double half_unit = 0.5 * std::numeric_limits<double>::epsilon();

  // Cosine and sine for each bar of the window, the oldest first.
  static std::vector<double> turns(int period) {
    std::vector<double> out;
    for (int age = period - 1; age >= 0; --age) {
      const double angle = 2.0 * std::numbers::pi * age / period;
      out.push_back(numeric::cos(angle));
      out.push_back(numeric::sin(angle));
    }
    return out;
  }

  // Of the sum of the closes: no more is left of them by rounding, at half a unit in each product,
  // each sum and each turn (Higham, Accuracy and Stability of Numerical Algorithms, chapter 3.1),
  // where the turns of equal closes cancel.
  double rounding_;
  std::vector<double> turns_;
  Window closes_;
};

}  // namespace nautilus::features
