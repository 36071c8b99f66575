// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>

#include "nautilus/features/patterns/candle.hpp"
#include "nautilus/features/patterns/candle_sizes.hpp"
#include "nautilus/features/patterns/usual_candle.hpp"

namespace nautilus::features {

// A pattern declares its Params, its spec and what it answers to three candles; these make an
// indicator of it.

/// No value for each output of a pattern.
template <class Answer>
constexpr Answer no_answer() {
  if constexpr (std::same_as<Answer, double>) {
    return kNaN;
  } else {
    Answer answer{};
    answer.fill(kNaN);
    return answer;
  }
}

/// 1 where a pattern is there, 0 where it isn't.
constexpr double found(bool there) { return there ? 1.0 : 0.0; }

/// 1 for a pattern that points up, -1 for one that points down, 0 where it isn't there.
constexpr double pointing(bool up, bool down) { return up ? 1.0 : down ? -1.0 : 0.0; }

/// The sizes that a pattern reads, in price.
struct CandleLimits {
  double no_body;
  double short_body;
  double long_body;
  double no_shadow;
  double long_shadow;
  double near;

  CandleLimits(const CandleSizes& sizes, const UsualSizes& usual)
      : no_body(sizes.no_body * usual.range),
        short_body(sizes.short_body * usual.body),
        long_body(sizes.long_body * usual.body),
        no_shadow(sizes.no_shadow * usual.range),
        long_shadow(sizes.long_shadow * usual.body),
        near(sizes.near * usual.range) {}
};

/// A pattern whose sizes are judged by the candles before it:
/// `static double judge(const Candles&, const CandleLimits&)`.
template <class Pattern>
class SizedPattern {
 public:
  using Params = typename Pattern::Params;
  static constexpr IndicatorSpec spec = Pattern::spec;

  static constexpr int warm_up(const Params& params) { return params.period; }
  static constexpr int gap_recovery(const Params& params) { return params.period + 1; }

  explicit SizedPattern(const Params& params) : params_(params), usual_(params.period) {}

  static auto next(auto& self, double open, double high, double low, double close) {
    const Candle now{open, high, low, close};
    const Candles candles = feed(self.recent_, now);
    const UsualSizes usual = feed(self.usual_, now);
    using Answer = decltype(Pattern::judge(candles, CandleLimits(self.params_, usual)));
    if (!now.exists() || std::isnan(usual.body + usual.range)) return no_answer<Answer>();
    return Pattern::judge(candles, CandleLimits(self.params_, usual));
  }
  static void state(auto& self, auto& archive) { archive(self.recent_, self.usual_); }

 private:
  Params params_;
  RecentCandles recent_;
  UsualCandle usual_;
};

/// A pattern of two or three candles (`candles`) that compares their prices only:
/// `static double judge(const Candles&)`.
template <class Pattern>
class PlainPattern {
 public:
  struct Params {
    static constexpr auto fields() { return std::tuple{}; }
  };
  static constexpr IndicatorSpec spec = Pattern::spec;

  static constexpr int warm_up(const Params& /*params*/) { return Pattern::candles - 1; }
  static constexpr int gap_recovery(const Params& /*params*/) { return Pattern::candles; }

  explicit PlainPattern(const Params& /*params*/) {}

  static double next(auto& self, double open, double high, double low, double close) {
    const Candles candles = feed(self.recent_, Candle{open, high, low, close});
    const bool exist = candles.now.exists() && candles.before.exists() &&
                       (Pattern::candles == 2 || candles.first.exists());
    return exist ? Pattern::judge(candles) : kNaN;
  }
  static void state(auto& self, auto& archive) { archive(self.recent_); }

 private:
  RecentCandles recent_;
};

}  // namespace nautilus::features
