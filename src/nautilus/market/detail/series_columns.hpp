// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/series/series_csv.hpp"

namespace nautilus::market::detail {

/// A column of values and the series it belongs to.
struct ValueColumn {
  std::size_t place = 0;
  std::string series_id;  ///< Empty where each row names its own.
};

/// What the first line of a CSV of external series says.
struct SeriesColumns {
  char separator = ',';
  std::size_t count = 0;
  std::size_t date = 0;
  std::optional<std::size_t> released_at;
  std::optional<std::size_t> series_id;
  std::vector<ValueColumn> values;
};

/// Errors: invalid_argument naming what is missing or unclear, and the remedy.
Result<SeriesColumns> read_series_header(std::string_view line, const SeriesCsvOptions& options);

}  // namespace nautilus::market::detail
