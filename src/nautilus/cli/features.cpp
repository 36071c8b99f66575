// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <limits>
#include <ostream>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/cli/outside_features.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"
#include "nautilus/platform/bars_file.hpp"
#include "nautilus/platform/feature_inputs.hpp"
#include "nautilus/platform/training_table_csv.hpp"

namespace nautilus::cli {
namespace {

struct FeatureOptions {
  std::vector<std::string> groups;
  bool catalog = false;
  bool all = false;

  static constexpr auto fields() {
    using O = FeatureOptions;
    return std::tuple{
        field("groups", &O::groups, "Groups to compute, comma-separated; all where unset"),
        field("catalog", &O::catalog, "List what can be computed instead"),
        field("all", &O::all, "The features after every bar, as CSV or JSON"),
    };
  }
};

/// Its own option, for a formula has commas, at which other options that are lists are split.
struct ExpressionOption {
  std::string expression;

  static constexpr auto fields() {
    return std::tuple{field("expression", &ExpressionOption::expression,
                            "A feature of your own, NAME=FORMULA; may be repeated")};
  }
};

/// A program of the user's instead of the catalogue. On the command line only: it runs as the user.
struct CommandOptions {
  std::optional<std::string> command;
  int command_seconds = 60;

  static constexpr auto fields() {
    using O = CommandOptions;
    return std::tuple{
        field("command", &O::command,
              "audit --csv: a shell command that reads bars and writes columns of features, as CSV",
              sized(1, 4096)),
        field("command_seconds", &O::command_seconds, "How long it may take each time",
              between(1, 3600)),
    };
  }
};

Result<features::NamedExpressions> expressions_of(const Arguments& arguments) {
  features::NamedExpressions expressions;
  const auto given = arguments.options.find("expression");
  if (given == arguments.options.end()) return expressions;
  for (const std::string& each : given->second) {
    const auto equals = each.find('=');
    if (equals == std::string::npos) {
      return field_error({"expression"}, "must be NAME=FORMULA, found '" + each + "'", "malformed");
    }
    const std::string name(trimmed(std::string_view(each).substr(0, equals)));
    if (!expressions.emplace(name, each.substr(equals + 1)).second) {
      return field_error({"expression"}, "names '" + name + "' twice", "repeated");
    }
  }
  return expressions;
}

void print(const platform::FeaturesAnswer& answer, std::ostream& out) {
  out << answer.symbol << " features after the bar known at " << format_timestamp(answer.timestamp)
      << ", from " << answer.window.bars << " bars\n\n";
  Table table({"group", "feature", "value"});
  for (const auto& [group, values] : answer.features) {
    for (const auto& [name, value] : values) table.add({group, name, figure(value)});
  }
  table.print(out);
  for (const auto& [name, reason] : answer.missing) out << name << ": " << reason << '\n';
}

void print(const features::FeatureCatalog& catalog, std::ostream& out) {
  Table table({"group", "feature", "indicator", "warm-up"});
  for (const auto& each : catalog.features) {
    table.add({std::string(to_word(each.group)), each.name, each.indicator,
               std::to_string(each.warm_up)});
  }
  table.print(out);
}

Result<void> list_catalog(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto own, platform::own_features(context.settings.features));
  NAUTILUS_TRY(const auto catalog, features::describe_catalog(own));
  arguments.json ? void(context.out << json::write(catalog) << '\n') : print(catalog, context.out);
  return {};
}

std::string cell(const std::optional<double>& value) { return value ? json::write(*value) : ""; }

/// As CSV, which is what other tools read.
void print(const platform::FeatureTableAnswer& answer, std::ostream& out) {
  out << "timestamp,known_at";
  for (const auto& name : answer.features) out << ',' << name;
  out << '\n';
  for (const auto& bar : answer.bars) {
    out << format_timestamp(bar.timestamp) << ',' << format_timestamp(bar.known_at);
    for (const auto& value : bar.values) out << ',' << cell(value);
    out << '\n';
  }
}

void print(const platform::FeatureAuditAnswer& answer, std::ostream& out) {
  out << fmt::format(
      "{} {}: {} features of {} bars, {} truncations and {} appends, seed {}; {} values compared\n",
      answer.symbol, answer.timeframe.name(), answer.features, answer.bars, answer.truncations,
      answer.appends, answer.seed, answer.compared);
  if (answer.look_ahead.empty()) {
    if (answer.compared > 0) out << "no value changed when later bars were known\n";
  } else {
    Table table({"feature", "looks ahead", "bar", "before", "after", "found by"});
    for (const auto& each : answer.look_ahead) {
      table.add({each.feature, fmt::format("{} bars", each.bars_ahead), std::to_string(each.bar),
                 cell(each.before), cell(each.after), each.found_by});
    }
    table.print(out);
  }
  for (const auto& name : answer.uncompared) {
    out << name << ": not compared, for it has no value on these bars; audit more of them\n";
  }
  for (const auto& [name, reason] : answer.missing) out << name << ": " << reason << '\n';
}

template <class Answer>
void show(const Context& context, const Arguments& arguments, const Answer& answer) {
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
}

/// A certificate that is none ends the command with an error, so that a script notices.
Result<void> show_audit(const Context& context, const Arguments& arguments,
                        const platform::FeatureAuditAnswer& answer) {
  show(context, arguments, answer);
  if (answer.passed) return {};
  if (answer.look_ahead.empty()) {
    const auto which = answer.uncompared.empty()
                           ? std::string("the features")
                           : fmt::format("{}", fmt::join(answer.uncompared, ", "));
    return Error{
        ErrorCode::insufficient_data,
        fmt::format("{} could not be compared: no value on these {} bars", which, answer.bars)};
  }
  std::vector<std::string> names;
  for (const auto& each : answer.look_ahead) names.push_back(each.feature);
  return Error{ErrorCode::conflict, fmt::format("{} look ahead", fmt::join(names, ", "))};
}

/// What is asked of the features of bars, wherever those are.
struct Question {
  platform::FeatureAuditQuery query;
  platform::FeaturesRequest request;
  CommandOptions outside;
  bool audit = false;
  bool table = false;
  bool all = false;
};

Result<Question> question_of(const Arguments& arguments) {
  Question question;
  NAUTILUS_TRY(const auto options, read_options<FeatureOptions>(arguments));
  NAUTILUS_TRY(question.query, read_options<platform::FeatureAuditQuery>(arguments));
  if (arguments.options.contains("groups")) question.request.feature_groups = options.groups;
  NAUTILUS_TRY(question.request.expressions, expressions_of(arguments));
  NAUTILUS_TRY(question.outside, read_options<CommandOptions>(arguments));
  question.all = options.all;
  for (const auto& each : arguments.positionals) {
    if (each != "audit" && each != "table") {
      return field_error({"PART"}, "must be audit or table", "not_allowed");
    }
    (each == "audit" ? question.audit : question.table) = true;
    if (question.audit && question.table) {
      return field_error({"PART"}, "must be audit or table, not both", "not_allowed");
    }
  }
  return question;
}

Result<void> audit_outside(const Context& context, const Arguments& arguments,
                           const Question& question, const market::BarSeries& bars,
                           const std::stop_token& stop) {
  const auto& [query, command] = std::tie(question.query, *question.outside.command);
  const platform::FeatureInputs inputs(bars);
  const auto newest = std::min(bars.size(), static_cast<std::size_t>(query.newest_bars));
  const auto first = bars.size() - newest;
  const FilterLimits limits{.time = std::chrono::seconds(question.outside.command_seconds)};
  platform::FeatureAuditAnswer answer;
  NAUTILUS_TRY(static_cast<features::AuditReport&>(answer),
               audit_command(command, inputs.columns().slice(first, newest), query, limits, stop));
  answer.symbol = bars.key.symbol;
  answer.timeframe = bars.key.timeframe;
  answer.window = {bars.available_at(first), bars.available_at(bars.size() - 1), answer.bars};
  answer.feature_set_version = to_hex(fingerprint(command));
  return show_audit(context, arguments, answer);
}

/// Without server and data folder: the bars are those of a file.
Result<void> of_file(const Context& context, const Arguments& arguments, const Question& question,
                     const platform::BarsFileQuery& file) {
  const auto& query = question.query;
  if (query.adjustment) {
    return field_error({"adjustment"}, "goes with bars held; those of a file are taken as they are",
                       "not_allowed");
  }
  const Interrupt interrupt;
  platform::PriceHistory history;
  auto bars =
      platform::read_bars_file(file, query.symbol, query.timeframe, query.as_of, interrupt.token());
  if (!bars) return std::move(bars).error().in(*file.csv);
  history.bars = *std::move(bars);
  if (question.outside.command) {
    return audit_outside(context, arguments, question, history.bars, interrupt.token());
  }
  NAUTILUS_TRY(const auto own, platform::own_features(context.settings.features));
  NAUTILUS_TRY(auto wanted, platform::wanted_features(question.request, own));
  NAUTILUS_TRY(auto computation,
               platform::FeatureComputation::make(
                   history, std::move(wanted), [](const auto& references, const auto& of_file) {
                     return platform::join_to_file(references, of_file);
                   }));
  const SystemClock clock;
  const Cancellation cancellation(interrupt.token(), clock, kLatest);
  if (question.audit) {
    NAUTILUS_TRY(const auto answer, computation.audit(query, cancellation));
    return show_audit(context, arguments, answer);
  }
  if (question.all) {
    NAUTILUS_TRY(const auto answer, computation.every_bar(cancellation));
    show(context, arguments, answer);
    return {};
  }
  NAUTILUS_TRY(const auto answer, computation.last(cancellation));
  show(context, arguments, answer);
  return {};
}

/// A symbol at a time, so that the whole table need not fit into memory: as CSV, or one JSON object
/// a line for each symbol.
Result<void> print_table(const Context& context, const Arguments& arguments,
                         const Question& question) {
  NAUTILUS_TRY(const auto query, read_options<platform::TrainingTableQuery>(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  const Interrupt interrupt;
  const bool labelled = query.horizon_bars.has_value();
  const auto& own = session->engine().features();
  NAUTILUS_TRY(const auto names, own.names(question.request));
  if (!arguments.json) context.out << platform::csv_header(names, labelled);
  const auto take = [&](const platform::TrainingBlock& block) -> Result<void> {
    std::string text;
    if (arguments.json) {
      text = json::write(block) + "\n";
    } else {
      platform::append_csv(text, block, labelled);
    }
    context.out << text;
    for (const auto& [name, reason] : block.missing) {
      context.err << block.symbol << ' ' << name << ": " << reason << '\n';
    }
    return {};
  };
  return session->engine().features().training_table(
      query, question.request, std::numeric_limits<std::size_t>::max(),
      {interrupt.token(), session->clock(), kLatest}, take);
}

Result<void> of_bars_held(const Context& context, const Arguments& arguments,
                          const Question& question) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  auto& desk = session->engine().features();
  const auto& query = question.query;
  const Interrupt interrupt;
  const Cancellation cancellation(interrupt.token(), session->clock(), kLatest);
  if (question.audit) {
    NAUTILUS_TRY(const auto answer, desk.audit(query, question.request, cancellation));
    return show_audit(context, arguments, answer);
  }
  if (question.all) {
    NAUTILUS_TRY(const auto answer, desk.every_bar(query, question.request, cancellation));
    show(context, arguments, answer);
    return {};
  }
  NAUTILUS_TRY(const auto answer, desk.compute(query, question.request, cancellation));
  show(context, arguments, answer);
  return {};
}

Result<void> features(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto options, read_options<FeatureOptions>(arguments));
  if (options.catalog) return list_catalog(context, arguments);
  NAUTILUS_TRY(const auto question, question_of(arguments));
  NAUTILUS_TRY(const auto file, read_options<platform::BarsFileQuery>(arguments));
  if (question.outside.command && !(question.audit && file.csv)) {
    return field_error({"command"}, "goes with audit --csv FILE", "not_allowed");
  }
  if (question.table && file.csv) {
    return field_error({"csv"}, "goes without table; --all gives every bar of a file",
                       "not_allowed");
  }
  if (question.table) return print_table(context, arguments, question);
  if (file.csv) return of_file(context, arguments, question, file);
  return of_bars_held(context, arguments, question);
}

}  // namespace

