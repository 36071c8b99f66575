// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_state_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "nautilus/base/file.hpp"
#include "nautilus/base/hash.hpp"

namespace nautilus::platform {
namespace {

namespace fs = std::filesystem;

/// The file tells whose state it holds, for two keys may have one fingerprint.
features::StateIdentity identity_of(const std::string& key) { return {.name = key, .version = 1}; }

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct File {
  fs::file_time_type written;
  std::uint64_t bytes = 0;
  fs::path path;
};

std::vector<File> files_in(const std::string& folder) {
  std::vector<File> files;
  std::error_code failed;
  for (fs::directory_iterator each(folder, failed); !failed && each != fs::directory_iterator();
       each.increment(failed)) {
    std::error_code gone;
    const File file{each->last_write_time(gone), each->file_size(gone), each->path()};
    if (!gone) files.push_back(file);
  }
  return files;
}

}  // namespace

std::string FeatureStateFolder::file_of(const std::string& key) const {
  return (fs::path(path_) / (to_hex(fingerprint(key)) + ".state")).string();
}

Result<features::StateBytes> FeatureStateFolder::read(const std::string& key) const {
  const auto file = file_of(key);
  NAUTILUS_TRY(const auto content, read_file(file, most_bytes_));
  auto state = features::open_state(identity_of(key), std::as_bytes(std::span(content)));
  if (!state) return std::move(state).error().in(file);
  return features::StateBytes(state->begin(), state->end());
}

Result<void> FeatureStateFolder::write(const std::string& key, std::span<const std::byte> state) {
  const auto content = features::seal_state(identity_of(key), state);
  if (content.size() > most_bytes_) return {};
  const std::lock_guard lock(mutex_);
  std::error_code failed;
  fs::create_directories(path_, failed);  // What fails here, writing tells.
  NAUTILUS_CHECK(write_file_atomically(file_of(key), text_of(content), 0600));
  if (bytes_) *bytes_ += content.size();
  if (!bytes_ || *bytes_ > most_bytes_) keep_within_bounds();
  return {};
}

void FeatureStateFolder::keep_within_bounds() {
  auto files = files_in(path_);
  std::ranges::sort(files, {}, &File::written);
  std::uint64_t bytes = 0;
  for (const File& each : files) bytes += each.bytes;
  // To a little less than what is allowed, lest every further file is a reason to look again.
  const std::uint64_t wanted = most_bytes_ / 8 * 7;
  const bool is_full = bytes > most_bytes_;
  for (auto oldest = files.begin(); is_full && bytes > wanted && oldest != files.end(); ++oldest) {
    std::error_code failed;
    if (fs::remove(oldest->path, failed)) bytes -= oldest->bytes;
  }
  bytes_ = bytes;
}

}  // namespace nautilus::platform
