// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/storage/column_pack.hpp"
#include "nautilus/storage/column_pack_writer.hpp"

namespace nautilus::storage {

/// What is wrong with a file of a folder of packs.
struct ColumnDamage {
  std::string file;  ///< Its name in the folder.
  std::string what;

  friend bool operator==(const ColumnDamage&, const ColumnDamage&) = default;
};

/// The packs of a folder in the order of their writing, and the manifest that names them. What the
/// manifest does not name does not exist, so a pack comes and goes at the one moment in which the
/// manifest is replaced; a process killed at any other leaves files that the next owner removes.
///
/// What lies here is a copy of what a database holds: a damaged pack is left out and told of, never
/// an error. Used by one thread at a time; the packs themselves by any.
class ColumnFolder {
 public:
  enum class Access {
    owner,   ///< Creates the folder, removes what was left over, publishes.
    reader,  ///< Beside an owner.
  };

  /// Errors: permission_denied, unavailable; of an owner also those of `publish`.
  static Result<ColumnFolder> open(const std::string& path, Access access);

  /// Oldest first.
  [[nodiscard]] const std::vector<std::shared_ptr<const ColumnPack>>& packs() const {
    return packs_;
  }

  /// What was found damaged when the folder was opened.
  [[nodiscard]] const std::vector<ColumnDamage>& damage() const { return damage_; }

  /// A pack to be written, which `publish` takes. Errors: as ColumnPackWriter::create.
  Result<ColumnPackWriter> new_pack(ColumnPackWriter::Pace pace);

  /// Puts the new pack in the place of the packs from `first` to before `last`; one without
  /// segments only takes them away. On return it is durable. After an error the packs are as they
  /// were. Errors: permission_denied, unavailable (disk full).
  /// REQUIRES: this is the owner, the writer came from new_pack.
  Result<void> publish(ColumnPackWriter writer, std::size_t first, std::size_t last);

  /// Reads every byte and says what is wrong; beside an owner too.
  static std::vector<ColumnDamage> verify(const std::string& path);

 private:
  explicit ColumnFolder(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] std::string file(std::string_view name) const;
  Result<void> create() const;
  Result<void> write_manifest(const std::vector<std::shared_ptr<const ColumnPack>>& packs) const;
  void sweep() const;

  std::string path_;
  std::uint64_t next_ = 1;  ///< Number of the next pack.
  std::vector<std::shared_ptr<const ColumnPack>> packs_;
  std::vector<ColumnDamage> damage_;
};

}  // namespace nautilus::storage
