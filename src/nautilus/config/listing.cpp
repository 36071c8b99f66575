// SPDX-License-Identifier: MIT
#include "nautilus/config/listing.hpp"

#include <fmt/format.h>

namespace nautilus::config {
namespace {

std::string masked(const Setting& setting, const json::Value& value) {
  return setting.is_secret ? "***" : value_text(value);
}

/// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string code_or_nothing(std::string_view text) {
  return text.empty() ? "" : fmt::format("`{}`", cell(text));
}

void append_group_head(std::string& out, const Setting& first) {
  if (first.group.empty()) {
    out += "\n## At the top of the file\n";
  } else {
    fmt::format_to(std::back_inserter(out), "\n## [{}]\n\n{}.\n", first.group,
                   cell(first.group_help));
  }
  out += "\n| name | default | allowed | environment | flag | meaning |\n";
  out += "|---|---|---|---|---|---|\n";
}

void append_line(std::string& out, const Setting& setting, std::span<const FlagAlias> aliases) {
  const auto at = setting.group.empty() ? 0 : setting.group.size() + 1;
  std::string flags = setting.flag.empty() ? "" : fmt::format("`--{}`", setting.flag);
  std::string variables = code_or_nothing(setting.environment);
  if (setting.is_secret) {
    fmt::format_to(std::back_inserter(variables), ", or `{}_FILE` naming a file",
                   setting.environment);
  }
  for (const auto& alias : aliases) {
    if (alias.flag == setting.flag) {
      fmt::format_to(std::back_inserter(flags), ", `--{}`", alias.name);
    }
  }
  fmt::format_to(std::back_inserter(out), "| `{}` | {} | {} | {} | {} | {} |\n",
                 setting.name.substr(at), code_or_nothing(masked(setting, setting.default_value)),
                 cell(limits_in_words(setting)), variables, flags, cell(setting.help));
}

}  // namespace

std::vector<SettingRow> list_settings(std::span<const Setting> settings,
                                      const std::map<std::string, Origin>& origins) {
  std::vector<SettingRow> rows;
  for (const auto& setting : settings) {
    const auto found = origins.find(setting.name);
    const auto origin = found == origins.end() ? Origin{} : found->second;
    rows.push_back({.name = setting.name,
                    .value = masked(setting, setting.value),
                    .default_value = masked(setting, setting.default_value),
                    .source = origin.source,
                    .origin = origin.name,
                    .help = std::string(setting.help),
                    .environment = setting.environment,
                    .flag = setting.flag,
                    .limits = limits_in_words(setting)});
  }
  return rows;
}

std::string configuration_document(std::span<const Setting> settings,
                                   std::span<const FlagAlias> aliases) {
  std::string out =
      "# Configuration\n\n"
      "Made from the declarations in the source; do not edit by hand.\n\n"
      "Each setting may stand in the file (TOML or JSON), in the environment and among the flags;\n"
      "the later of these wins. Lists are comma-separated in flags and environment variables.\n";
  const Setting* previous = nullptr;
  for (const auto& setting : settings) {
    if (previous == nullptr || previous->group != setting.group) append_group_head(out, setting);
    append_line(out, setting, aliases);
    previous = &setting;
  }
  return out;
}

}  // namespace nautilus::config
