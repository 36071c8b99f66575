// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_store.hpp"

#include <algorithm>

#include "nautilus/market/segments/segment_columns.hpp"
#include "nautilus/market/segments/segment_write.hpp"

namespace nautilus::market {

Result<std::unique_ptr<SegmentStore>> SegmentStore::open(const std::string& path, Access access,
                                                         SegmentWatch& watch) {
  NAUTILUS_TRY(auto folder, storage::ColumnFolder::open(path, access));
  for (const auto& damage : folder.damage()) watch.on_damage(damage.file + ": " + damage.what);
  return std::unique_ptr<SegmentStore>(new SegmentStore(std::move(folder), watch));
}

SegmentStore::SegmentStore(storage::ColumnFolder folder, SegmentWatch& watch)
    : watch_(watch),
      folder_(std::move(folder)),
      index_(std::make_shared<const SegmentIndex>(folder_.packs())) {}

template <class Read>
auto SegmentStore::read_with(const SegmentQuery& query, std::int64_t revision, const Read& read) {
  using Value = typename decltype(read(SegmentChain(), query))::value_type;
  const auto key = segment_key(query.key);
  const auto index = index_.load();
  const auto* chain = index->find(key);
  if (is_damaged(key)) {
    watch_.on_read(SegmentOutcome::damaged);
    return std::optional<Value>();
  }
  if (chain == nullptr || chain->back().segment->revision != revision) {
    watch_.on_read(SegmentOutcome::stale);
    return std::optional<Value>();
  }
  auto value = read(*chain, query);
  if (!value) {
    note_damage(*chain, value.error());
    watch_.on_read(SegmentOutcome::damaged);
    return std::optional<Value>();
  }
  watch_.on_read(SegmentOutcome::hit);
  return std::optional<Value>(*std::move(value));
}

std::optional<BarView> SegmentStore::view(const SegmentQuery& query, std::int64_t revision) {
  return read_with(query, revision, view_segments);
}

std::optional<BarSeries> SegmentStore::read(const SegmentQuery& query, std::int64_t revision) {
  return read_with(query, revision, read_segments);
}

std::optional<std::int64_t> SegmentStore::revision_of(const SeriesKey& key) const {
  const auto index = index_.load();
  const auto name = segment_key(key);
  const auto* chain = index->find(name);
  if (chain == nullptr || is_damaged(name)) return std::nullopt;
  return chain->back().segment->revision;
}

bool SegmentStore::is_damaged(std::string_view key) const {
  if (!any_damaged_) return false;
  const std::lock_guard lock(damage_mutex_);
  return damaged_.contains(key);
}

void SegmentStore::note_damage(const SegmentChain& chain, const Error& error) {
  const auto& key = chain.back().segment->key;
  {
    const std::lock_guard lock(damage_mutex_);
    any_damaged_ = true;
    if (!damaged_.emplace(key).second) return;
    if (auto series = series_of(key)) newly_damaged_.push_back(*std::move(series));
    for (const auto& piece : chain) {
      if (!check_segments({&piece, 1})) damaged_packs_.insert(piece.pack->identity());
    }
  }
  watch_.on_damage(error.message);
}

std::vector<SeriesKey> SegmentStore::take_damaged() {
  const std::lock_guard lock(damage_mutex_);
  return std::exchange(newly_damaged_, {});
}

Result<void> SegmentStore::publish(storage::ColumnPackWriter writer, std::size_t first,
                                   std::size_t last) {
  NAUTILUS_CHECK(folder_.publish(std::move(writer), first, last));
  index_.store(std::make_shared<const SegmentIndex>(folder_.packs()));
  return {};
}

}  // namespace nautilus::market
