// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/action_store.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},
    Column{"symbol", ColumnType::text},
    Column{"type", ColumnType::text, false, "type IN ('split', 'dividend')"},
    Column{"ex_date", ColumnType::timestamp},
    Column{"label", ColumnType::text},
    Column{"known_at", ColumnType::timestamp},
    Column{"ratio", ColumnType::real, true, "ratio > 0"},
    Column{"amount", ColumnType::real, true, "amount > 0"},
    Column{"currency", ColumnType::text},
    Column{"source", ColumnType::text},
    Column{"cancelled", ColumnType::integer, false, "cancelled IN (0, 1)"},
    Column{"received_at", ColumnType::timestamp},
};
/// The versions of an action are a set by their knowledge time.
constexpr std::array<std::string_view, 1> kUnique{"symbol, ex_date, type, label, known_at"};
constexpr storage::Table kActions{.name = "corporate_actions",
                                  .columns = kColumns,
                                  .primary_key = "id",
                                  .unique = kUnique,
                                  .append_only = true};
constexpr std::array<const storage::Table*, 1> kTables{&kActions};

constexpr std::string_view kInsert =
    "INSERT INTO corporate_actions (symbol, type, ex_date, label, known_at, ratio, amount, "
    "currency, source, cancelled, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kVersions =
    "SELECT symbol, type, ex_date, label, known_at, ratio, amount, currency, source, cancelled "
    "FROM corporate_actions WHERE symbol = ?1 AND ex_date = ?2 AND type = ?3 AND label = ?4";
constexpr std::string_view kSelect =
    "SELECT symbol, type, ex_date, label, known_at, ratio, amount, currency, source, cancelled "
    "FROM corporate_actions WHERE symbol {} AND ex_date >= ?2 AND ex_date < ?3 "
    "AND known_at <= ?4 ORDER BY symbol, ex_date, type, label, known_at";
constexpr std::string_view kCloseBefore =
    "SELECT close FROM bars WHERE timestamp < ?2 AND series_id = "
    "(SELECT id FROM series WHERE symbol = ?1 AND timeframe = '1d') ORDER BY timestamp DESC LIMIT "
    "1";

std::optional<double> optional_real(const storage::Statement& statement, int column) {
  return statement.is_null(column) ? std::nullopt : std::optional(statement.real(column));
}

void bind_optional(storage::Statement& statement, int parameter,
                   const std::optional<double>& value) {
  value ? statement.bind(parameter, *value) : statement.bind_null(parameter);
}

CorporateAction action_of(const storage::Statement& row) {
  CorporateAction action;
  action.symbol = row.text(0);
  action.type = from_word<ActionType>(row.text(1)).value_or(ActionType::split);
  action.ex_date = {row.integer(2)};
  action.label = row.text(3);
  action.known_at = Timestamp{row.integer(4)};
  action.ratio = optional_real(row, 5);
  action.amount = optional_real(row, 6);
  action.currency = row.text(7);
  action.source = row.text(8);
  action.cancelled = row.integer(9) != 0;
  return action;
}

bool same_event(const CorporateAction& a, const CorporateAction& b) {
  return std::tie(a.ex_date, a.type, a.label) == std::tie(b.ex_date, b.type, b.label);
}

bool same_action(const CorporateAction& a, const CorporateAction& b) {
  return a.symbol == b.symbol && same_event(a, b);
}

/// Of each action the last version, and none that this cancels.
void keep_newest(std::vector<CorporateAction>& versions,
                 bool (*same)(const CorporateAction&, const CorporateAction&)) {
  std::vector<CorporateAction> newest;
  for (auto& each : versions) {
    if (!newest.empty() && same(newest.back(), each)) newest.pop_back();
    newest.push_back(std::move(each));
  }
  std::erase_if(newest, [](const CorporateAction& each) { return each.cancelled; });
  versions = std::move(newest);
}

