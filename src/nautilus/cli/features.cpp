// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

struct FeatureOptions {
  std::vector<std::string> groups;
  bool catalog = false;

  static constexpr auto fields() {
    using O = FeatureOptions;
    return std::tuple{
        field("groups", &O::groups, "Groups to compute, comma-separated; all where unset"),
        field("catalog", &O::catalog, "List what can be computed instead"),
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

Result<void> features(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto options, read_options<FeatureOptions>(arguments));
  if (options.catalog) return list_catalog(context, arguments);
  NAUTILUS_TRY(const auto query, read_options<platform::FeaturesQuery>(arguments));
  platform::FeaturesRequest request;
  if (arguments.options.contains("groups")) request.feature_groups = options.groups;
  NAUTILUS_TRY(request.expressions, expressions_of(arguments));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().features().compute(query, request));
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
  return {};
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
      "  nautilus-ml features --catalog";
  command.options = options_of<platform::FeaturesQuery>();
  for (auto& each : options_of<FeatureOptions>()) command.options.push_back(std::move(each));
  for (auto& each : options_of<ExpressionOption>()) command.options.push_back(std::move(each));
  command.settings = {"data_dir", "database_url", "market", "features.expressions_file"};
  command.run = features;
  return command;
}

}  // namespace nautilus::cli
