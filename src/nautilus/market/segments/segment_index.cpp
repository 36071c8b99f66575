// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_index.hpp"

#include <algorithm>

#include "nautilus/market/segments/segment_columns.hpp"

namespace nautilus::market {

SegmentIndex::SegmentIndex(Packs packs) : packs_(std::move(packs)) {
  for (std::size_t i = 0; i < packs_.size(); ++i) {
    for (const auto& segment : packs_[i]->segments()) add({packs_[i], &segment, i});
  }
}

void SegmentIndex::add(SegmentPiece piece) {
  if (piece.segment->columns != kSegmentColumns) return;  // Of another kind: not ours to read.
  auto& chain = chains_[piece.segment->key];
  const auto follows = piece.segment->follows;
  // What follows a segment that is gone, with a damaged pack for instance, is worth nothing.
  if (follows == storage::kStandsAlone || chain.empty() ||
      chain.back().segment->revision != follows) {
    chain.clear();
  }
  if (follows == storage::kStandsAlone || !chain.empty()) chain.push_back(std::move(piece));
}

const SegmentChain* SegmentIndex::find(std::string_view key) const {
  const auto found = chains_.find(key);
  return found == chains_.end() || found->second.empty() ? nullptr : &found->second;
}

std::vector<std::string_view> SegmentIndex::keys() const {
  std::vector<std::string_view> keys;
  for (const auto& [key, chain] : chains_) {
    if (!chain.empty()) keys.push_back(key);
  }
  std::ranges::sort(keys);
  return keys;
}

}  // namespace nautilus::market