/// Every version asked for, by symbol, ex-date, type, label and knowledge time.
Result<std::vector<CorporateAction>> read_versions(storage::Transaction& transaction,
                                                   const ActionSelection& selection) {
  const auto sql = fmt::format(kSelect, selection.symbol ? "= ?1" : ">= ?1");
  const std::string symbol = selection.symbol.value_or("");
  NAUTILUS_TRY(const auto select, transaction.prepare(sql));
  select->bind(1, symbol);
  select->bind(2, selection.from.value_or(kEarliest).nanoseconds);
  select->bind(3, selection.to.value_or(kLatest).nanoseconds);
  select->bind(4, selection.as_of.value_or(kLatest).nanoseconds);
  std::vector<CorporateAction> versions;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return versions;
    versions.push_back(action_of(*select));
  }
}

bool same_figures(const CorporateAction& a, const CorporateAction& b) {
  return std::tie(a.ratio, a.amount, a.currency, a.cancelled) ==
         std::tie(b.ratio, b.amount, b.currency, b.cancelled);
}

std::string figures(const CorporateAction& action) {
  if (action.cancelled) return "cancelled";
  return format_number(action.type == ActionType::split ? *action.ratio : *action.amount);
}

/// `where` says where the other one stands.
Error contradiction(const CorporateAction& other, std::string_view where,
                    const CorporateAction& given) {
  const std::string field = given.type == ActionType::split ? "ratio" : "amount";
  return field_error(
      {field},
      fmt::format("contradicts the {} of {} on {} {}, known at the same time {}: {} there, {} "
                  "here; give the correction the later known_at at which it was known, or a label "
                  "to one that is another",
                  to_word(other.type), other.symbol, format_date(other.ex_date), where,
                  format_timestamp(*other.known_at), figures(other), figures(given)),
      "contradiction", ErrorCode::conflict);
}

/// Where an action of a text stands, for people.
std::string place_of(std::size_t index, std::span<const std::int64_t> lines) {
  return lines.empty() ? fmt::format("element {}", index) : fmt::format("line {}", lines[index]);
}

class ActionInsertion {
 public:
  ActionInsertion(storage::Transaction& transaction, Timestamp received_at,
                  std::span<const CorporateAction> given, std::span<const std::int64_t> lines)
      : transaction_(transaction), received_at_(received_at), given_(given), lines_(lines) {}

  Result<void> add(CorporateAction action, ActionReport& report, std::set<std::string>& touched) {
    NAUTILUS_CHECK(check(action, received_at_));
    NAUTILUS_CHECK(check_below_price(action));
    action.known_at = known_since(action, received_at_);
    NAUTILUS_TRY(const auto versions, versions_of(action));
    for (const auto& held : versions) {
      if (held.known_at != action.known_at) continue;
      if (!same_figures(held, action)) return contradiction(held, where_is(held), action);
      ++report.unchanged;
      return {};
    }
    NAUTILUS_CHECK(insert(action));
    ++(versions.empty() ? report.accepted : report.corrected);
    touched.insert(action.symbol);
    return {};
  }

 private:
  /// Where an action stands that is stored now: in the same text, or held before.
  [[nodiscard]] std::string where_is(const CorporateAction& stored) const {
    for (std::size_t i = 0; i < given_.size(); ++i) {
      const auto& each = given_[i];
      const bool is_it = same_action(each, stored) && same_figures(each, stored) &&
                         known_since(each, received_at_) == stored.known_at;
      if (is_it) return fmt::format("in {}", place_of(i, lines_));
    }
    return "held";
  }

  Result<void> check_below_price(const CorporateAction& action) {
    if (action.type != ActionType::dividend) return {};
    NAUTILUS_TRY(const auto select, transaction_.prepare(kCloseBefore));
    select->bind(1, action.symbol);
    select->bind(2, action.ex_date.nanoseconds);
    NAUTILUS_TRY(const bool found, select->step());
    if (!found || *action.amount < select->real(0)) return {};
    return field_error({"amount"},
                       fmt::format("must be below the close {} before the ex-date, was {}; it is "
                                   "per share, in the currency of the prices",
                                   format_number(select->real(0)), format_number(*action.amount)),
                       "out_of_range");
  }

