// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/snapshot.hpp"
#include "nautilus/market/segments/segment_index.hpp"
#include "nautilus/market/segments/segment_read.hpp"
#include "nautilus/market/segments/segment_source.hpp"
#include "nautilus/storage/column_folder.hpp"

namespace nautilus::market {

/// What became of a reading.
enum class SegmentOutcome : std::uint8_t {
  hit,
  stale,    ///< The segments are older than the bars, or there are none.
  damaged,  ///< They cannot be trusted.
};

/// Told what happens to segments. Called by any thread.
class SegmentWatch {
 public:
  SegmentWatch() = default;
  SegmentWatch(const SegmentWatch&) = delete;
  SegmentWatch& operator=(const SegmentWatch&) = delete;
  virtual ~SegmentWatch() = default;

  virtual void on_read(SegmentOutcome /*outcome*/) {}

  /// A segment is damaged; who asked for it reads the database instead.
  virtual void on_damage(std::string_view /*what*/) {}
};

/// Bars in column segments: a copy of what the database holds, for fast reading. Whatever is wrong
/// with it, a reader is only told that there is nothing to read here.
///
/// Any number of threads read; one at a time updates and compacts, beside them.
class SegmentStore {
 public:
  using Access = storage::ColumnFolder::Access;
  using Pace = storage::ColumnPackWriter::Pace;

  /// A new pack is begun when one has this size.
  static constexpr std::uint64_t kPackBytes = 256ULL << 20;

  /// `watch` outlives it. Errors: permission_denied, unavailable.
  static Result<std::unique_ptr<SegmentStore>> open(const std::string& path, Access access,
                                                    SegmentWatch& watch);

  /// The bars of a series of this revision, where they lie, or as a copy; nullopt if they are not
  /// here, or not sound.
  std::optional<BarView> view(const SegmentQuery& query, std::int64_t revision);
  std::optional<BarSeries> read(const SegmentQuery& query, std::int64_t revision);

  /// The revision of the series that is held and sound.
  [[nodiscard]] std::optional<std::int64_t> revision_of(const SeriesKey& key) const;

  /// The series of which something damaged was read since the last call.
  std::vector<SeriesKey> take_damaged();

  /// Brings the segments of some series up to date. After an error some are.
  /// Errors: those of the source and of `pace`; permission_denied, unavailable (disk full).
  Result<void> update(SegmentSource& source, std::span<const SeriesKey> keys, const Pace& pace);

  /// Merges packs and rewrites damaged ones, until nothing is to be gained. After an error all is
  /// held that was before. Errors: as `update`.
  Result<void> compact(const Pace& pace);

  [[nodiscard]] std::size_t packs() const { return index_.load()->packs().size(); }

  /// Reads every byte and says what is wrong; beside an owner too.
  static std::vector<storage::ColumnDamage> verify(const std::string& path) {
    return storage::ColumnFolder::verify(path);
  }

 private:
  class Update;

  /// Packs from `first` to before `last`.
  struct PackRange {
    std::size_t first;
    std::size_t last;
  };

  SegmentStore(storage::ColumnFolder folder, SegmentWatch& watch);

  template <class Read>
  auto read_with(const SegmentQuery& query, std::int64_t revision, const Read& read);
  [[nodiscard]] bool is_damaged(std::string_view key) const;
  void note_damage(const SegmentChain& chain, const Error& error);
  [[nodiscard]] std::optional<HeldSegments> held(const SegmentIndex& index, std::string_view key);
  Result<void> publish(storage::ColumnPackWriter writer, std::size_t first, std::size_t last);
  [[nodiscard]] std::optional<PackRange> to_compact() const;
  Result<void> merge(const PackRange& range, const Pace& pace);

  SegmentWatch& watch_;
  std::mutex writing_;  // Guards the folder.
  storage::ColumnFolder folder_;
  Snapshot<const SegmentIndex> index_;
  mutable std::mutex damage_mutex_;             // Guards the three below.
  std::set<std::string, std::less<>> damaged_;  ///< Keys that are not read until rewritten.
  std::vector<SeriesKey> newly_damaged_;
  std::set<std::uint64_t> damaged_packs_;  ///< By their identity.
  std::atomic<bool> any_damaged_ = false;
};

}  // namespace nautilus::market
