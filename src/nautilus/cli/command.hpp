// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/json_write.hpp"
#include "nautilus/base/read_texts.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/config/service_settings.hpp"

namespace nautilus::cli {

/// An option of a command: `--name VALUE`, or `--name` alone for a switch.
struct Option {
  std::string name;  ///< With hyphens: confidence-level.
  std::string help;
  std::string default_text;
  bool is_switch = false;
};

/// What the user gave.
struct Arguments {
  NamedTexts options;  ///< By the field's name: confidence_level.
  std::vector<std::string> positionals;
  bool json = false;
};

/// Where a command finds its settings and writes its output.
struct Context {
  const config::Loaded<config::Settings>& loaded;
  const config::Settings& settings;  ///< Those of `loaded`.
  std::ostream& out;
  std::ostream& err;
};

/// A command, declared once: parser, help and docs derive from it.
struct Command {
  std::string name;
  std::string summary;
  std::string help;  ///< What it does and examples; shown by --help.
  std::vector<Option> options;
  std::string positional;  ///< Name of the positional arguments, or empty for none.
  std::string positional_help;
  std::vector<std::string> settings;  ///< Names or groups of settings it reads; "*" for all.
  Result<void> (*run)(const Context&, const Arguments&) = nullptr;
};

/// `confidence_level` as it stands on a command line: `confidence-level`.
std::string hyphenated(std::string_view name);

/// The options of a described struct.
template <Described T>
std::vector<Option> options_of() {
  std::vector<Option> options;
  for_each_field<T>([&](const auto& each) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*each.member)>;
    auto fallback = each.required ? std::string() : json::write(T{}.*each.member);
    if (fallback == "null" || fallback == "[]" || fallback == "\"\"") fallback.clear();
    options.push_back({hyphenated(each.name), std::string(each.help), std::move(fallback),
                       std::is_same_v<Member, bool>});
  });
  return options;
}

/// Reads a described struct from the options that are its own. Errors name the option.
template <Described T>
Result<T> read_options(const Arguments& arguments) {
  NamedTexts own;
  for_each_field<T>([&](const auto& each) {
    if (const auto found = arguments.options.find(each.name); found != arguments.options.end()) {
      own.insert(*found);
    }
  });
  return read_texts<T>(own);
}

}  // namespace nautilus::cli
