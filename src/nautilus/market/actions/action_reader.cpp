// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/action_reader.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/csv_header.hpp"
#include "nautilus/market/detail/line_source.hpp"

namespace nautilus::market {
namespace {

constexpr std::size_t kMostActions = 100'000;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

struct ActionsObject {
  std::vector<CorporateAction> actions;

  static constexpr auto fields() {
    return std::tuple{required_field("actions", &ActionsObject::actions, "Corporate actions",
                                     sized(0, kMostActions))};
  }
};

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for_each_field<CorporateAction>([&](const auto& each) { names.push_back(each.name); });
  return names;
}

Result<std::vector<std::string_view>> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (bool at_end = false; !at_end;) {
    if (!detail::take_field(line, separator, cells.emplace_back(), at_end)) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("field {}: a quote is not closed", cells.size())};
    }
  }
  return cells;
}

/// The first line: the name of each column.
Result<std::vector<std::string>> read_columns(std::string_view line, char separator) {
  NAUTILUS_TRY(const auto cells, cells_of(line, separator));
  const auto known = field_names();
  std::vector<std::string> columns;
  for (const auto cell : cells) {
    auto& name = columns.emplace_back(cell);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (std::ranges::find(known, name) == known.end()) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("no column '{}'{}: the columns are {}", name,
                               did_you_mean(name, known), fmt::join(known, ", "))};
    }
    if (std::ranges::count(columns, name) > 1) {
      return Error{ErrorCode::invalid_argument, fmt::format("column '{}' stands twice", name)};
    }
  }
  return columns;
}

/// "7:1" and "7" as 7, "1:10" as 0.1; nullopt for anything else.
std::optional<double> ratio_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return parse_number(text);
  const auto after = parse_number(trimmed(text.substr(0, colon)));
  const auto before = parse_number(trimmed(text.substr(colon + 1)));
  return after && before && *before > 0 ? std::optional(*after / *before) : std::nullopt;
}

/// A cell as the JSON of its field, so that limits and sentences are those of JSON.
json::Value value_of(std::string_view column, std::string_view cell) {
  if (column == "ratio") {
    if (const auto ratio = ratio_of(cell)) return *ratio;
  } else if (column == "amount") {
    if (const auto amount = parse_number(cell)) return *amount;
  } else if (column == "cancelled") {
    if (cell == "true" || cell == "1") return true;
    if (cell == "false" || cell == "0") return false;
  }
  return json::Value(cell);  // NOLINT(modernize-return-braced-init-list): braces make a list
}

Result<CorporateAction> read_row(std::string_view line, char separator,
                                 const std::vector<std::string>& columns,
                                 const std::string& symbol) {
  NAUTILUS_TRY(const auto cells, cells_of(line, separator));
  if (cells.size() != columns.size()) {
    return Error{ErrorCode::invalid_argument, fmt::format("has {} fields, the first line names {}",
                                                          cells.size(), columns.size())};
  }
  json::Object row;
  if (!symbol.empty()) row["symbol"] = symbol;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) row[columns[i]] = value_of(columns[i], cells[i]);
  }
  return json::read<CorporateAction>(json::Value(std::move(row)));
}

Error at_line(Error error, std::int64_t line) {
  return std::move(error).in(fmt::format("line {}", line));
}

}  // namespace

Result<ActionRows> read_json_actions(std::string_view text) {
  NAUTILUS_TRY(const auto value, json::parse(text));
  ActionRows rows;
  if (value.is_array()) {
    NAUTILUS_TRY(rows.actions, json::read<std::vector<CorporateAction>>(value));
  } else {
    NAUTILUS_TRY(auto object, json::read<ActionsObject>(value));
    rows.actions = std::move(object.actions);
  }
  return rows;
}

Result<ActionRows> read_csv_actions(std::string_view text, const std::string& symbol) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  auto source = detail::LineSource::over(text);
  NAUTILUS_TRY(const auto first, source.next());
  if (!first) return Error{ErrorCode::invalid_argument, "line 1: is missing, the text is empty"};
  const char separator = detail::separator_of(*first);
  auto columns = read_columns(*first, separator);
  if (!columns) return at_line(std::move(columns).error(), 1);
  ActionRows rows;
  for (;;) {
    NAUTILUS_TRY(const auto line, source.next());
    if (!line) return rows;
    if (trimmed(*line).empty()) continue;
    auto action = read_row(*line, separator, *columns, symbol);
    if (!action) return at_line(std::move(action).error(), source.line());
    if (rows.actions.size() == kMostActions) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("has more than {} actions: send them in parts", kMostActions)};
    }
    rows.actions.push_back(*std::move(action));
    rows.lines.push_back(source.line());
  }
}

}  // namespace nautilus::market
