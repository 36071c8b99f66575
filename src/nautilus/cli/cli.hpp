// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace nautilus::cli {

/// Runs a command line, without the program's name, and returns the exit code: 0, or what
/// exit_code() says of the error, which stands on `err`.
int run(const std::vector<std::string>& arguments,
        const std::map<std::string, std::string>& environment, std::ostream& out,
        std::ostream& err);

}  // namespace nautilus::cli
