// SPDX-License-Identifier: MIT
#include "nautilus/platform/action_desk.hpp"

#include <algorithm>

#include "nautilus/base/json_write.hpp"
#include "nautilus/market/actions/action_reader.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

Result<market::ActionRows> read_body(std::string_view media_type, std::string_view text,
                                     const ActionIngestQuery& query) {
  if (media_type == "text/csv") return market::read_csv_actions(text, query.symbol.value_or(""));
  if (!query.symbol) return market::read_json_actions(text);
  return field_error({"query", "symbol"}, "goes with text/csv; JSON actions name their own",
                     "not_allowed");
}

std::string audit_text(const market::ActionReport& report) {
  return json::to_text(json::Object{{"accepted", report.accepted},
                                    {"corrected", report.corrected},
                                    {"unchanged", report.unchanged},
                                    {"rejected", report.rejected.size()}});
}

}  // namespace

Result<market::ActionReport> ActionDesk::record(const Actor& actor, std::string_view media_type,
                                                std::string_view text,
                                                const ActionIngestQuery& query) {
  NAUTILUS_TRY(auto rows, read_body(media_type, text, query));
  for (auto& each : rows.actions) each.symbol = names_.stored_name(each.symbol, each.ex_date);
  std::set<std::string> touched;
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_TRY(auto report, market::record_actions(*transaction, rows.actions, clock_.now(),
                                                   query.partial, touched, rows.lines));
  NAUTILUS_CHECK(write_audit(*transaction, {.at = clock_.now(),
                                            .actor = actor.name,
                                            .action = "market.actions",
                                            .before = "",
                                            .after = audit_text(report),
                                            .request_id = actor.request_id}));
  NAUTILUS_CHECK(transaction->commit());
  for (const auto& symbol : touched) {
    if (changed_) changed_(symbol);
  }
  return report;
}

Result<ActionsAnswer> ActionDesk::list(const ActionsQuery& query) {
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  NAUTILUS_TRY(const auto transaction, database_.read());
  const market::ActionSelection selection{
      .from = query.from, .to = query.to, .as_of = query.as_of, .every_version = query.versions};
  ActionsAnswer answer;
  if (query.symbol) {
    const auto series = names_.of({*query.symbol, market::Timeframe()}, query.as_of);
    NAUTILUS_TRY(answer.actions, market::select_actions(*transaction, series.names, selection));
  } else {
    NAUTILUS_TRY(answer.actions, market::select_actions(*transaction, selection));
  }
  answer.total_actions = std::ssize(answer.actions);
  return answer;
}

Result<PriceHistory> ActionDesk::adjusted(market::BarSeries bars,
                                          std::span<const market::NameInTime> names,
                                          Timestamp as_of,
                                          std::optional<market::Adjustment> adjustment) {
  if (adjustment == market::Adjustment::none) return PriceHistory{.bars = std::move(bars)};
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto actions, market::select_actions(*transaction, names, {.as_of = as_of}));
  const auto wanted =
      adjustment.value_or(actions.empty() ? market::Adjustment::none : market::Adjustment::split);
  NAUTILUS_TRY(auto view, market::adjust(std::move(bars), actions, wanted, as_of));
  return PriceHistory{std::move(view.bars), wanted, view.actions};
}

Result<std::vector<Timestamp>> ActionDesk::effective_times(
    std::span<const market::NameInTime> names) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto versions,
               market::select_actions(*transaction, names, {.every_version = true}));
  std::vector<Timestamp> times;
  for (const auto& each : versions) times.push_back(market::effective_from(each));
  std::ranges::sort(times);
  return times;
}

}  // namespace nautilus::platform
