// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/table.hpp"
#include "nautilus/config/service_settings.hpp"

namespace nautilus::cli {
namespace {

struct ConfigOptions {
  bool document = false;

  static constexpr auto fields() {
    return std::tuple{
        field("document", &ConfigOptions::document, "Print the reference page in Markdown instead"),
    };
  }
};

struct SettingList {
  std::vector<config::SettingRow> settings;

  static constexpr auto fields() {
    return std::tuple{field("settings", &SettingList::settings, "Every setting")};
  }
};

Result<void> show_config(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto options, read_options<ConfigOptions>(arguments));
  if (options.document) {
    context.out << config::configuration_document();
    return {};
  }
  const SettingList list{config::list_settings(context.loaded)};
  if (arguments.json) {
    context.out << json::write(list) << '\n';
    return {};
  }
  Table table({"setting", "value", "from", "environment"});
  for (const auto& row : list.settings) {
    table.add({row.name, row.value, std::string(to_word(row.source)), row.environment});
  }
  table.print(context.out);
  return {};
}

}  // namespace

Command config_command() {
  Command command;
  command.name = "config";
  command.summary = "Show every setting, its value and where it came from";
  command.help =
      "A file (--config FILE, TOML or JSON) is overridden by the environment (ML_GROUP_NAME), "
      "that\n"
      "by flags (--group-name). Secrets are shown as ***.\n\n"
      "  nautilus-ml config\n"
      "  nautilus-ml config --config nautilus.toml --port 9000 --json";
  command.options = options_of<ConfigOptions>();
  command.settings = {"*"};
  command.run = show_config;
  return command;
}

}  // namespace nautilus::cli
