// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

#include "nautilus/base/result.hpp"

namespace nautilus::features {

/// Runs a trial in a copy of this process and answers its verdict; what it does there is gone.
/// Errors: those of the trial, as invalid_argument; invalid_argument too where it ended by a
/// signal, by itself or not within the limit, unavailable where there is no other process to be
/// had.
Result<void> in_own_process(const std::function<Result<void>()>& trial,
                            std::chrono::milliseconds limit);

}  // namespace nautilus::features
