// SPDX-License-Identifier: MIT
#include "nautilus/config/loader.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "nautilus/base/document.hpp"
#include "nautilus/base/file.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::config {
namespace {

constexpr std::size_t kMaxFile = 1UL << 20;
constexpr std::size_t kMaxSecret = 64UL << 10;
constexpr std::string_view kPrefix = "ML_";
constexpr std::string_view kFileSuffix = "_FILE";

std::string in_words(const Origin& origin) {
  switch (origin.source) {
    case Source::built_in: return "the default";
    case Source::file: return fmt::format("from the file {}", origin.name);
    case Source::environment: return fmt::format("from the environment, {}", origin.name);
    case Source::flag: return fmt::format("from the flag {}", origin.name);
  }
  return "";
}

/// The texts of one kind as JSON, or nullopt if this text is none.
std::optional<json::Value> scalar(SettingKind kind, std::string_view text) {
  switch (kind) {
    case SettingKind::boolean:
      if (text == "true" || text == "yes" || text == "on" || text == "1") return true;
      if (text == "false" || text == "no" || text == "off" || text == "0") return false;
      return std::nullopt;
    case SettingKind::whole_number:
      if (const auto number = parse_whole_number(text)) return *number;
      return std::nullopt;
    case SettingKind::number:
      if (const auto number = parse_number(text)) return *number;
      return std::nullopt;
    case SettingKind::text: return json::Value(text);
  }
  return std::nullopt;
}

std::string_view expected(SettingKind kind) {
  switch (kind) {
    case SettingKind::boolean: return "true or false";
    case SettingKind::whole_number: return "a whole number";
    case SettingKind::number: return "a number";
    case SettingKind::text: return "a text";
  }
  return "";
}

/// Lays one source over another and collects what is wrong.
class Merger {
 public:
  explicit Merger(std::span<const Setting> settings) : settings_(settings) {}

  void add_file(const SettingsFile& file, const json::Object& tree) {
    add_group(tree, "", {Source::file, file.name});
  }
  void add_environment(const std::map<std::string, std::string>& environment);
  void add_flags(const std::map<std::string, std::string>& flags,
                 std::span<const FlagAlias> aliases);

  Result<detail::Merged> finish() &&;

