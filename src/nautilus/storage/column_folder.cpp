// SPDX-License-Identifier: MIT
#include "nautilus/storage/column_folder.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nautilus/base/file.hpp"
#include "nautilus/storage/detail/file_failure.hpp"
#include "nautilus/storage/detail/pack_manifest.hpp"

namespace nautilus::storage {
namespace {

using Packs = std::vector<std::shared_ptr<const ColumnPack>>;

constexpr std::string_view kPackSuffix = ".pack";
constexpr std::string_view kUnfinishedSuffix = ".unfinished";
constexpr std::size_t kLargestManifest = 16U << 20;
/// How often a reader looks again when the owner has replaced packs under it.
constexpr int kLooks = 10;

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string file_in(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

/// The manifest's text; empty where there is none.
Result<std::string> manifest_text(const std::string& folder) {
  auto text = read_file(file_in(folder, detail::kManifestName), kLargestManifest);
  if (!text && text.error().code == ErrorCode::not_found) return std::string();
  if (text && text->empty()) return std::string("\n");  // Cut to nothing is not the same as none.
  return text;
}

/// The pack of that name, if it is the one that the manifest means.
Result<std::shared_ptr<const ColumnPack>> open_listed(const std::string& folder,
                                                      const detail::ListedPack& listed) {
  NAUTILUS_TRY(auto pack, ColumnPack::open(file_in(folder, listed.name)));
  if (pack->bytes() == listed.bytes && pack->identity() == listed.identity) return pack;
  return Error{ErrorCode::data_loss, "is not the pack that the manifest means"};
}

/// What the manifest names and is sound, and what is not.
struct Contents {
  std::string manifest;
  Packs packs;
  std::vector<ColumnDamage> damage;
};

Result<Contents> read_once(const std::string& folder) {
  Contents contents;
  NAUTILUS_TRY(contents.manifest, manifest_text(folder));
  if (contents.manifest.empty()) return contents;
  const auto listed = detail::read_manifest(contents.manifest);
  if (!listed) {
    contents.damage.push_back({std::string(detail::kManifestName), listed.error().message});
    return contents;
  }
  for (const auto& each : *listed) {
    auto pack = open_listed(folder, each);
    if (pack) {
      contents.packs.push_back(*std::move(pack));
    } else {
      contents.damage.push_back({each.name, pack.error().message});
    }
  }
  return contents;
}

/// Reads anew while packs vanish because the owner publishes.
Result<Contents> read_contents(const std::string& folder) {
  for (int look = 1;; ++look) {
    NAUTILUS_TRY(auto contents, read_once(folder));
    if (contents.damage.empty() || look == kLooks) return contents;
    NAUTILUS_TRY(const auto manifest, manifest_text(folder));
    if (manifest == contents.manifest) return contents;
  }
}

bool is_ours(std::string_view name) {
  return name.ends_with(kPackSuffix) || name.ends_with(kUnfinishedSuffix) ||
         name.starts_with(fmt::format("{}.", detail::kManifestName));
}

Result<void> sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = folder >= 0 && ::fsync(folder) == 0;
  auto result = synced ? Result<void>() : Result<void>(detail::file_failure("write", path));
  if (folder >= 0) ::close(folder);
  return result;
}

}  // namespace

std::string ColumnFolder::file(std::string_view name) const { return file_in(path_, name); }

Result<ColumnFolder> ColumnFolder::open(const std::string& path, Access access) {
  ColumnFolder folder(path);
  if (access == Access::owner) NAUTILUS_CHECK(folder.create());
  NAUTILUS_TRY(auto contents, read_contents(path));
  folder.packs_ = std::move(contents.packs);
  folder.damage_ = std::move(contents.damage);
  if (access == Access::reader) return folder;
  if (!folder.damage_.empty()) NAUTILUS_CHECK(folder.write_manifest(folder.packs_));
  folder.sweep();
  for (const auto& pack : folder.packs_) {
    const auto name = name_of(pack->path());
    std::uint64_t number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    folder.next_ = std::max(folder.next_, number + 1);
  }
  return folder;
}

Result<void> ColumnFolder::create() const {
  std::error_code failed;
  if (std::filesystem::is_directory(path_, failed)) return {};
  if (::mkdir(path_.c_str(), S_IRWXU) == 0) return {};
  return detail::file_failure("create the folder", path_);
}

Result<void> ColumnFolder::write_manifest(const Packs& packs) const {
  std::vector<detail::ListedPack> listed;
  for (const auto& pack : packs) {
    listed.push_back({name_of(pack->path()), pack->bytes(), pack->identity()});
  }
  constexpr mode_t for_owner = 0600;
  return write_file_atomically(file(detail::kManifestName), detail::write_manifest(listed),
                               for_owner);
}

void ColumnFolder::sweep() const {
  std::set<std::string> held;
  for (const auto& pack : packs_) held.insert(name_of(pack->path()));
  std::error_code failed;  // What cannot be removed now will be by the next owner.
  for (const auto& entry : std::filesystem::directory_iterator(path_, failed)) {
    const auto name = entry.path().filename().string();
    if (is_ours(name) && !held.contains(name)) std::filesystem::remove(entry.path(), failed);
  }
}

Result<ColumnPackWriter> ColumnFolder::new_pack(ColumnPackWriter::Pace pace) {
  const auto name = fmt::format("{:06}{}{}", next_++, kPackSuffix, kUnfinishedSuffix);
  return ColumnPackWriter::create(file(name), std::move(pace));
}

Result<void> ColumnFolder::publish(ColumnPackWriter writer, std::size_t first, std::size_t last) {
  Packs packs(packs_.begin(), packs_.begin() + static_cast<std::ptrdiff_t>(first));
  if (writer.segments() > 0) {
    NAUTILUS_CHECK(writer.finish());
    auto path = writer.path();
    path.resize(path.size() - kUnfinishedSuffix.size());
    if (::rename(writer.path().c_str(), path.c_str()) != 0) {
      return detail::file_failure("rename", writer.path());
    }
    NAUTILUS_CHECK(sync_folder(path_));
    NAUTILUS_TRY(auto pack, ColumnPack::open(path));
    packs.push_back(std::move(pack));
  }
  packs.insert(packs.end(), packs_.begin() + static_cast<std::ptrdiff_t>(last), packs_.end());
  NAUTILUS_CHECK(write_manifest(packs));
  packs_.swap(packs);
  sweep();
  return {};
}

std::vector<ColumnDamage> ColumnFolder::verify(const std::string& path) {
  auto contents = read_contents(path);
  if (!contents) return {{std::string(detail::kManifestName), contents.error().message}};
  auto damage = std::move(contents->damage);
  for (const auto& pack : contents->packs) {
    for (auto& fault : pack->verify()) damage.push_back({name_of(pack->path()), std::move(fault)});
  }
  return damage;
}

}  // namespace nautilus::storage
