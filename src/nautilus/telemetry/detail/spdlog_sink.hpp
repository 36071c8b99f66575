// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "nautilus/telemetry/log.hpp"

namespace nautilus::telemetry::detail {

/// spdlog's file, or its standard error if `file` is empty. Errors: unavailable.
Result<std::unique_ptr<LogSink>> open_spdlog_sink(const std::string& file);

}  // namespace nautilus::telemetry::detail
