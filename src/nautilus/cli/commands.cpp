// SPDX-License-Identifier: MIT
#include "nautilus/cli/commands.hpp"

namespace nautilus::cli {

std::vector<Command> all_commands() {
  return {serve_command(),    ingest_command(),  series_command(),      quality_command(),
          actions_command(),  futures_command(), instruments_command(), calendars_command(),
          features_command(), regime_command(),  var_command(),         portfolio_command(),
          keys_command(),     config_command(),  doctor_command(),      backup_command(),
          version_command()};
}

}  // namespace nautilus::cli
