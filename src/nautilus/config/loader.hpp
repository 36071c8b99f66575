// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/config/setting.hpp"

namespace nautilus::config {

/// Where a value came from; a later one wins.
enum class Source {
  built_in,
  file,
  environment,
  flag,
};
inline constexpr std::array<std::string_view, 4> kSourceWords{"default", "file", "environment",
                                                              "flag"};
constexpr std::span<const std::string_view> enum_words(Source /*source*/) { return kSourceWords; }

/// A source, and the name by which the user knows it: a path, ML_SERVER_PORT, --port.
struct Origin {
  Source source = Source::built_in;
  std::string name;
};

/// A configuration file as read; JSON if its name ends in .json or its text begins with a brace,
/// else TOML.
struct SettingsFile {
  std::string name;
  std::string text;
};

/// What the user said, in three ways; all by value, so that a test needs no process environment.
struct Sources {
  std::optional<SettingsFile> file;
  std::map<std::string, std::string> environment;  ///< Whole; what does not begin ML_ is ignored.
  std::map<std::string, std::string> flags;        ///< By name without the leading dashes.
};

/// The settings in force, the origin of each that is not the default, by name, and sentences about
/// what was ignored.
template <class T>
struct Loaded {
  T settings;
  std::map<std::string, Origin> origins;
  std::vector<std::string> warnings;
};

/// Reads a configuration file of at most 1 MiB. Errors: as read_file().
Result<SettingsFile> read_settings_file(const std::string& path);

namespace detail {

/// The values of all sources laid over each other, by groups as the struct has them.
struct Merged {
  json::Value tree;
  std::map<std::string, Origin> origins;
  std::vector<std::string> warnings;
};

Result<Merged> merge(std::span<const Setting> settings, std::span<const FlagAlias> aliases,
                     const Sources& sources);

/// The reader's faults in the words of the user: the setting's name and where the value came from.
Error in_user_words(const Error& error, std::span<const Setting> settings, const Merged& merged);

}  // namespace detail

/// Defaults, then file, environment and flags; a secret also from the file that ML_NAME_FILE names,
/// and never from a flag. Errors: malformed file; invalid_argument with a fault for each wrong or
/// unknown setting, in which no secret's value stands.
template <Described T>
Result<Loaded<T>> load(const Sources& sources) {
  const auto settings = settings_of<T>();
  NAUTILUS_TRY(auto merged, detail::merge(settings, flag_aliases_of<T>(), sources));
  json::Reader reader;
  Loaded<T> loaded;
  reader.read(merged.tree, loaded.settings, Allowed{});
  if (!reader.clean()) return detail::in_user_words(std::move(reader).error(), settings, merged);
  loaded.origins = std::move(merged.origins);
  loaded.warnings = std::move(merged.warnings);
  return loaded;
}

}  // namespace nautilus::config
