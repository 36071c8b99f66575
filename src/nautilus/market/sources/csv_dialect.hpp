// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/market/detail/csv_header.hpp"
#include "nautilus/market/sources/date_form.hpp"
#include "nautilus/market/sources/number_form.hpp"

namespace nautilus::market {

/// What is said of a file instead of being found out; unset, it is found out.
struct DialectOptions {
  std::optional<std::string>
      columns;  ///< Names for the columns of a file without a first line of names.
  std::optional<DateForm> date_format;
  std::optional<std::string> zone;     ///< IANA name, of times of day that name none.
  std::optional<std::string> decimal;  ///< "." or ",".
  std::optional<double> price_scale;   ///< Prices are multiplied by it.

  static constexpr auto fields() {
    using O = DialectOptions;
    return std::tuple{
        field("columns", &O::columns,
              "Names for the columns of a file whose first line names none, such as "
              "date,open,high,low,close,volume"),
        field("date_format", &O::date_format, "How times are written; found out if unset"),
        field("zone", &O::zone, "IANA zone of times of day that name none, such as UTC"),
        field("decimal", &O::decimal, "Mark before the fraction of a number; found out if unset"),
        field("price_scale", &O::price_scale, "Prices are multiplied by it, such as 0.0001",
              between(1e-12, 1e12)),
    };
  }
};

/// How a file is written.
struct CsvDialect {
  detail::CsvHeader header;
  bool has_names = true;  ///< Whether its first line names the columns.
  DateForm date_form = DateForm::iso;
  NumberForm numbers;
};

/// How many rows are looked at to find it out.
inline constexpr std::size_t kRowsOfASample = 200;

/// Finds the dialect out from the first line and the rows below it. Rows are as they stand in the
/// file. Errors: invalid_argument naming the line, what cannot be told and which option tells it.
Result<CsvDialect> detect_dialect(std::string_view first_line,
                                  const std::vector<std::string_view>& rows,
                                  const DialectOptions& options);

}  // namespace nautilus::market
