// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/base/file.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

constexpr std::size_t kMostBytes = 64 << 20;

struct ActionOptions {
  bool partial = false;

  static constexpr auto fields() {
    return std::tuple{field("partial", &ActionOptions::partial,
                            "add: take the sound rows of a file though others are refused")};
  }
};

std::string figure_of(const market::CorporateAction& action) {
  if (action.cancelled) return "cancelled";
  return action.type == market::ActionType::split ? figure(*action.ratio) : figure(*action.amount);
}

Result<void> list(const Context& context, const Arguments& arguments,
                  const platform::ActionsQuery& query) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().market().actions().list(query));
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"symbol", "ex-date", "type", "figure", "known since", "label"});
  for (const auto& each : answer.actions) {
    table.add({each.symbol, format_date(each.ex_date), std::string(to_word(each.type)),
               figure_of(each), format_timestamp(*each.known_at), each.label});
  }
  table.print(context.out);
  return {};
}

Result<void> add(const Context& context, const Arguments& arguments,
                 const platform::ActionsQuery& query) {
  NAUTILUS_TRY(const auto options, read_options<ActionOptions>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  market::ActionReport all;
  for (std::size_t i = 1; i < arguments.positionals.size(); ++i) {
    const auto& path = arguments.positionals[i];
    NAUTILUS_TRY(const auto text, read_file(path, kMostBytes));
    auto report = session->engine().market().actions().record(
        Session::actor(), path.ends_with(".json") ? "application/json" : "text/csv", text,
        {.symbol = query.symbol, .partial = options.partial});
    if (!report) return std::move(report).error().in(path);
    all.accepted += report->accepted;
    all.corrected += report->corrected;
    all.unchanged += report->unchanged;
    all.rejected.insert(all.rejected.end(), report->rejected.begin(), report->rejected.end());
  }
  if (arguments.json) {
    context.out << json::write(all) << '\n';
    return {};
  }
  context.out << all.accepted << " new, " << all.corrected << " corrected, " << all.unchanged
              << " unchanged\n";
  for (const auto& each : all.rejected) {
    context.out << "row " << each.index << ", " << each.field << ": " << each.reason << '\n';
  }
  return {};
}

Result<void> actions(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::ActionsQuery>(arguments));
  const auto& words = arguments.positionals;
  if (words.empty()) return list(context, arguments, query);
  if (words.front() == "add" && words.size() > 1) return add(context, arguments, query);
  return field_error({"actions"}, "there is only add FILE..., or nothing for the list",
                     "not_allowed");
}

}  // namespace

Command actions_command() {
  Command command;
  command.name = "actions";
  command.summary = "List splits and dividends, or load them from files";
  command.help =
      "Held prices stay raw; splits change how they are shown, from their ex-date and from the\n"
      "time since when they are known. A CSV file names its columns in the first line: symbol,\n"
      "type (split or dividend), ex_date, ratio (7 or 7:1), amount, currency, label, known_at,\n"
      "source, cancelled; a .json file holds what the route takes. A file is stored whole or, at\n"
      "the first wrong row, not at all. A row again with a later known_at corrects the action.\n\n"
      "  nautilus-ml actions add splits.csv\n"
      "  nautilus-ml actions --symbol AAPL --as-of 2014-06-06T21:00:00Z";
  command.options = options_of<platform::ActionsQuery>();
  for (auto& each : options_of<ActionOptions>()) command.options.push_back(std::move(each));
  command.positional = "PART";
  command.positional_help = "add FILE...";
  command.settings = {"data_dir", "database_url"};
  command.run = actions;
  return command;
}

}  // namespace nautilus::cli
