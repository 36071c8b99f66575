// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "nautilus/features/detail/test_bars.hpp"

/// Bars on which formulas have no answer, by the words in which specs say so.
namespace nautilus::features::testing_degenerate {

using testing_bars::Bars;

/// Bars that fulfil a condition from one of them on.
struct Stretch {
  Bars bars;
  std::size_t from = 0;
};

/// What a spec may name as the condition of a degenerate result.
struct Condition {
  std::string_view words;
  std::vector<Stretch> (*stretches)();
  /// Bars that fulfil less: where the result is the same on them, the words claim too little.
  std::vector<Stretch> (*too_much)() = nullptr;
};

inline constexpr std::size_t kMoving = 400;
inline constexpr std::size_t kStanding = 900;
/// By then means that only fade are where they go.
inline constexpr std::size_t kSettled = kMoving + kStanding - 50;

/// Bars that move, and then `count` equal ones.
inline Bars stopped(std::uint64_t seed) {
  Bars bars = testing_bars::random_walk(kMoving, seed);
  BarValues last = bars.columns().at(kMoving - 1);
  last.open = last.high = last.low = last.close;
  last.volume = 1000;
  last.time = kNaN;
  for (std::size_t i = 0; i < kStanding; ++i) bars.add(last);
  return bars;
}

inline Bars walk() { return testing_bars::random_walk(kMoving + kStanding); }

/// Sets a column to a value from a bar on.
inline Bars with(Bars bars, std::vector<double> Bars::*column, double value, std::size_t from = 0) {
  for (std::size_t t = from; t < bars.size(); ++t) (bars.*column)[t] = value;
  return bars;
}

inline std::vector<Stretch> never_moved() {
  std::vector<Stretch> out{{testing_bars::constant(1, 100, 1000)}};
  for (const double price : {1.0, 5.0, 99.5, 100.0, 123.45}) {
    out.push_back({testing_bars::constant(kMoving, price, 1000)});
  }
  return out;
}

inline std::vector<Stretch> stands_still() {
  std::vector<Stretch> out = never_moved();
  for (const std::uint64_t seed : {1U, 2U, 3U}) out.push_back({stopped(seed), kSettled});
  return out;
}

inline std::vector<Stretch> stands_still_for_long() {
  return {{testing_bars::constant(kMoving, 123.45, 1000), 300}, {stopped(1), kSettled}};
}

// A while after the last movement, when what fades is not gone yet.
inline std::vector<Stretch> stopped_lately() { return {{stopped(1), kMoving + 100}}; }

inline std::vector<Stretch> never_traded() { return {{with(walk(), &Bars::volume, 0)}}; }
inline std::vector<Stretch> traded_once() {
  return {{with(walk(), &Bars::volume, 0, kMoving), kSettled}};
}
inline std::vector<Stretch> not_traded() {
  return {{with(walk(), &Bars::volume, 0)}, traded_once().front()};
}
inline std::vector<Stretch> same_volume() {
  return {{with(walk(), &Bars::volume, 1000)},
          {with(walk(), &Bars::volume, 1000, kMoving), kSettled}};
}

inline std::vector<Stretch> without_range() {
  Bars later = walk();
  for (std::size_t t = kMoving; t < later.size(); ++t) {
    later.open[t] = later.high[t] = later.low[t] = later.close[t];
  }
  return {{testing_bars::at_closes(walk().close, 1000)}, {later, kSettled}};
}

inline std::vector<Stretch> only_closes_move() {
  Bars bars = testing_bars::constant(kMoving, 100, 1000);
  for (std::size_t t = 0; t < kMoving; ++t) bars.close[t] = t % 3 == 0 ? 100.5 : 99.5;
  return {{with(with(bars, &Bars::high, 101), &Bars::low, 99)}};
}

/// Flat bars, each close the one before plus a step that itself grows.
inline Bars rising(double step, double growth) {
  std::vector<double> closes{100};
  for (std::size_t t = 1; t < kMoving; ++t, step *= growth) closes.push_back(closes.back() + step);
  return testing_bars::at_closes(closes, 1000);
}
inline std::vector<Stretch> rises() { return {{rising(0.25, 1)}, {rising(0, 1)}}; }
inline std::vector<Stretch> runs_away() { return {{rising(0.01, 1.03)}}; }

inline std::vector<Stretch> reference_stands() {
  return {{with(walk(), &Bars::reference, 50.3)},
          {with(walk(), &Bars::reference, 50.3, kMoving), kSettled}};
}
inline std::vector<Stretch> reference_rises() {
  Bars bars = walk();
  for (std::size_t t = 0; t < bars.size(); ++t) bars.reference[t] = 50 + static_cast<double>(t);
  return {{bars}};
}
inline std::vector<Stretch> one_stands() {
  std::vector<Stretch> out = reference_stands();
  for (const std::size_t from : {std::size_t{0}, kMoving}) {
    out.push_back({with(walk(), &Bars::close, 99.7, from), from == 0 ? 0 : kSettled});
  }
  return out;
}
inline std::vector<Stretch> none_released() {
  return {{with(with(walk(), &Bars::reference, kNaN), &Bars::second_reference, kNaN)}};
}
inline std::vector<Stretch> one_released() {
  return {{with(walk(), &Bars::reference, kNaN)}, {with(walk(), &Bars::second_reference, kNaN)}};
}

inline std::vector<Stretch> first_session() { return {{with(walk(), &Bars::reference, 7)}}; }
inline std::vector<Stretch> later_session() {
  return {{with(testing_bars::constant(kMoving, 123.45, 1000), &Bars::reference, 1, 200), 200}};
}

inline std::vector<Stretch> at_zero() { return {{testing_bars::constant(kMoving, 0, 1000)}}; }
inline std::vector<Stretch> below_zero() {
  return {{with(testing_bars::constant(kMoving, 0, 1000), &Bars::close, -1, 1), 1}};
}

inline constexpr std::array kConditions{
    Condition{"while nothing moves", stands_still},
    Condition{"while nothing has moved", never_moved, stopped_lately},
    Condition{"long after the last movement", stands_still_for_long, stopped_lately},
    Condition{"while nothing is traded", not_traded},
    Condition{"while nothing has been traded", never_traded, traded_once},
    Condition{"while volume does not change", same_volume},
    Condition{"while bars have no range", without_range},
    Condition{"while only closes move", only_closes_move},
    Condition{"while nothing falls", rises},
    Condition{"while prices run away", runs_away},
    Condition{"while the reference does not move", reference_stands},
    Condition{"while the reference does not fall", reference_rises},
    Condition{"while one of the two does not move", one_stands},
    Condition{"before the first release", none_released},
    Condition{"before both were released", one_released},
    Condition{"where the sessions are not known", one_released},
    Condition{"in the first session", first_session},
    Condition{"after a session without movement", later_session},
    Condition{"below a high of 0", below_zero},
    Condition{"where any price is 0", at_zero},
};

}  // namespace nautilus::features::testing_degenerate