  Result<std::vector<CorporateAction>> versions_of(const CorporateAction& action) {
    NAUTILUS_TRY(const auto select, transaction_.prepare(kVersions));
    select->bind(1, action.symbol);
    select->bind(2, action.ex_date.nanoseconds);
    select->bind(3, to_word(action.type));
    select->bind(4, action.label);
    std::vector<CorporateAction> versions;
    for (;;) {
      NAUTILUS_TRY(const bool found, select->step());
      if (!found) return versions;
      versions.push_back(action_of(*select));
    }
  }

  Result<void> insert(const CorporateAction& action) {
    NAUTILUS_TRY(const auto insert, transaction_.prepare(kInsert));
    insert->bind(1, action.symbol);
    insert->bind(2, to_word(action.type));
    insert->bind(3, action.ex_date.nanoseconds);
    insert->bind(4, action.label);
    insert->bind(5, action.known_at->nanoseconds);
    bind_optional(*insert, 6, action.ratio);
    bind_optional(*insert, 7, action.amount);
    insert->bind(8, action.currency);
    insert->bind(9, action.source);
    insert->bind(10, std::int64_t{action.cancelled});
    insert->bind(11, received_at_.nanoseconds);
    NAUTILUS_CHECK(insert->step());
    return {};
  }

  storage::Transaction& transaction_;
  Timestamp received_at_;
  std::span<const CorporateAction> given_;
  std::span<const std::int64_t> lines_;
};

}  // namespace

std::span<const storage::Table* const> action_tables() { return kTables; }

Result<ActionReport> record_actions(storage::Transaction& transaction,
                                    std::span<const CorporateAction> actions, Timestamp received_at,
                                    bool partial, std::set<std::string>& touched,
                                    std::span<const std::int64_t> lines) {
  ActionReport report;
  ActionInsertion insertion(transaction, received_at, actions, lines);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    auto added = insertion.add(actions[i], report, touched);
    if (added) continue;
    const auto code = added.error().code;
    const bool of_this_row = code == ErrorCode::invalid_argument || code == ErrorCode::conflict;
    if (!of_this_row) return added.error();
    if (!partial) {
      auto error = std::move(added).error();
      error.message = fmt::format("{}: {}", place_of(i, lines), error.message);
      return std::move(error).at(std::to_string(i));
    }
    report.rejected.push_back(rejection(static_cast<std::int64_t>(i), added.error()));
  }
  return report;
}

Result<std::vector<CorporateAction>> select_actions(storage::Transaction& transaction,
                                                    const ActionSelection& selection) {
  NAUTILUS_TRY(auto actions, read_versions(transaction, selection));
  if (!selection.every_version) keep_newest(actions, same_action);
  return actions;
}

Result<std::vector<CorporateAction>> select_actions(storage::Transaction& transaction,
                                                    std::span<const NameInTime> names,
                                                    const ActionSelection& selection) {
  std::vector<CorporateAction> actions;
  const Period asked{selection.from.value_or(kEarliest), selection.to.value_or(kLatest)};
  auto of_name = selection;
  for (const auto& each : names) {
    const auto period = common(asked, each.within);
    of_name.symbol = each.name;
    of_name.from = period.from;
    of_name.to = period.to;
    NAUTILUS_TRY(const auto versions, read_versions(transaction, of_name));
    actions.insert(actions.end(), versions.begin(), versions.end());
  }
  std::ranges::stable_sort(actions, {}, [](const CorporateAction& each) {
    return std::tuple(each.ex_date, to_word(each.type), std::string_view(each.label),
                      *each.known_at);
  });
  if (!selection.every_version) keep_newest(actions, same_event);
  return actions;
}

}  // namespace nautilus::market
