// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <tuple>

#include "nautilus/features/market_structure/symbol_entropy.hpp"
#include "nautilus/features/market_structure/window_values.hpp"
#include "nautilus/features/recursive.hpp"

namespace nautilus::features {

/// How evenly the words occur that rises and falls spell.
class DirectionEntropy {
 public:
  struct Params {
    int length = 2;
    int period = 60;

    static constexpr auto fields() {
      return std::tuple{
          field("length", &Params::length, "Bars in each word", between(1, 5)),
          field("period", &Params::period, "Words in the window", between(8, 10'000)),
      };
    }
  };

  static constexpr IndicatorSpec spec{
      .name = "direction_entropy",
      .title = "Entropy of directions",
      .group = Group::market_structure,
      .inputs = {Input::close},
      .outputs = {{"direction_entropy",
                   "1 where every word is as frequent as any other, 0 where there is but one",
                   "0 while nothing moves: what does not rise counts as falling", 0.0, 1.0}},
      .formula =
          "sum over the 2^length words of -p log2 p, by length: p the share of each among the "
          "words of length bars, c > c[-1] or not, over period bars; O(2^length)",
      .gaps = "No value while a return from or to a gap is in the window",
      .reference =
          "Shannon, A Mathematical Theory of Communication (1948); Lopez de Prado, Advances in "
          "Financial Machine Learning (2018), chapter 18: the plug-in estimator",
  };

  static constexpr int warm_up(const Params& params) { return params.period + params.length - 1; }
  static constexpr int gap_recovery(const Params& params) { return params.period + params.length; }

  explicit DirectionEntropy(const Params& params)
      : directions_(params.length), entropy_(1 << params.length, params.period) {}

  static double next(auto& self, double close) {
    const double change = close - feed(self.previous_, close);
    const double direction = std::isnan(change) ? kNaN : change > 0.0 ? 1.0 : 0.0;
    return feed(self.entropy_, word_of(feed(self.directions_, direction)));
  }
  static void state(auto& self, auto& archive) {
    archive(self.previous_, self.directions_, self.entropy_);
  }

 private:
  static double word_of(const WindowValues::View& directions) {
    double word = 0;
    for (std::size_t i = 0; i < directions.size(); ++i) word = 2.0 * word + directions[i];
    return word;
  }

  Previous previous_;
  WindowValues directions_;
  SymbolEntropy entropy_;
};

}  // namespace nautilus::features
