// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nautilus/base/time.hpp"
#include "nautilus/features/recursive.hpp"
#include "nautilus/features/rolling.hpp"

namespace nautilus::features {

/// How the figures of a universe are taken.
struct UniverseParams {
  int average_period = 50;    ///< Of the moving average that breadth compares with.
  int return_period = 20;     ///< Bars of the returns that rotation and rank compare.
  int component_window = 60;  ///< Returns in the correlation matrix.
  int fewest_members = 5;     ///< With a value; fewer make no figure.
  /// What no window may exceed, be it of a symbol that hardly trades: so much history is enough for
  /// any figure, wherever it begins.
  std::chrono::nanoseconds longest_window = std::chrono::hours(24) * 200;
};

/// On which side of a rotation a symbol stands.
enum class Side {
  neither,
  cyclical,
  defensive
};

struct UniverseMember {
  bool is_counted = true;  ///< In breadth, rank and components; else only in the rotation.
  Side side = Side::neither;
};

/// Many symbols, streaming: a bar of each at a time, NaN for one that has none then.
///
/// Each symbol's average and return run over its own bars. A figure is of those members that have a
/// bar and a value at that time, and NaN where fewer than `fewest_members` have. Times at which
/// fewer members than that have a bar, as on a holiday of most, are passed over by the components'
/// window.
class Universe {
 public:
  explicit Universe(std::span<const UniverseMember> members, const UniverseParams& params = {});

  /// Takes the closes of bars that open at one time in. REQUIRES: one for each member.
  void update(std::span<const double> closes, Timestamp open = kEarliest);

  /// The share of members above their moving average, less 1/2, times 2: from -1 to 1.
  [[nodiscard]] double breadth() const;

  /// The mean return of the cyclical symbols less that of the defensive ones; NaN where a side has
  /// none with a value.
  [[nodiscard]] double rotation() const;

  /// Where the return of one stands among the other members': the share of them below it, from 0
  /// to 1, equal ones counting half.
  [[nodiscard]] double return_rank(std::size_t member) const;

  /// The share of the members' variance that one common factor explains: the largest eigenvalue of
  /// the correlation matrix of their returns, by their number. Members that lack a bar in the
  /// window, or do not move in it, are left out. Costs O(window^2 * members).
  /// Source: Kritzman, Li, Page and Rigobon, Principal Components as a Measure of Systemic Risk
  /// (2011).
  [[nodiscard]] double first_component_share() const;

 private:
  struct Line {
    RollingMean average;
    Delay average_from;  ///< When the average's oldest bar opened, in nanoseconds.
    Delay then;
    Delay return_from;       ///< When the return's oldest bar did.
    double distance = kNaN;  ///< Of the last bar from its average.
    double period_return = kNaN;
    std::vector<double> closes;  ///< Of the last window + 1 times that count, as a ring.
  };

  void take(Line& line, double close, Timestamp open) const;
  void keep(std::span<const double> closes, Timestamp open);
  [[nodiscard]] std::vector<double> standard_returns(const Line& line) const;
  [[nodiscard]] bool are_enough(std::size_t members) const {
    return members >= static_cast<std::size_t>(params_.fewest_members);
  }

  UniverseParams params_;
  std::vector<UniverseMember> members_;
  std::vector<Line> lines_;
  std::vector<Timestamp> opens_;  ///< Of the rings of closes.
  Timestamp newest_ = kEarliest;  ///< Of these.
  std::size_t position_ = 0;      ///< Where the next closes go in the rings.
  std::int64_t kept_ = 0;         ///< Times that counted.
};

}  // namespace nautilus::features
