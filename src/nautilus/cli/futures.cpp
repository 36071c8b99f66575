// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/base/file.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

constexpr std::size_t kMostBytes = 16 << 20;

Result<void> list(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().futures().list());
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"name", "timeframe", "rule", "adjustment", "contracts"});
  for (const auto& each : answer.futures) {
    table.add({each.name, each.timeframe.name(), std::string(to_word(each.rule)),
               std::string(to_word(each.adjustment)), std::to_string(each.contracts.size())});
  }
  table.print(context.out);
  return {};
}

Result<void> define(const Context& context, const Arguments& arguments, const std::string& path) {
  NAUTILUS_TRY(const auto text, read_file(path, kMostBytes));
  auto future = json::read_text<market::ContinuousFuture>(text);
  if (!future) return std::move(future).error().in(path);
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  auto stored = session->engine().futures().put(Session::actor(), *future);
  if (!stored) return std::move(stored).error().in(path);
  arguments.json ? void(context.out << json::write(*stored) << '\n')
                 : void(context.out << "defined " << stored->name << '\n');
  return {};
}

Result<void> show(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::FutureBarsQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().futures().bars(query));
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
    return {};
  }
  Table table({"open time", "contract", "open", "high", "low", "close", "volume", "roll"});
  for (const auto& each : answer.bars) {
    table.add({format_timestamp(each.timestamp), each.contract, figure(each.open),
               figure(each.high), figure(each.low), figure(each.close), figure(each.volume),
               each.roll ? "roll" : ""});
  }
  table.print(context.out);
  for (const auto& [symbol, reason] : answer.missing) {
    context.out << symbol << ": " << reason << '\n';
  }
  return {};
}

Result<void> futures(const Context& context, const Arguments& arguments) {
  const auto& words = arguments.positionals;
  if (words.size() == 2 && words.front() == "define") return define(context, arguments, words[1]);
  if (!words.empty()) {
    return field_error({"futures"}, "there is only define FILE, or nothing", "not_allowed");
  }
  return arguments.options.empty() ? list(context, arguments) : show(context, arguments);
}

}  // namespace

Command futures_command() {
  Command command;
  command.name = "futures";
  command.summary = "Define continuous futures, list them, or show their bars";
  command.help =
      "A definition is a JSON file as the route takes it: name, contracts in the order of expiry,\n"
      "rule (days_before_expiry, volume_crossover, fixed_dates) and adjustment (ratio,\n"
      "difference, none).\n\n"
      "  nautilus-ml futures define es.json\n"
      "  nautilus-ml futures --name ES --as-of 2020-03-10T21:00:00Z";
  command.options = options_of<platform::FutureBarsQuery>();
  command.positional = "PART";
  command.positional_help = "define FILE";
  command.settings = {"data_dir", "database_url"};
  command.run = futures;
  return command;
}

}  // namespace nautilus::cli
