// SPDX-License-Identifier: MIT
#pragma once

/// What the kernel says of this process; NaN where it does not say.
namespace nautilus::telemetry {

/// Seconds since the Unix epoch.
double process_start_seconds();

/// User and system time.
double process_cpu_seconds();

double process_resident_bytes();
double process_open_files();

}  // namespace nautilus::telemetry
