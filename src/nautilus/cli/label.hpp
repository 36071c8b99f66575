// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "nautilus/cli/command.hpp"

namespace nautilus::cli {

/// The options of `regime label` that are its own.
std::vector<Option> label_options();

/// Dates the closes of a CSV file in hindsight. Errors: invalid_argument, insufficient_data.
Result<void> label(const Context& context, const Arguments& arguments,
                   std::span<const std::string> files);

}  // namespace nautilus::cli
