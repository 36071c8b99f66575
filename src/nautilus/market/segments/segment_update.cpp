// SPDX-License-Identifier: MIT
#include <algorithm>

#include "nautilus/market/segments/segment_columns.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/market/segments/segment_write.hpp"

namespace nautilus::market {

/// Writes what a source gives into packs at the end of the folder.
class SegmentStore::Update {
 public:
  Update(SegmentStore& store, const Pace& pace) : store_(store), pace_(pace) {}

  Result<void> add(SegmentSource& source, const SeriesKey& key) {
    const auto name = segment_key(key);
    const auto held = store_.held(*store_.index_.load(), name);
    // Until the last part is written the segments say that they are of no revision of the series.
    auto follows = held ? held->revision : storage::kStandsAlone;
    auto unfinished = kUnfinished;
    return source.read(key, held, [&](const SegmentUpdate& update) -> Result<void> {
      if (!update.continues && unfinished == kUnfinished) follows = storage::kStandsAlone;
      const auto revision = update.is_last ? update.revision : unfinished--;
      NAUTILUS_CHECK(make_room());
      NAUTILUS_CHECK(write_segment(*writer_, {name, revision, follows}, update.content));
      follows = revision;
      if (update.is_last) rewritten_.push_back(name);
      return {};
    });
  }

  Result<void> publish() {
    if (!writer_) return {};
    const auto end = store_.folder_.packs().size();
    NAUTILUS_CHECK(store_.publish(*std::exchange(writer_, std::nullopt), end, end));
    const std::lock_guard lock(store_.damage_mutex_);
    for (const auto& name : rewritten_) store_.damaged_.erase(name);
    store_.any_damaged_ = !store_.damaged_.empty();
    rewritten_.clear();
    return {};
  }

 private:
  /// Lower than kStandsAlone, and no revision.
  static constexpr std::int64_t kUnfinished = -2;

  /// Sees to it that there is a pack to write to.
  Result<void> make_room() {
    if (writer_ && writer_->bytes() >= kPackBytes) NAUTILUS_CHECK(publish());
    if (writer_) return {};
    NAUTILUS_TRY(auto writer, store_.folder_.new_pack(pace_));
    writer_.emplace(std::move(writer));
    return {};
  }

  SegmentStore& store_;
  const Pace& pace_;
  std::optional<storage::ColumnPackWriter> writer_;
  std::vector<std::string> rewritten_;
};

std::optional<HeldSegments> SegmentStore::held(const SegmentIndex& index, std::string_view key) {
  const auto* chain = index.find(key);
  if (chain == nullptr || chain->back().segment->revision < 0 || is_damaged(key)) {
    return std::nullopt;
  }
  HeldSegments held{.revision = chain->back().segment->revision};
  for (const auto& [pack, segment, number] : *chain) {
    const auto bars = pack->rows(*segment, kTimestampColumn);
    const auto others = pack->rows(*segment, column_of(SegmentPart::others, kTimestampColumn));
    held.bars += static_cast<std::int64_t>(bars);
    held.others += static_cast<std::int64_t>(others);
    if (bars == 0) continue;
    const auto last = pack->integers(*segment, kTimestampColumn, bars - 1, bars);
    if (!last) {
      note_damage(*chain, last.error());
      return std::nullopt;
    }
    held.last = {last->front()};
  }
  return held;
}

Result<void> SegmentStore::update(SegmentSource& source, std::span<const SeriesKey> keys,
                                  const Pace& pace) {
  const std::lock_guard lock(writing_);
  Update update(*this, pace);
  for (const auto& key : keys) NAUTILUS_CHECK(update.add(source, key));
  return update.publish();
}

}  // namespace nautilus::market
