// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

struct SetOptions {
  bool partial = false;

  static constexpr auto fields() {
    return std::tuple{field("partial", &SetOptions::partial,
                            "set: store what is sound of a file and say what is not")};
  }
};

std::string period(const market::Instrument& instrument) {
  const auto date = [](const std::optional<Timestamp>& at) { return at ? format_date(*at) : ""; };
  if (!instrument.listed && !instrument.delisted) return "";
  return fmt::format("{}..{}", date(instrument.listed), date(instrument.delisted));
}

void show(const Context& context, const Arguments& arguments,
          const platform::InstrumentsAnswer& answer) {
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return;
  }
  Table table({"instrument", "symbol", "class", "currency", "calendar", "traded"});
  for (const auto& each : answer.instruments) {
    table.add({each.instrument_id, each.symbol, std::string(to_word(each.asset_class)),
               each.currency, each.calendar.value_or(""), period(each)});
  }
  table.print(context.out);
}

void show(const Context& context, const Arguments& arguments, const std::string& path,
          const platform::InstrumentsReport& report) {
  if (arguments.json) {
    context.out << json::write(report) << '\n';
    return;
  }
  for (const auto& each : report.rejected) {
    context.err << fmt::format("{}: {}\n", path, each.reason);
  }
  context.out << fmt::format("{}: {} new, {} corrected, {} unchanged, {} rejected\n", path,
                             report.accepted, report.corrected, report.unchanged,
                             report.rejected.size());
}

Result<void> set(const Context& context, const Arguments& arguments) {
  if (arguments.positionals.size() < 2) {
    return field_error({"FILE"}, "name the files: nautilus-ml instruments set FILE...", "missing");
  }
  NAUTILUS_TRY(const auto options, read_options<SetOptions>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  for (std::size_t i = 1; i < arguments.positionals.size(); ++i) {
    const auto& path = arguments.positionals[i];
    NAUTILUS_TRY(const auto report,
                 session->engine().instruments().put_file(Session::actor(), path, options.partial));
    show(context, arguments, path, report);
  }
  return {};
}

Result<void> instruments(const Context& context, const Arguments& arguments) {
  if (!arguments.positionals.empty()) {
    if (arguments.positionals.front() == "set") return set(context, arguments);
    return field_error({"instruments"}, "there is only set", "not_allowed");
  }
  NAUTILUS_TRY(const auto query, read_options<platform::InstrumentsQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().instruments().instruments(query));
  show(context, arguments, answer);
  return {};
}

}  // namespace

Command instruments_command() {
  Command command;
  command.name = "instruments";
  command.summary = "Show or set what is traded: names in time, venue, calendar";
  command.help =
      "A file is TOML with [[instruments]], or JSON; the first fault is named with its line and\n"
      "nothing is stored, unless --partial.\n\n"
      "  nautilus-ml instruments\n"
      "  nautilus-ml instruments --symbol FB --as-of 2020-01-02\n"
      "  nautilus-ml instruments set instruments.toml";
  command.options = options_of<platform::InstrumentsQuery>();
  for (auto& each : options_of<SetOptions>()) command.options.push_back(std::move(each));
  command.positional = "PART";
  command.positional_help = "set FILE...";
  command.settings = {"data_dir", "database_url", "market"};
  command.run = instruments;
  return command;
}

}  // namespace nautilus::cli