 private:
  [[nodiscard]] const Setting* find(std::string Setting::*by, std::string_view name) const {
    const auto found = std::ranges::find(settings_, name, by);
    return found == settings_.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string hint(std::string Setting::*by, std::string_view name) const {
    std::vector<std::string_view> known;
    for (const auto& setting : settings_) {
      if (!(setting.*by).empty()) known.push_back(setting.*by);
    }
    return did_you_mean(name, known);
  }
  [[nodiscard]] bool is_group(std::string_view name) const {
    return std::ranges::find(settings_, name, &Setting::group) != settings_.end();
  }

  void add_group(const json::Object& tree, const std::string& prefix, const Origin& origin);
  void add_secret_from_file(const Setting& setting, const std::string& variable,
                            const std::string& path);
  void add_text(const Setting& setting, std::string_view text, Origin origin);
  void set(const Setting& setting, json::Value value, Origin origin) {
    values_[setting.name] = std::move(value);
    merged_.origins[setting.name] = std::move(origin);
  }
  void fault(std::string_view name, std::string message, std::string type) {
    faults_.push_back({{std::string(name)}, std::move(message), std::move(type)});
  }

  std::span<const Setting> settings_;
  std::map<std::string, json::Value> values_;
  detail::Merged merged_;
  std::vector<Fault> faults_;
};

void Merger::add_group(const json::Object& tree, const std::string& prefix, const Origin& origin) {
  for (const auto& member : tree) {
    const auto name = prefix + std::string(member.key());
    if (const auto* setting = find(&Setting::name, name)) {
      set(*setting, member.value(), origin);
    } else if (!is_group(name)) {
      fault(name, fmt::format("is no setting{} ({})", hint(&Setting::name, name), in_words(origin)),
            "unknown_setting");
    } else if (const auto* group = member.value().if_object()) {
      add_group(*group, name + ".", origin);
    } else {
      fault(name,
            fmt::format("is a group of settings, was {} ({})", json::kind_name(member.value()),
                        in_words(origin)),
            "wrong_type");
    }
  }
}

void Merger::add_environment(const std::map<std::string, std::string>& environment) {
  for (const auto& [variable, text] : environment) {
    if (!variable.starts_with(kPrefix)) continue;
    if (const auto* setting = find(&Setting::environment, variable)) {
      add_text(*setting, text, {Source::environment, variable});
      continue;
    }
    const std::string_view view(variable);
    const auto stem =
        view.ends_with(kFileSuffix) ? view.substr(0, view.size() - kFileSuffix.size()) : "";
    const auto* secret = find(&Setting::environment, stem);
    if (secret == nullptr || !secret->is_secret) {
      merged_.warnings.push_back(fmt::format("the environment variable {} is no setting{}; ignored",
                                             variable, hint(&Setting::environment, variable)));
    } else if (environment.contains(secret->environment)) {
      fault(secret->name,
            fmt::format("is given twice, as {} and {}", secret->environment, variable),
            "ambiguous");
    } else {
      add_secret_from_file(*secret, variable, text);
    }
  }
}

void Merger::add_secret_from_file(const Setting& setting, const std::string& variable,
                                  const std::string& path) {
  const auto content = read_file(path, kMaxSecret);
  const Origin origin{Source::environment, variable};
  if (!content) {
    return fault(setting.name, fmt::format("{} ({})", content.error().message, in_words(origin)),
                 "unreadable");
  }
  add_text(setting, trimmed(*content), origin);
}

void Merger::add_flags(const std::map<std::string, std::string>& flags,
                       std::span<const FlagAlias> aliases) {
  for (const auto& [given, text] : flags) {
    const auto alias = std::ranges::find(aliases, given, &FlagAlias::name);
    const auto name = alias == aliases.end() ? std::string_view(given) : alias->flag;
    const auto* setting = name.empty() ? nullptr : find(&Setting::flag, name);
    const Origin origin{Source::flag, "--" + given};
    if (setting == nullptr) {
      fault("--" + given, fmt::format("is no flag{}", hint(&Setting::flag, given)), "unknown_flag");
    } else if (name != given && flags.contains(std::string(name))) {
      fault(setting->name, fmt::format("is given twice, as --{} and --{}", given, name),
            "ambiguous");
    } else {
      add_text(*setting, text, origin);
    }
  }
}

void Merger::add_text(const Setting& setting, std::string_view text, Origin origin) {
  if (setting.is_optional && text.empty()) return set(setting, nullptr, std::move(origin));
  json::Array list;
  const auto parts = setting.is_list ? split(text, ',') : std::vector<std::string_view>{text};
  for (const auto part : parts) {
    const auto given = setting.is_list ? trimmed(part) : part;
    auto value = scalar(setting.kind, given);
    if (!value) {
      const auto was = setting.is_secret ? "" : fmt::format(", was '{}'", given.substr(0, 60));
      return fault(setting.name,
                   fmt::format("must be {}{} ({})", expected(setting.kind), was, in_words(origin)),
                   "wrong_type");
    }
    list.push_back(*std::move(value));
  }
  if (!setting.is_list) return set(setting, std::move(list.front()), std::move(origin));
  set(setting, std::move(list), std::move(origin));
}

/// One sentence for all faults, joined by semicolons: a user mends a configuration at once.
Error as_error(std::vector<Fault> faults) {
  std::string sentence;
  for (const auto& each : faults) {
    fmt::format_to(std::back_inserter(sentence), "{}{} {}", sentence.empty() ? "" : "; ",
                   fmt::join(each.location, "."), each.message);
  }
  return {ErrorCode::invalid_argument, std::move(sentence), std::move(faults)};
}

Result<detail::Merged> Merger::finish() && {
  if (!faults_.empty()) return as_error(std::move(faults_));
  json::Object tree;
  for (const auto& setting : settings_) {
    // Each group is there, if only empty, so that the reader misses what is required in it.
    const bool at_top = setting.group.empty();
    if (!at_top && !tree.contains(setting.group)) tree[setting.group] = json::Object();
    const auto found = values_.find(setting.name);
    if (found == values_.end()) continue;
    auto& owner = at_top ? tree : tree[setting.group].as_object();
    const auto name = std::string_view(setting.name).substr(at_top ? 0 : setting.group.size() + 1);
    owner[name] = std::move(found->second);
  }
  merged_.tree = std::move(tree);
  return std::move(merged_);
}

Result<json::Object> parse_file(const SettingsFile& file) {
  const bool is_json = file.name.ends_with(".json") || trimmed(file.text).starts_with('{');
  auto document = is_json ? parse_json_document(file.text) : parse_toml(file.text);
  if (!document) return std::move(document).error().in(file.name);
  if (auto* object = document->value.if_object()) return std::move(*object);
  return Error{ErrorCode::malformed, fmt::format("{}: must be an object of settings, was {}",
                                                 file.name, json::kind_name(document->value))};
}

}  // namespace

Result<SettingsFile> read_settings_file(const std::string& path) {
  NAUTILUS_TRY(auto text, read_file(path, kMaxFile));
  return SettingsFile{path, std::move(text)};
}

Result<detail::Merged> detail::merge(std::span<const Setting> settings,
                                     std::span<const FlagAlias> aliases, const Sources& sources) {
  Merger merger(settings);
  if (sources.file) {
    NAUTILUS_TRY(const auto tree, parse_file(*sources.file));
    merger.add_file(*sources.file, tree);
  }
  merger.add_environment(sources.environment);
  merger.add_flags(sources.flags, aliases);
  return std::move(merger).finish();
}

Error detail::in_user_words(const Error& error, std::span<const Setting> settings,
                            const Merged& merged) {
  std::vector<Fault> faults;
  for (const auto& fault : error.faults) {
    const auto place = fmt::format("{}", fmt::join(fault.location, "."));
    const auto setting = std::ranges::find_if(settings, [&](const Setting& each) {
      return place == each.name || place.starts_with(each.name + ".");  // An element of a list.
    });
    assert(setting != settings.end());  // merge() let nothing else into the tree.
    const auto origin = merged.origins.find(setting->name);
    const bool missing = origin == merged.origins.end();
    std::string message =
        setting->is_secret && !missing ? "is not of the right kind" : fault.message;
    message += missing ? fmt::format(" (set it in the file or as {})", setting->environment)
                       : fmt::format(" ({})", in_words(origin->second));
    faults.push_back({{place}, std::move(message), fault.type});
  }
  return as_error(std::move(faults));
}

}  // namespace nautilus::config
