// SPDX-License-Identifier: MIT
#include "nautilus/cli/cli.hpp"

#include <algorithm>
#include <list>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/config/service_settings.hpp"
#include "nautilus/platform/version.hpp"

namespace nautilus::cli {
namespace {

/// The exit code of an error: the one place where codes become exit codes (BSD's sysexits).
int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::malformed:
    case ErrorCode::invalid_argument:
    case ErrorCode::unsupported_media_type:
    case ErrorCode::method_not_allowed: return 64;
    case ErrorCode::insufficient_data:
    case ErrorCode::payload_too_large:
    case ErrorCode::headers_too_large:
    case ErrorCode::data_loss: return 65;
    case ErrorCode::not_found: return 66;
    case ErrorCode::unavailable:
    case ErrorCode::resource_exhausted: return 69;
    case ErrorCode::internal: return 70;
    case ErrorCode::conflict: return 73;
    case ErrorCode::deadline_exceeded: return 75;
    case ErrorCode::unauthenticated:
    case ErrorCode::permission_denied: return 77;
  }
  return 70;
}

/// What the parser fills in for one command; its members stay where they are.
struct Given {
  const Command* command = nullptr;
  CLI::App* parser = nullptr;
  std::string config_file;
  std::map<std::string, std::vector<std::string>> options;
  std::map<std::string, bool> switches;
  std::map<std::string, std::string> settings;
  std::vector<std::string> positionals;
  bool json = false;
};

bool shows(const Command& command, const config::Setting& setting) {
  if (setting.flag.empty()) return false;
  return std::ranges::any_of(command.settings, [&](const std::string& each) {
    return each == "*" || each == setting.name || each == setting.group;
  });
}

void add_options(Given& given) {
  for (const auto& option : given.command->options) {
    const auto flag = "--" + option.name;
    auto name = option.name;
    std::ranges::replace(name, '-', '_');
    auto* added = option.is_switch
                      ? given.parser->add_flag(flag, given.switches[name], option.help)
                      : given.parser->add_option(flag, given.options[name], option.help);
    if (!option.is_switch) added->type_name("VALUE")->default_str(option.default_text);
    if (!option.is_switch) added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  if (given.command->positional.empty()) return;
  given.parser->add_option(given.command->positional, given.positionals,
                           given.command->positional_help);
}

void add_settings(Given& given, const std::vector<config::Setting>& settings) {
  if (given.command->settings.empty()) return;
  given.parser->add_option("--config", given.config_file, "Settings file, TOML or JSON")
      ->type_name("FILE");
  for (const auto& setting : settings) {
    if (!shows(*given.command, setting)) continue;
    auto flags = "--" + setting.flag;
    for (const auto& alias : config::Settings::flag_aliases()) {
      if (alias.flag == setting.flag) flags = fmt::format("--{},{}", alias.name, flags);
    }
    given.parser->add_option(flags, given.settings[setting.flag], std::string(setting.help))
        ->type_name("VALUE")
        ->default_str(config::value_text(setting.default_value))
        ->group(setting.group.empty() ? "Settings" : fmt::format("Settings: {}", setting.group));
  }
}

Given& add_command(CLI::App& app, std::list<Given>& all, const Command& command,
                   const std::vector<config::Setting>& settings) {
  auto& given = all.emplace_back();
  given.command = &command;
  given.parser = app.add_subcommand(command.name, command.summary);
  given.parser->footer("\n" + command.help);
  given.parser->add_flag("--json", given.json, "Print JSON: what the matching route answers");
  add_options(given);
  add_settings(given, settings);
  return given;
}

Result<config::Loaded<config::Settings>> load_settings(
    const Given& given, const std::map<std::string, std::string>& environment) {
  config::Sources sources{.environment = environment};
  if (!given.config_file.empty()) {
    NAUTILUS_TRY(sources.file, config::read_settings_file(given.config_file));
  }
  for (const auto& [flag, value] : given.settings) {
    if (given.parser->count("--" + flag) > 0) sources.flags[flag] = value;
  }
  return config::load_settings(sources);
}

Arguments arguments_of(const Given& given) {
  Arguments arguments{.positionals = given.positionals, .json = given.json};
  for (const auto& [name, values] : given.options) {
    if (!values.empty()) arguments.options[name] = values;
  }
  for (const auto& [name, is_on] : given.switches) {
    if (is_on) arguments.options[name] = {"true"};
  }
  return arguments;
}

Result<void> execute(const Given& given, const std::map<std::string, std::string>& environment,
                     std::ostream& out, std::ostream& err) {
  NAUTILUS_TRY(const auto loaded, load_settings(given, environment));
  for (const auto& warning : loaded.warnings) err << "warning: " << warning << '\n';
  return given.command->run({loaded, loaded.settings, out, err}, arguments_of(given));
}

int report(const Error& error, std::ostream& err) {
  err << "nautilus-ml: " << error.message << '\n';
  for (std::size_t i = 1; i < error.faults.size(); ++i) {
    err << "nautilus-ml: " << describe(error.faults[i]) << '\n';
  }
  return exit_code(error.code);
}

}  // namespace

int run(const std::vector<std::string>& arguments,
        const std::map<std::string, std::string>& environment, std::ostream& out,
        std::ostream& err) {
  CLI::App app("Nautilus ML: a machine-learning engine for trading platforms", "nautilus-ml");
  app.require_subcommand(1);
  app.set_version_flag("--version", fmt::format("nautilus-ml {}", platform::kVersion));
  app.footer("nautilus-ml COMMAND --help says more, with examples.");
  const auto commands = all_commands();
  const auto settings = config::service_settings();
  std::list<Given> all;
  for (const auto& command : commands) add_command(app, all, command, settings);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& failure) {
    const int code = app.exit(failure, out, err);
    return code == 0 ? 0 : 64;
  }
  for (const auto& given : all) {
    if (!given.parser->parsed()) continue;
    const auto outcome = execute(given, environment, out, err);
    return outcome ? 0 : report(outcome.error(), err);
  }
  return 0;
}

}  // namespace nautilus::cli
