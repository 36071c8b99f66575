// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

std::string date_or_dash(const std::optional<Timestamp>& at) { return at ? format_date(*at) : "-"; }

std::string count(std::int64_t number) { return amount(static_cast<double>(number), 0); }

void print(const platform::SeriesAnswer& answer, std::ostream& out) {
  if (answer.values.empty()) {
    Table table({"series", "first", "last", "values", "versions", "release lag", "unit", "title"});
    for (const auto& each : answer.series) {
      table.add({each.series_id, date_or_dash(each.first), date_or_dash(each.last),
                 count(each.observations), count(each.versions),
                 each.release_lag ? each.release_lag->name() : "-", each.unit, each.title});
    }
    table.print(out);
    return;
  }
  Table table({"date", "value", "released at"});
  for (const auto& each : answer.values) {
    table.add(
        {format_timestamp(each.date), figure(each.value), format_timestamp(each.released_at)});
  }
  table.print(out);
  if (answer.next_cursor) out << "more with --cursor " << *answer.next_cursor << '\n';
}

void print(const platform::SeriesLoadAnswer& answer, std::ostream& out) {
  Table table({"series", "accepted", "revised", "unchanged", "missing", "rejected"});
  for (const auto& each : answer.series) {
    table.add({each.series_id, count(each.accepted), count(each.revised), count(each.unchanged),
               count(each.skipped), count(std::ssize(each.rejected))});
  }
  table.print(out);
  for (const auto& series : answer.series) {
    for (const auto& each : series.rejected) {
      out << "row " << each.index << " is rejected: " << each.field << ' ' << each.reason << '\n';
    }
  }
}

template <class Answer>
void show(const Context& context, const Arguments& arguments, const Answer& answer) {
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
}

/// `--series` is short for `--series-id`.
Arguments with_series_id(Arguments arguments) {
  if (auto named = arguments.options.extract("series")) {
    auto& ids = arguments.options["series_id"];
    ids.insert(ids.end(), named.mapped().begin(), named.mapped().end());
  }
  return arguments;
}

Result<void> load(const Context& context, const Arguments& arguments) {
  if (arguments.positionals.size() < 2) {
    return field_error({"FILE"}, "name the files to load: nautilus-ml series load FILE...",
                       "missing");
  }
  NAUTILUS_TRY(const auto query, read_options<platform::SeriesLoadQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  const Interrupt interrupt;
  platform::SeriesLoadAnswer all;
  for (std::size_t i = 1; i < arguments.positionals.size(); ++i) {
    const auto& path = arguments.positionals[i];
    auto answer =
        session->engine().series().load_file(Session::actor(), path, query, interrupt.token());
    if (!answer) return std::move(answer).error().in(path);
    for (auto& each : answer->series) all.series.push_back(std::move(each));
  }
  show(context, arguments, all);
  return {};
}

Result<void> series(const Context& context, const Arguments& given) {
  const auto arguments = with_series_id(given);
  if (!arguments.positionals.empty()) {
    if (arguments.positionals.front() == "load") return load(context, arguments);
    return field_error(
        {"series"},
        fmt::format("no such part: '{}'; there is load FILE...", arguments.positionals.front()),
        "not_allowed");
  }
  NAUTILUS_TRY(const auto query, read_options<platform::SeriesQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().series().series(query));
  show(context, arguments, answer);
  return {};
}

}  // namespace

Command series_command() {
  Command command;
  command.name = "series";
  command.summary = "External series: volatility indices, yields, commodities, sentiment";
  command.help =
      "Without a part: the series held, or the values of one as they were public at a time.\n"
      "  load FILE...  stores values from CSV (date, value; or a column a series) or JSON. Each\n"
      "                value needs the time it became public: a column released_at, or the lag\n"
      "                that --release-lag declares. Another value for a date held is a revision,\n"
      "                public from now on; what was public before can still be read.\n\n"
      "  nautilus-ml series load VIXCLS.csv --series VIXCLS --release-lag 1d\n"
      "  nautilus-ml series load macro.csv --series DGS10 --column dgs10 --release-lag P1D\n"
      "  nautilus-ml series load all.csv --release-lag 1d\n"
      "  nautilus-ml series --series VIXCLS --from 2020-03-01 --as-of 2020-04-01";
  command.options = options_of<platform::SeriesQuery>();
  command.options.push_back({"series", "Short for --series-id", ""});
  for (auto& each : options_of<platform::SeriesLoadQuery>()) {
    if (each.name != "series-id") command.options.push_back(std::move(each));
  }
  command.positional = "PART";
  command.positional_help = "load FILE...";
  command.settings = {"data_dir", "database_url"};
  command.run = series;
  return command;
}

}  // namespace nautilus::cli
