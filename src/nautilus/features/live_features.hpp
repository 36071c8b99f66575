// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/features/columns.hpp"
#include "nautilus/features/feature_set.hpp"

namespace nautilus::features {

/// A set of features kept up with a series that grows and is corrected: a new bar costs one update,
/// a late or corrected one costs the bars from the newest checkpoint before it. What the series was
/// is recognised by fingerprints of all that the set reads, bars and joined columns alike, so
/// nobody need tell what changed, and the result has the bits of a replay of the whole series.
///
/// Checkpoints are saved states at multiples of kInterval bars: thick among the newest bars, where
/// corrections fall, and ever thinner behind them, about 2 log2(bars / kInterval) in all. Not for
/// use by several threads at once.
class LiveFeatures {
 public:
  /// Bars between the newest checkpoints.
  static constexpr std::size_t kInterval = 64;

  /// The newest checkpoints that are saved; a correction before them takes all bars in anew.
  static constexpr std::size_t kSavedCheckpoints = 2;

  /// REQUIRES: the set has taken no bar in.
  explicit LiveFeatures(FeatureSet set);

  /// Brings the values to the last bar of this series; answers how many bars had to be taken in for
  /// it. REQUIRES: as FeatureSet::replay(). Errors: internal if an own checkpoint cannot be read;
  /// those of the cancellation, after which the next call goes on from the bars taken in by then.
  Result<std::size_t> follow(const BarColumns& bars, FeatureSet::ReferenceColumns references = {},
                             const Cancellation& cancellation = {});

  /// The same, and writes the values after each bar from bar `first` on, a column per feature.
  /// REQUIRES: first <= bars.size(); columns as FeatureSet::replay().
  Result<void> follow(const BarColumns& bars, FeatureSet::ReferenceColumns references,
                      std::size_t first, FeatureSet::Columns columns,
                      const Cancellation& cancellation = {});

  [[nodiscard]] const FeatureSet& set() const { return set_; }

  /// About how much memory this takes.
  [[nodiscard]] std::size_t bytes() const;

  /// What another process needs to go on from here, in the face of corrections of the newest bars
  /// too: the state and kSavedCheckpoints checkpoints.
  [[nodiscard]] StateBytes save() const;

  /// Takes a saved one over; on an error this is as before. Whether it is of the series that is
  /// followed next, follow() finds out. Errors: as open_state().
  Result<void> load(std::span<const std::byte> saved);

 private:
  /// How far a state has come, and the fingerprint of all it has taken in.
  struct Position {
    std::size_t bars = 0;
    std::uint64_t fingerprint = 0;

    static void state(auto& self, auto& archive);
  };
  struct Checkpoint {
    Position position;
    StateBytes state;
  };
  struct Series;

  [[nodiscard]] StateIdentity identity() const;
  static void append(StateBytes& out, const Position& position, std::span<const std::byte> state);
  static Result<Checkpoint> take(std::span<const std::byte>& rest);
  Result<void> roll_back(const Series& series);
  Result<void> take_in(const Series& series, std::size_t until, FeatureSet::Columns columns,
                       const Cancellation& cancellation);
  void thin_out(std::size_t newest_block);

  FeatureSet set_;
  Position reached_;
  std::vector<Checkpoint> checkpoints_;  ///< Oldest first; the first is of the set without bars.
};

}  // namespace nautilus::features
