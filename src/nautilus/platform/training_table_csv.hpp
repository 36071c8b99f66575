// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "nautilus/platform/training_table_answers.hpp"

// A training table as CSV: what pandas, R and every other tool read. What has no value is empty.
namespace nautilus::platform {

/// The line that names the columns; with the two of the label where there is one.
std::string csv_header(std::span<const std::string> features, bool labelled);

/// Adds a line for each row.
void append_csv(std::string& text, const TrainingBlock& block, bool labelled);

}  // namespace nautilus::platform
