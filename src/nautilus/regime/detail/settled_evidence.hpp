// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "nautilus/regime/episodes.hpp"
#include "nautilus/regime/regime.hpp"

namespace nautilus::regime::detail {

/// A bar's label, or kNoLabel where none could be given.
using IssuedLabel = unsigned char;
inline constexpr IssuedLabel kNoLabel = 255;

/// What settled days teach: days old enough that later closes hardly change their label any more.
/// Everything is counted from the dating of one prefix, so it knows nothing after its last bar.
class SettledEvidence {
 public:
  /// `episodes` date the prefix, `issued` holds what was said on each of its bars at the time.
  /// REQUIRES: both cover the same bars.
  SettledEvidence(std::span<const Episode> episodes, std::span<const IssuedLabel> issued);

  /// Days on which a label was issued and has settled since.
  [[nodiscard]] std::size_t pairs() const { return pairs_; }
  /// Settled days that a settled day follows.
  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] std::size_t departures(Regime from) const;

  /// (count of the settled label among days issued as this one + 1) / (days + 6).
  [[nodiscard]] RegimeRow probabilities(Regime issued) const;
  /// (steps from this regime to the other + 1) / (steps from this regime + 6).
  [[nodiscard]] RegimeRow transition_probabilities(Regime from) const;
  /// Steps from the regime / departures from it: the most likely mean duration of a regime that
  /// does not age; episodes cut off by either end of the period count with the days they have.
  /// REQUIRES: departures(from) > 0.
  [[nodiscard]] double expected_remaining_bars(Regime from) const;

 private:
  using Counts = std::array<std::array<std::size_t, kRegimeCount>, kRegimeCount>;

  Counts settled_given_issued_{};
  Counts next_given_settled_{};
  std::size_t pairs_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace nautilus::regime::detail
