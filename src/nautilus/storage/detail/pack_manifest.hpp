// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus::storage::detail {

/// A pack as the manifest knows it.
struct ListedPack {
  std::string name;
  std::uint64_t bytes = 0;
  std::uint64_t identity = 0;

  friend bool operator==(const ListedPack&, const ListedPack&) = default;
};

inline constexpr std::string_view kManifestName = "manifest";

/// The manifest: a line of what it is, a line per pack, oldest first, and a line with the checksum
/// of those above.
std::string write_manifest(const std::vector<ListedPack>& packs);

/// Errors: data_loss saying what is wrong with the text.
Result<std::vector<ListedPack>> read_manifest(std::string_view text);

}  // namespace nautilus::storage::detail
