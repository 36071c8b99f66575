// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

std::string count(std::int64_t number) { return amount(static_cast<double>(number), 0); }

std::string date_or_dash(const std::optional<Timestamp>& at) { return at ? format_date(*at) : "-"; }

void print_counts(const platform::QualityAnswer& answer, std::ostream& out) {
  Table table({"symbol", "timeframe", "bars", "check", "count"});
  for (const auto& series : answer.series) {
    for (const auto& [check, found] : series.counts) {
      table.add({series.symbol, series.timeframe.name(), count(series.bars), check, count(found)});
    }
    if (series.counts.empty()) {
      table.add({series.symbol, series.timeframe.name(), count(series.bars), "none", "0"});
    }
  }
  table.print(out);
}

void print_findings(const platform::SeriesQuality& series, std::ostream& out) {
  Table table({"check", "severity", "from", "to", "count", "detail"});
  for (const auto& each : series.findings) {
    table.add({each.check, std::string(to_word(each.severity)), date_or_dash(each.from),
               date_or_dash(each.to), count(each.count), each.detail});
  }
  out << '\n' << series.symbol << ' ' << series.timeframe.name() << '\n';
  table.print(out);
  if (series.total_findings > std::ssize(series.findings)) {
    out << "and " << count(series.total_findings - std::ssize(series.findings))
        << " findings more: raise --limit\n";
  }
}

void print(const platform::QualityAnswer& answer, std::ostream& out) {
  print_counts(answer, out);
  for (const auto& series : answer.series) {
    if (!series.findings.empty()) print_findings(series, out);
    for (const auto& [what, reason] : series.missing) {
      out << series.symbol << ' ' << what << ": " << reason << '\n';
    }
  }
}

void print(const std::vector<platform::CheckAnswer>& checks, std::ostream& out) {
  Table table({"check", "severity", "finds", "by"});
  for (const auto& check : checks) {
    std::string parameters;
    for (const auto& each : check.parameters) {
      parameters +=
          fmt::format("{}{} {}", parameters.empty() ? "" : ", ", each.name, figure(each.value));
    }
    table.add({check.name, std::string(to_word(check.severity)), check.finds, parameters});
  }
  table.print(out);
}

template <class Answer>
void show(const Context& context, const Arguments& arguments, const Answer& answer) {
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
}

Result<void> quality_of_file(const Context& context, const Arguments& arguments,
                             const std::string& path) {
  NAUTILUS_TRY(const auto query, read_options<platform::QualityQuery>(arguments));
  const platform::IngestQuery file{.symbol = query.symbol, .timeframe = query.timeframe};
  const SystemClock clock;
  const Interrupt interrupt;
  auto answer = platform::check_file(path, file, query, clock, interrupt.token());
  if (!answer) return std::move(answer).error().in(path);
  show(context, arguments, *answer);
  return {};
}

Result<void> quality(const Context& context, const Arguments& arguments) {
  if (arguments.options.contains("checks")) {
    show(context, arguments, platform::list_checks());
    return {};
  }
  if (const auto csv = arguments.options.find("csv"); csv != arguments.options.end()) {
    return quality_of_file(context, arguments, csv->second.back());
  }
  NAUTILUS_TRY(const auto query, read_options<platform::QualityQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().quality().quality(query));
  show(context, arguments, answer);
  return {};
}

}  // namespace

Command quality_command() {
  Command command;
  command.name = "quality";
  command.summary = "What is odd about bars: gaps, spikes, stale prices, unknown splits";
  command.help =
      "Checks the bars held, of one symbol or of all, and shows what was odd about the rows as\n"
      "they came in. Everything is told, nothing is repaired. With --csv a file is checked that\n"
      "is not stored: --symbol and --timeframe are then those of its rows.\n\n"
      "  nautilus-ml quality\n"
      "  nautilus-ml quality --symbol QQQ --calendar XNYS\n"
      "  nautilus-ml quality --csv vix.csv --symbol VIX --json\n"
      "  nautilus-ml quality --checks";
  command.options = options_of<platform::QualityQuery>();
  command.options.push_back({"csv", "Check this CSV file instead, and store nothing", ""});
  command.options.push_back({"checks", "List the checks and what they decide by", "", true});
  command.settings = {"data_dir", "database_url"};
  command.run = quality;
  return command;
}

}  // namespace nautilus::cli
