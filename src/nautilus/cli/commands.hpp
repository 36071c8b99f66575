// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "nautilus/cli/command.hpp"

namespace nautilus::cli {

// Each in a file of its own name: its declaration and what it does.
Command actions_command();
Command backup_command();
Command calendars_command();
Command config_command();
Command doctor_command();
Command features_command();
Command futures_command();
Command ingest_command();
Command instruments_command();
Command keys_command();
Command portfolio_command();
Command quality_command();
Command regime_command();
Command series_command();
Command serve_command();
Command var_command();
Command version_command();

/// All commands, in the order that help lists them.
std::vector<Command> all_commands();

}  // namespace nautilus::cli