Command features_command() {
  Command command;
  command.name = "features";
  command.summary = "Compute the features of a symbol";
  command.help =
      "Prints every feature after the newest bar held, or after the newest known at --as-of.\n\n"
      "  nautilus-ml features --symbol SP500\n"
      "  nautilus-ml features --symbol AAPL --groups trend,momentum --as-of 2014-06-06\n"
      "  nautilus-ml features --symbol SP500 --expression 'pull=close / sma(close, 20) - 1'\n"
      "  nautilus-ml features --csv SP500.csv --all > features.csv\n"
      "  nautilus-ml features table --symbols AAPL,SPY --from 2010-01-01 --horizon-bars 5\n"
      "  nautilus-ml features audit --symbol SP500 --truncations 500\n"
      "  nautilus-ml features audit --csv SP500.csv --command 'python3 my_features.py'\n"
      "  nautilus-ml features --catalog\n\n"
      "With --csv the bars are those of a file, and neither server nor data folder is needed. "
      "`audit`\n"
      "computes the features anew from bars cut at random places, names each that changes, and "
      "ends\n"
      "with an error if one does or a formula has nothing to compare. `table` gives every bar the\n"
      "features that were known at its close, to learn from.";
  command.options = options_of<platform::FeatureAuditQuery>();
  for (auto& each : options_of<platform::BarsFileQuery>()) {
    command.options.push_back(std::move(each));
  }
  for (auto& each : options_of<platform::TrainingTableQuery>()) {
    if (std::ranges::find(command.options, each.name, &Option::name) != command.options.end()) {
      continue;  // Both have a timeframe.
    }
    command.options.push_back(std::move(each));
  }
  for (auto& each : options_of<FeatureOptions>()) command.options.push_back(std::move(each));
  for (auto& each : options_of<CommandOptions>()) command.options.push_back(std::move(each));
  for (auto& each : options_of<ExpressionOption>()) command.options.push_back(std::move(each));
  command.settings = {"data_dir", "database_url", "market", "features.expressions_file",
                      "features.plugin_folder"};
  command.positional = "PART";
  command.positional_help = "audit or table";
  command.run = features;
  return command;
}

}  // namespace nautilus::cli
