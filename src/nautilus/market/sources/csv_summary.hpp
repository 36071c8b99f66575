// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/csv_reader.hpp"

namespace nautilus::market {

/// What a column of a file is taken for.
struct ColumnUse {
  std::string name;
  std::string meaning;

  static constexpr auto fields() {
    return std::tuple{
        field("name", &ColumnUse::name, "As it stands in the file"),
        field("meaning", &ColumnUse::meaning, "What it is taken for; empty if it is passed over"),
    };
  }
};

/// What was understood of a file of bars, without storing any.
struct CsvSummary {
  std::string separator;
  bool has_names = true;
  std::vector<ColumnUse> columns;
  DateForm date_form = DateForm::iso;
  std::optional<std::string> zone;
  std::string decimal;
  std::optional<std::string> thousands;
  std::int64_t bars = 0;
  std::vector<std::string> symbols;
  std::optional<Timestamp> first;
  std::optional<Timestamp> last;
  std::string order;
  std::optional<Timeframe> spacing;
  std::int64_t duplicates = 0;
  std::vector<Rejection> rejected;

  static constexpr auto fields() {
    using S = CsvSummary;
    return std::tuple{
        field("separator", &S::separator, "Between the columns"),
        field("has_names", &S::has_names, "Whether the first line names the columns"),
        field("columns", &S::columns, "Every column, in the order of the file"),
        field("date_form", &S::date_form, "How times are written"),
        field("zone", &S::zone, "Of times of day that name none; null where none was given"),
        field("decimal", &S::decimal, "Mark before the fraction of a number"),
        field("thousands", &S::thousands, "Mark between groups of three digits; null for none"),
        field("bars", &S::bars, "Sound rows"),
        field("symbols", &S::symbols, "Whose bars they are, at most a hundred"),
        field("first", &S::first, "Open of the oldest bar"),
        field("last", &S::last, "Open of the newest bar"),
        field("order", &S::order, "oldest first, newest first or mixed"),
        field("spacing", &S::spacing,
              "Commonest time from one bar to the next, which the timeframe should be"),
        field("duplicates", &S::duplicates, "Rows at the time of the row above them"),
        field("rejected", &S::rejected, "Rows that are no sound bar"),
    };
  }
};

/// Reads all that is left of `reader`, which collects what it rejects. Errors: those of the reader.
Result<CsvSummary> summarise(CsvReader& reader, const CsvOptions& options);

}  // namespace nautilus::market
