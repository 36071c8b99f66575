// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus::market::detail {

/// What a column of a CSV file holds.
enum class CsvColumn {
  timestamp,
  open,
  high,
  low,
  close,
  volume,
  symbol,
  timeframe,
  known_at,
  time_of_day,  ///< Beside a column of dates.
  is_final,     ///< False while the bar still forms.
  other,
};

struct CsvHeader {
  char separator = ',';
  std::vector<CsvColumn> columns;
  std::vector<std::string> names;  ///< As they stand in the file.

  [[nodiscard]] bool has(CsvColumn column) const;
};

/// The text with A to Z as a to z.
std::string lower_case(std::string_view text);

/// The separator of a first line: comma, semicolon, tab or bar, whichever it has most of.
char separator_of(std::string_view line);

/// Takes the next field off a line: quoted or bare, without blanks around it. False if a quote is
/// not closed. `at_end` tells that no further field follows.
bool take_field(std::string_view& line, char separator, std::string_view& field, bool& at_end);

/// Reads the line that names the columns, in any case, separated by comma, semicolon or tab.
/// Errors: invalid_argument naming what is missing, doubled or likely misspelt.
Result<CsvHeader> read_csv_header(std::string_view line);

}  // namespace nautilus::market::detail
