// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/series/observation.hpp"

namespace nautilus::market {

struct SeriesCsvOptions {
  /// The series of the values, or of one column; empty where the file names its series.
  std::string series_id;
  /// The column that holds the values; empty for the one that is called as the series, `value`, or
  /// the only one there is.
  std::string column;
  std::stop_token stop;
};

/// Reads external series from CSV whose first line names the columns, in any case:
///   date, value [, released_at] [, series_id]    a row a value, of one series or of several;
///   date, NAME                                   the same of one series, whatever the name;
///   date, NAME, NAME, ...                        a column a series, of which one can be chosen.
/// Missing values (empty, `.`, NA, N/A, NaN, null) are counted in `skipped`, never stored; wrong
/// rows are rejected in their batch. Errors: invalid_argument naming the line, if the columns
/// cannot be told, or too many rows are wrong; not_found, unavailable.
Result<std::vector<SeriesBatch>> read_series_file(const std::string& path,
                                                  const SeriesCsvOptions& options);

/// The same of a text in memory.
Result<std::vector<SeriesBatch>> read_series_csv(std::string_view text,
                                                 const SeriesCsvOptions& options);

/// Whether this text stands for a value that the source does not have.
bool is_missing_value(std::string_view text);

}  // namespace nautilus::market
