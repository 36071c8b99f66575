// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nautilus/cli/filter_command.hpp"
#include "nautilus/features/audit.hpp"

// Features that a program of the user's computes, from bars on its input, to columns on its output.
namespace nautilus::cli {

/// Bars as the program reads them: a line timestamp,open,high,low,close,volume, then one per bar.
std::string bars_as_csv(const features::BarColumns& bars);

struct OutsideColumns {
  std::vector<std::string> names;
  features::AuditColumns columns;
};

/// What the program wrote: a line of names, then one per bar; an empty field is no value. Columns
/// timestamp, date and time are passed over. Errors: invalid_argument with line and column.
Result<OutsideColumns> read_columns(std::string_view text, std::size_t bars);

/// Runs the program on the bars, on cuts of them, and with others behind. Bars without a value at
/// the end are not given to it. Errors: those of run_filter(), read_columns() and
/// features::audit(); invalid_argument where it names other columns on other bars.
Result<features::AuditReport> audit_command(const std::string& command,
                                            const features::BarColumns& bars,
                                            const features::AuditOptions& options,
                                            const FilterLimits& limits,
                                            const std::stop_token& stop);

}  // namespace nautilus::cli
