// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "nautilus/config/loader.hpp"
#include "nautilus/config/setting.hpp"

namespace nautilus::config {

/// One line of `nautilus-ml config` and of GET /config: all texts, no secret.
struct SettingRow {
  std::string name;
  std::string value;
  std::string default_value;
  Source source = Source::built_in;
  std::string origin;
  std::string help;
  std::string environment;
  std::string flag;
  std::string limits;

  static constexpr auto fields() {
    using S = SettingRow;
    return std::tuple{
        field("name", &S::name, "Group and name"),
        field("value", &S::value, "The value in force; *** for a secret"),
        field("default_value", &S::default_value, "The value when nothing is said"),
        field("source", &S::source, "Where the value came from"),
        field("origin", &S::origin, "The file, variable or flag that gave it; empty for none"),
        field("help", &S::help, "What it is for"),
        field("environment", &S::environment, "Environment variable"),
        field("flag", &S::flag, "Command line flag; empty for a secret, which takes none"),
        field("limits", &S::limits, "What the value may be"),
    };
  }
};

/// The rows of settings_of(values), in its order.
std::vector<SettingRow> list_settings(std::span<const Setting> settings,
                                      const std::map<std::string, Origin>& origins);

/// docs/generated/configuration.md: a table for each group.
std::string configuration_document(std::span<const Setting> settings,
                                   std::span<const FlagAlias> aliases);

}  // namespace nautilus::config
