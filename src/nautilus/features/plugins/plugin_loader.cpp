// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/plugin_loader.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <set>

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "nautilus/features/plugins/isolated_trial.hpp"
#include "nautilus/features/plugins/plugin_registry.hpp"
#include "nautilus/features/plugins/plugin_trial.hpp"

namespace nautilus::features {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLongestTrial(30);
constexpr std::size_t kMostIndicators = 64;

/// What anybody may write, anybody can run in this process.
Result<void> check_writers(const fs::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    return Error{ErrorCode::not_found, fmt::format("{}: cannot be read", path.string())};
  }
  if ((found.st_mode & (S_IWGRP | S_IWOTH)) == 0) return {};
  return Error{ErrorCode::permission_denied,
               fmt::format("{}: others than its owner may write it; chmod go-w it", path.string())};
}

Result<std::vector<fs::path>> libraries_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failed;
  for (const auto& each : fs::directory_iterator(folder, failed)) {
    if (each.path().extension() == ".so") found.push_back(each.path());
  }
  if (failed) {
    return Error{ErrorCode::not_found,
                 fmt::format("{}: is no folder that can be read", folder.string())};
  }
  std::ranges::sort(found);
  return found;
}

/// The file itself, which must be in the folder: no link leads out of it.
Result<fs::path> confined(const fs::path& library, const fs::path& folder) {
  std::error_code failed;
  const auto file = fs::canonical(library, failed);
  if (failed || !fs::is_regular_file(file, failed)) {
    return Error{ErrorCode::invalid_argument, fmt::format("{}: is no file", library.string())};
  }
  if (file.parent_path() != folder) {
    return Error{ErrorCode::permission_denied, fmt::format("{}: leads out of the folder, to {}",
                                                           library.string(), file.string())};
  }
  NAUTILUS_CHECK(check_writers(file));
  return file;
}

Result<const NautilusPlugin*> open(const fs::path& file) {
  void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return Error{ErrorCode::invalid_argument, ::dlerror()};
  const auto entry =
      reinterpret_cast<const NautilusPlugin* (*)()>(::dlsym(library, "nautilus_plugin"));
  if (entry == nullptr) {
    return Error{ErrorCode::invalid_argument, "has no function nautilus_plugin"};
  }
  const NautilusPlugin* const plugin = entry();
  if (plugin == nullptr || plugin->abi_version != NAUTILUS_PLUGIN_ABI_VERSION) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("is built for version {} of nautilus_plugin.h, this is {}; rebuild it",
                    plugin == nullptr ? 0 : plugin->abi_version, NAUTILUS_PLUGIN_ABI_VERSION)};
  }
  return plugin;
}

Result<PluginIndicators> declared_in(const fs::path& file) {
  NAUTILUS_TRY(const auto* plugin, open(file));
  if (plugin->indicators == nullptr || plugin->indicator_count == 0 ||
      plugin->indicator_count > kMostIndicators) {
    return Error{ErrorCode::invalid_argument, "must declare 1 to 64 indicators"};
  }
  PluginIndicators indicators;
  for (const auto& each : std::span(plugin->indicators, plugin->indicator_count)) {
    NAUTILUS_TRY(auto indicator, PluginIndicator::declare(each));
    indicators.push_back(std::move(indicator));
  }
  return indicators;
}

Result<void> try_all(const fs::path& file) {
  NAUTILUS_TRY(const auto indicators, declared_in(file));
  for (const auto& each : indicators) NAUTILUS_CHECK(try_plugin(*each));
  return {};
}

Result<void> load(const fs::path& file) {
  NAUTILUS_CHECK(in_own_process([&] { return try_all(file); }, kLongestTrial));
  NAUTILUS_TRY(auto indicators, declared_in(file));
  return register_plugin(std::move(indicators));
}

}  // namespace

Result<std::vector<std::string>> load_plugins(const std::string& folder) {
  static std::mutex one_at_a_time;
  static std::set<fs::path> loaded;
  const std::scoped_lock lock(one_at_a_time);
  std::error_code failed;
  const auto root = fs::canonical(folder, failed);
  if (failed)
    return Error{ErrorCode::not_found, fmt::format("{}: there is no such folder", folder)};
  NAUTILUS_CHECK(check_writers(root));
  NAUTILUS_TRY(const auto libraries, libraries_in(root));
  std::vector<std::string> paths;
  for (const auto& each : libraries) {
    NAUTILUS_TRY(const auto file, confined(each, root));
    paths.push_back(file.string());
    if (loaded.contains(file)) continue;
    if (auto outcome = load(file); !outcome) return std::move(outcome).error().in(file.string());
    loaded.insert(file);
  }
  return paths;
}

}  // namespace nautilus::features
