// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"

namespace nautilus::cli {
namespace {

Result<void> backup(const Context& context, const Arguments& arguments) {
  if (arguments.positionals.size() != 1) {
    return field_error({"FILE"}, "name the file to write: nautilus-ml backup FILE", "missing");
  }
  const auto& path = arguments.positionals.front();
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_CHECK(session->engine().database().back_up(path));
  if (arguments.json) {
    context.out << json::to_text(json::Object{{"backup", path}}) << '\n';
  } else {
    context.out << "wrote " << path << '\n';
  }
  return {};
}

}  // namespace

Command backup_command() {
  Command command;
  command.name = "backup";
  command.summary = "Write a consistent copy of the database";
  command.help =
      "Works beside a running server. To restore, stop the server and put the copy in the place\n"
      "of nautilus.sqlite in the data folder.\n\n"
      "  nautilus-ml backup /backups/nautilus-2026-11-23.sqlite";
  command.positional = "FILE";
  command.positional_help = "File to write; it must not exist";
  command.settings = {"data_dir", "database_url"};
  command.run = backup;
  return command;
}

}  // namespace nautilus::cli
