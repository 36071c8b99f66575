// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include "nautilus/features/trend/alligator.hpp"

namespace nautilus::features {

/// How far the lines of the alligator are apart: its mouth.
class Gator {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };

  static constexpr IndicatorSpec spec{
      .name = "gator",
      .title = "Gator oscillator",
      .group = Group::trend,
      .inputs = {Input::high, Input::low},
      .outputs = {{"upper", "Distance of jaw and teeth, in price", "0 while nothing moves", 0.0},
                  {"lower", "Distance of teeth and lips, in price, negative",
                   "0 while nothing moves", -std::numeric_limits<double>::infinity(), 0.0}},
      .formula = "|jaw - teeth| and -|teeth - lips| of the alligator",
      .gaps =
          "The bar of a gap has no value, nor the bars to which its means are shifted; later ones "
          "go on as if it had not been",
      .reference = "Williams, New Trading Dimensions (1998)",
  };

  static constexpr std::array<int, 2> warm_up(const Params& /*params*/) { return {20, 12}; }
  static constexpr std::array<int, 2> gap_recovery(const Params& /*params*/) { return {9, 6}; }

  explicit Gator(const Params& /*params*/) : alligator_(Alligator::Params{}) {}

  static std::array<double, 2> next(auto& self, double high, double low) {
    const auto [jaw, teeth, lips] = feed(self.alligator_, high, low);
    return {std::abs(jaw - teeth), -std::abs(teeth - lips)};
  }
  static void state(auto& self, auto& archive) { archive(self.alligator_); }

 private:
  Alligator alligator_;
};

}  // namespace nautilus::features
