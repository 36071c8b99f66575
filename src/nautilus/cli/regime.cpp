// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/label.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

std::string or_dash(const std::optional<double>& share) { return share ? percent(*share) : "-"; }

void print(const platform::RegimeAnswer& answer, std::ostream& out) {
  out << answer.symbol << " is in the regime " << to_word(answer.regime) << " (confidence "
      << or_dash(answer.confidence) << ") as of " << format_timestamp(answer.timestamp) << '\n'
      << "since " << format_date(answer.since) << ", " << answer.duration_bars << " bars";
  if (answer.previous_regime) out << ", after " << to_word(*answer.previous_regime);
  out << "\n\n";
  Table table({"regime", "probability", "next bar"});
  for (const auto each : regime::kRegimes) {
    const auto of = [&](const auto& row) { return row ? percent((*row)[each]) : "-"; };
    table.add({std::string(to_word(each)), of(answer.probabilities),
               of(answer.transition_probabilities)});
  }
  table.print(out);
  if (answer.recommended_allocation) {
    const auto& shares = *answer.recommended_allocation;
    out << "\nallocation: equities " << percent(shares.equities) << ", bonds "
        << percent(shares.bonds) << ", commodities " << percent(shares.commodities) << ", cash "
        << percent(shares.cash) << '\n';
  }
  for (const auto& [name, reason] : answer.missing) out << name << ": " << reason << '\n';
}

void print(const platform::RegimeHistoryAnswer& answer, std::ostream& out) {
  Table table({"known at", "regime", "confidence", "source"});
  for (const auto& entry : answer.history) {
    table.add({format_timestamp(entry.timestamp), entry.regime, or_dash(entry.confidence),
               std::string(to_word(entry.source))});
  }
  table.print(out);
}

template <class Answer>
void show(const Context& context, const Arguments& arguments, const Answer& answer) {
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
}

Result<void> history(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::RegimeHistoryQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().regime().history(query));
  show(context, arguments, answer);
  return {};
}

Result<void> current(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::RegimeQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().regime().current(query));
  show(context, arguments, answer);
  return {};
}

Result<void> regime(const Context& context, const Arguments& arguments) {
  const auto& words = arguments.positionals;
  if (words.empty()) return current(context, arguments);
  if (words.front() == "history" && words.size() == 1) return history(context, arguments);
  if (words.front() == "label") {
    return label(context, arguments, std::span(words).subspan(1));
  }
  return field_error(
      {"regime"},
      fmt::format("no such part: '{}'; there are history and label FILE", words.front()),
      "not_allowed");
}

}  // namespace

Command regime_command() {
  Command command;
  command.name = "regime";
  command.summary = "The market regime: now, in the past, or dated in hindsight";
  command.help =
      "Without a part: the regime after the newest bar, from data up to it alone.\n"
      "  history     what was issued, day by day, and what would have been\n"
      "  label FILE  dates a CSV in hindsight: LOOKS AHEAD, so it is truth to measure against,\n"
      "              never an input to a decision\n\n"
      "  nautilus-ml regime\n"
      "  nautilus-ml regime --symbol AAPL --as-of 2008-10-10\n"
      "  nautilus-ml regime history --days 90\n"
      "  nautilus-ml regime label sp500.csv --json";
  command.options = options_of<platform::RegimeHistoryQuery>();
  for (auto& each : options_of<platform::RegimeQuery>()) {
    if (each.name != "symbol") command.options.push_back(std::move(each));
  }
  for (auto& each : label_options()) command.options.push_back(std::move(each));
  command.positional = "PART";
  command.positional_help = "history, or label FILE";
  command.settings = {"data_dir", "database_url", "market", "regime_detection"};
  command.run = regime;
  return command;
}

}  // namespace nautilus::cli
