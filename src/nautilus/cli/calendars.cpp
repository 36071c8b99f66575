// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/base/clock.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/table.hpp"
#include "nautilus/platform/calendar_desk.hpp"
#include "nautilus/platform/engine.hpp"

namespace nautilus::cli {
namespace {

struct SpanOptions {
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;

  static constexpr auto fields() {
    return std::tuple{
        field("from", &SpanOptions::from, "First date, included; today where unset"),
        field("to", &SpanOptions::to, "Last date, included; 30 days later where unset"),
    };
  }
};

Result<void> list(const Context& context, const Arguments& arguments,
                  const platform::CalendarDesk& desk) {
  NAUTILUS_TRY(const auto answer, desk.calendars());
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"calendar", "zone", "first", "last", "sessions a year"});
  for (const auto& each : answer.calendars) {
    table.add({each.name, each.zone, each.first, each.last, amount(each.sessions_per_year, 0)});
  }
  table.print(context.out);
  return {};
}

Result<void> sessions(const Context& context, const Arguments& arguments,
                      const platform::CalendarDesk& desk) {
  NAUTILUS_TRY(const auto span, read_options<SpanOptions>(arguments));
  NAUTILUS_TRY(const auto answer,
               desk.sessions({arguments.positionals.front(), span.from, span.to}));
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"date", "open", "close"});
  for (const auto& each : answer.sessions) {
    table.add({each.date, format_timestamp(each.open), format_timestamp(each.close)});
  }
  table.print(context.out);
  return {};
}

/// Calendars need no data folder, so no engine is opened.
Result<void> calendars(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto set, platform::open_calendars(context.settings.market));
  const SystemClock clock;
  const platform::CalendarDesk desk(set, clock);
  if (arguments.positionals.size() > 1) {
    return field_error({"NAME"}, "name one calendar", "not_allowed");
  }
  return arguments.positionals.empty() ? list(context, arguments, desk)
                                       : sessions(context, arguments, desk);
}

}  // namespace

Command calendars_command() {
  Command command;
  command.name = "calendars";
  command.summary = "List trading calendars, or the sessions of one";
  command.help =
      "Needs no data folder. The setting market.calendars names a file of your own.\n\n"
      "  nautilus-ml calendars\n"
      "  nautilus-ml calendars XNYS --from 2020-11-23 --to 2020-11-30";
  command.options = options_of<SpanOptions>();
  command.positional = "NAME";
  command.positional_help = "a calendar";
  command.settings = {"market"};
  command.run = calendars;
  return command;
}

}  // namespace nautilus::cli
