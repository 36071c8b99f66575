// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::cli {

/// What a command may take.
struct FilterLimits {
  std::chrono::milliseconds time = std::chrono::seconds(60);
  std::size_t bytes = std::size_t{64} << 20;  ///< Of output.
};

/// Runs a command of the shell's, gives it `input` and answers what it writes; its complaints go
/// where ours do. It and what it starts are ended with the first error.
///
/// Errors: invalid_argument where it ends with a status other than 0 or by a signal;
/// deadline_exceeded, payload_too_large above the limits; unavailable when stopped, or where no
/// process is to be had.
Result<std::string> run_filter(const std::string& command, std::string_view input,
                               const FilterLimits& limits = {}, const std::stop_token& stop = {});

}  // namespace nautilus::cli
