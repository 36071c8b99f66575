// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nautilus/storage/column_pack.hpp"

namespace nautilus::market {

/// A segment in its pack.
struct SegmentPiece {
  std::shared_ptr<const storage::ColumnPack> pack;
  const storage::ColumnPack::Segment* segment = nullptr;
  std::size_t pack_number = 0;  ///< Of the pack in the index.
};

/// The segments that hold a series: one that stands alone, and those that continue it, each with
/// later bars than the one before.
using SegmentChain = std::vector<SegmentPiece>;

/// Which segments count, of all in some packs. Never changes.
class SegmentIndex {
 public:
  using Packs = std::vector<std::shared_ptr<const storage::ColumnPack>>;

  SegmentIndex() = default;
  explicit SegmentIndex(Packs packs);

  /// Oldest first.
  [[nodiscard]] const Packs& packs() const { return packs_; }

  /// The chain of a key; null if it has none.
  [[nodiscard]] const SegmentChain* find(std::string_view key) const;

  /// Every key that has a chain, in the order of their names.
  [[nodiscard]] std::vector<std::string_view> keys() const;

 private:
  void add(SegmentPiece piece);

  Packs packs_;
  std::unordered_map<std::string_view, SegmentChain> chains_;  // The names lie in the packs.
};

}  // namespace nautilus::market
