// SPDX-License-Identifier: MIT
#include "nautilus/platform/version.hpp"

#include <ostream>

#include "nautilus/cli/commands.hpp"

namespace nautilus::cli {
namespace {

Result<void> version(const Context& context, const Arguments& arguments) {
  if (arguments.json) {
    context.out << json::to_text(
                       json::Object{{"version", platform::kVersion}, {"compiler", __VERSION__}})
                << '\n';
  } else {
    context.out << "nautilus-ml " << platform::kVersion << " (GCC " << __VERSION__ << ")\n";
  }
  return {};
}

}  // namespace

Command version_command() {
  Command command;
  command.name = "version";
  command.summary = "Print the version";
  command.help = "Prints the version of this build and its compiler.";
  command.run = version;
  return command;
}

}  // namespace nautilus::cli
