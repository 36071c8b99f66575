// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "nautilus/features/kernel.hpp"
#include "nautilus/features/lanes.hpp"

namespace nautilus::features {

/// Two neighbouring runs of values that become one.
struct Joint {
  double older;  ///< Values in the older run.
  double newer;  ///< Values in the newer run.
  double share;  ///< Of the newer run in both.
};

/// Folds the last `period` values by Fold, in O(log period) per bar.
///
/// Runs of 1, 2, 4, ... values that end on a bar are each joined of two halves, of which the older
/// was the newer one of some bars ago; the window is joined of the runs that its length in binary
/// names, the longest being the oldest. Hence the same values give the same bits on whatever bar;
/// nothing is ever subtracted, so nothing drifts; and what leaves the window, a NaN included,
/// leaves no trace. No step waits for that of the bar before, so bars go through in lanes.
///
/// Fold declares `width`, of how many numbers a fold consists, and how two are made one,
/// `std::array<Value, width> join(older, newer, const Joint&)`, and `halves(older, newer, count)`
/// for equally long ones. `nothing` stands for each number of a value that there is not yet; a fold
/// with it in must tell so, as one with a NaN among its values must: NaN remains NaN in sums.
template <class Fold>
class RollingTree {
 public:
  static constexpr std::size_t width = Fold::width;
  template <class Value>
  using Run = std::array<Value, width>;

  /// REQUIRES: period >= 1.
  explicit RollingTree(int period)
      : period_(static_cast<std::size_t>(period)),
        longest_(std::bit_floor(static_cast<std::size_t>(period))),
        levels_(longest_ <= 8 ? 0 : static_cast<std::size_t>(std::countr_zero(longest_)) - 3),
        cycle_(std::max(longest_, kLanes)),
        slots_(width * (period_ - 1), Fold::nothing) {
    std::size_t older = longest_;
    for (std::size_t newer = longest_ / 2; newer > 0; newer /= 2) {
      if ((period_ & newer) == 0) continue;
      const auto m = static_cast<double>(older);
      const auto n = static_cast<double>(newer);
      joints_.push_back({m, n, n / (m + n)});
      older += newer;
    }
  }

  /// The fold of the last period values.
  static Run<double> next(auto& self, const Run<double>& values) { return of_bar(self, values); }
  /// REQUIRES: so far a multiple of kLanes values.
  static Run<Lanes> next(RollingTree& self, const Run<Lanes>& values) { return fold(self, values); }

  static void state(auto& self, auto& archive) {
    archive(self.slots_);
    archive.index(self.position_, self.cycle_);
  }

 private:
  static constexpr std::size_t kMostLevels = 32;

  // Bar by bar every indicator runs this one function: were each to have its own, on a new bar none
  // would be in the fast cache.
  [[gnu::noinline]] static Run<double> of_bar(auto& self, Run<double> values) {
    return fold(self, values);
  }

  template <class Value>
  static Run<Value> fold(auto& self, const Run<Value>& ones) {
    auto* ring = self.slots_.data();
    const auto before = [&](std::size_t length, const Run<Value>& run) {
      const auto older = delayed(ring, length, self.position_, run);
      ring += width * length;
      return older;
    };
    const auto twice = [&](std::size_t length, const Run<Value>& run) {
      return Fold::halves(before(length, run), run, static_cast<double>(length));
    };
    const std::size_t longest = self.longest_;
    const Run<Value> twos = longest > 1 ? twice(1, ones) : ones;
    const Run<Value> fours = longest > 2 ? twice(2, twos) : twos;
    Run<Value> run = longest > 4 ? twice(4, fours) : fours;
    std::array<Run<Value>, kMostLevels> runs;  // Of 8, 16, ... values.
    for (std::size_t length = 8, level = 0; length < longest; length *= 2) {
      runs[level++] = run;
      run = twice(length, run);
    }

    const Joint* joint = self.joints_.data();
    const auto join = [&](std::size_t length, const Run<Value>& newer) {
      run = Fold::join(before(length, run), newer, *joint++);
    };
    const std::size_t rest = self.period_ - longest;
    for (std::size_t length = longest / 2, level = self.levels_; level-- > 0; length /= 2) {
      if ((rest & length) != 0) join(length, runs[level]);
    }
    if ((rest & 4) != 0) join(4, fours);
    if ((rest & 2) != 0) join(2, twos);
    if ((rest & 1) != 0) join(1, ones);
    if constexpr (!std::is_const_v<std::remove_reference_t<decltype(self)>>) {
      constexpr std::size_t bars = std::is_same_v<Value, double> ? 1 : kLanes;
      self.position_ = (self.position_ + bars) & (self.cycle_ - 1);
    }
    return run;
  }

  // The run of `bars` bars ago, which a ring that may change exchanges for this one.
  template <class Slot, class Value>
  static Run<Value> delayed(Slot* ring, std::size_t bars, std::size_t position,
                            const Run<Value>& run) {
    return [&]<std::size_t... I>(std::index_sequence<I...> /*numbers*/) {
      return Run<Value>{exchange(ring + I * bars, bars, position, run[I])...};
    }
    (std::make_index_sequence<width>{});
  }

  template <class Slot>
  static double exchange(Slot* ring, std::size_t bars, std::size_t position, double value) {
    Slot& slot = ring[position & (bars - 1)];
    const double then = slot;
    if constexpr (!std::is_const_v<Slot>) slot = value;
    return then;
  }

  // A ring shorter than the lanes has its oldest value first on every bar where lanes begin.
  static Lanes exchange(double* ring, std::size_t bars, std::size_t position, const Lanes& values) {
    if (bars >= kLanes) return values.exchange_8(ring + (position & (bars - kLanes)));
    if (bars == 4) return values.exchange_4(ring);
    return bars == 2 ? values.exchange_2(ring) : values.exchange_1(*ring);
  }

  std::size_t period_;
  std::size_t longest_;        ///< Values in the longest run.
  std::size_t levels_;         ///< How many lengths from 8 on are shorter than that.
  std::size_t cycle_;          ///< A multiple of every ring and of the lanes.
  std::vector<double> slots_;  ///< Rings, one per join, as long as its newer run.
  std::vector<Joint> joints_;  ///< Of the runs that the window consists of.
  std::size_t position_ = 0;   ///< The number of bars, up to the cycle.
};

}  // namespace nautilus::features
