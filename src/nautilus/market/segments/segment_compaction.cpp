// SPDX-License-Identifier: MIT
#include <algorithm>

#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/market/segments/segment_write.hpp"

namespace nautilus::market {
namespace {

/// A pack is merged with those after it once they have more than a half of its size. So what is
/// held twice stays a fraction of the whole, packs stay few, and a bar is rewritten a few times.
constexpr std::uint64_t kGrowth = 2;

/// The pieces of a chain that lie in some packs; they stand together.
std::span<const SegmentPiece> pieces_in(const SegmentChain& chain, std::size_t first,
                                        std::size_t last) {
  const auto is_before = [](const SegmentPiece& piece, std::size_t pack) {
    return piece.pack_number < pack;
  };
  const auto begin = std::lower_bound(chain.begin(), chain.end(), first, is_before);
  const auto end = std::lower_bound(begin, chain.end(), last, is_before);
  return {begin, end};
}

}  // namespace

std::optional<SegmentStore::PackRange> SegmentStore::to_compact() const {
  const auto& packs = folder_.packs();
  {
    const std::lock_guard lock(damage_mutex_);
    for (std::size_t i = 0; i < packs.size(); ++i) {
      if (damaged_packs_.contains(packs[i]->identity())) return PackRange{i, i + 1};
    }
  }
  std::uint64_t later = 0;
  std::optional<PackRange> found;
  for (auto i = packs.size(); i-- > 0;) {
    if (packs[i]->bytes() < kGrowth * later) found = PackRange{i, packs.size()};
    later += packs[i]->bytes();
  }
  return found;
}

Result<void> SegmentStore::merge(const PackRange& range, const Pace& pace) {
  NAUTILUS_TRY(auto writer, folder_.new_pack(pace));
  const auto index = index_.load();
  for (const auto& key : index->keys()) {
    const auto& chain = *index->find(key);
    const auto pieces = pieces_in(chain, range.first, range.last);
    if (pieces.empty()) continue;
    auto sound = check_segments(pieces);
    if (sound) {
      NAUTILUS_CHECK(write_merged(writer, pieces));
    } else {
      note_damage(chain, sound.error());  // Left out; it comes back from the source.
    }
  }
  const auto merged = std::span(index->packs()).subspan(range.first, range.last - range.first);
  NAUTILUS_CHECK(publish(std::move(writer), range.first, range.last));
  const std::lock_guard lock(damage_mutex_);
  for (const auto& pack : merged) damaged_packs_.erase(pack->identity());
  return {};
}

Result<void> SegmentStore::compact(const Pace& pace) {
  const std::lock_guard lock(writing_);
  while (const auto range = to_compact()) NAUTILUS_CHECK(merge(*range, pace));
  return {};
}

}  // namespace nautilus::market
