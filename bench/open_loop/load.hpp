// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/result.hpp"
#include "open_loop/latencies.hpp"
#include "open_loop/options.hpp"

namespace nautilus::bench {

/// Sends requests at a constant rate over kept-alive connections and waits for their answers.
///
/// Open loop: request i is due at i / rate, whether earlier ones were answered or not. One that
/// finds every connection busy waits, and its latency counts from when it was due; a slow server
/// thus cannot slow the load down and look fast by it (no coordinated omission).
/// Errors: invalid_argument for options; unavailable if the first connections are refused.
Result<LoadReport> run_load(const LoadOptions& options);

}  // namespace nautilus::bench
