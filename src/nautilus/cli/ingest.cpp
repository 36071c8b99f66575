// SPDX-License-Identifier: MIT
#include <chrono>
#include <ostream>

#include <fmt/format.h>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/progress.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

/// The answers of several files as one, as the route would give it for them all.
void add(market::IngestReport& all, const market::IngestReport& report) {
  all.accepted += report.accepted;
  all.corrected += report.corrected;
  all.unchanged += report.unchanged;
  all.earlier += report.earlier;
  all.rejected.insert(all.rejected.end(), report.rejected.begin(), report.rejected.end());
}

struct DryRun {
  bool dry_run = false;

  static constexpr auto fields() {
    return std::tuple{
        field("dry_run", &DryRun::dry_run,
              "Say what is understood of the files, and store nothing"),
    };
  }
};

void print(const market::CsvSummary& summary, std::ostream& out) {
  Table columns({"column", "taken for"});
  for (const auto& each : summary.columns) {
    columns.add({each.name, each.meaning.empty() ? "passed over" : each.meaning});
  }
  columns.print(out);
  const auto separator = summary.separator == "\t" ? "tab" : summary.separator;
  out << fmt::format("separator {}, {}, times {}{}, decimals after {}\n", separator,
                     summary.has_names ? "columns named by the first line" : "no line of names",
                     to_word(summary.date_form), summary.zone ? " in " + *summary.zone : "",
                     summary.decimal);
  out << fmt::format("{} bars, {}, {} at the time of the row above, {} rejected\n", summary.bars,
                     summary.order, summary.duplicates, summary.rejected.size());
  if (summary.first) {
    out << fmt::format("{} to {}{}\n", format_timestamp(*summary.first),
                       format_timestamp(*summary.last),
                       summary.spacing ? ", mostly " + summary.spacing->name() + " apart" : "");
  }
  for (const auto& each : summary.rejected) {
    out << fmt::format("row {}, {}: {}\n", each.index, each.field, each.reason);
  }
}

Result<void> show(const Context& context, const Arguments& arguments,
                  const platform::FileIngestQuery& query) {
  const SystemClock clock;
  for (const auto& path : arguments.positionals) {
    auto summary = platform::MarketDesk::summarise_file(path, query, clock.now());
    if (!summary) return std::move(summary).error().in(path);
    if (arguments.json) {
      context.out << json::write(*summary) << '\n';
    } else {
      context.out << path << '\n';
      print(*summary, context.out);
    }
  }
  return {};
}

Result<void> ingest(const Context& context, const Arguments& arguments) {
  if (arguments.positionals.empty()) {
    return field_error({"FILE"}, "name the files to load: nautilus-ml ingest FILE...", "missing");
  }
  NAUTILUS_TRY(const auto query, read_options<platform::FileIngestQuery>(arguments));
  NAUTILUS_TRY(const auto dry, read_options<DryRun>(arguments));
  if (dry.dry_run) return show(context, arguments, query);
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  const Interrupt interrupt;
  market::IngestReport all;
  Table table({"file", "accepted", "corrected", "unchanged", "rejected", "bars/s"});
  for (const auto& path : arguments.positionals) {
    const auto started = std::chrono::steady_clock::now();
    const auto progress = progress_on_terminal("bytes of " + path, session->clock());
    auto report = session->engine().market().ingest_file(Session::actor(), path, query, *progress,
                                                         interrupt.token());
    if (!report) return std::move(report).error().in(path);
    add(all, *report);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    const auto bars = report->accepted + report->corrected + report->unchanged;
    table.add({path, amount(static_cast<double>(report->accepted), 0),
               amount(static_cast<double>(report->corrected), 0),
               amount(static_cast<double>(report->unchanged), 0),
               amount(static_cast<double>(report->rejected.size()), 0),
               amount(static_cast<double>(bars) / elapsed.count(), 0)});
  }
  if (arguments.json) {
    context.out << json::write(all) << '\n';
  } else {
    table.print(context.out);
  }
  return {};
}

}  // namespace

Command ingest_command() {
  Command command;
  command.name = "ingest";
  command.summary = "Load bars from CSV files into the data folder";
  command.help =
      "Reads CSV files whose first line names the columns (date, open, high, low, close, volume;\n"
      "symbol, timeframe and known_at where there are; any order and case). A file is stored whole "
      "or, at\n"
      "the first wrong line, not at all. Loading a file again changes nothing; a bar with other\n"
      "values replaces the one held, and the correction is recorded. With --partial the sound\n"
      "rows are stored and the others kept as findings; with --source bars join those of another\n"
      "source, and rounding is no correction. `quality` shows what was found.\n\n"
      "Separator, form of times and numbers are found out, gzip too; what cannot be is asked for "
      "by\n"
      "the name of the option that tells it. --dry-run shows what is understood.\n\n"
      "  nautilus-ml ingest SP500.csv --symbol SP500\n"
      "  nautilus-ml ingest AAPL.csv.gz --symbol AAPL --timeframe 1m --zone America/New_York\n"
      "  nautilus-ml ingest minutes/*.csv --timeframe 1m --data-dir /var/lib/nautilus-ml";
  command.options = options_of<platform::FileIngestQuery>();
  for (auto& each : options_of<DryRun>()) command.options.push_back(std::move(each));
  command.positional = "FILE";
  command.positional_help = "CSV files";
  command.settings = {"data_dir", "database_url", "market"};
  command.run = ingest;
  return command;
}

}  // namespace nautilus::cli
