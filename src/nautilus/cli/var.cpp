// SPDX-License-Identifier: MIT
#include <ostream>

#include "nautilus/base/json_read.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

struct VarOptions {
  std::optional<std::string> portfolio;
  std::string portfolio_id = "default";

  static constexpr auto fields() {
    using O = VarOptions;
    return std::tuple{
        field("portfolio", &O::portfolio,
              "Quantities as JSON, such as '{\"AAPL\": 100}'; unset takes the stored portfolio"),
        field("portfolio_id", &O::portfolio_id, "Name of the stored portfolio", sized(1, 64)),
    };
  }
};

Result<platform::VarRequest> request_of(const VarOptions& options) {
  platform::VarRequest request{.portfolio_id = options.portfolio_id};
  if (!options.portfolio) return request;
  auto shares = json::read_text<platform::Shares>(*options.portfolio);
  if (!shares) return std::move(shares).error().in("portfolio");
  request.portfolio = *std::move(shares);
  return request;
}

void print(const platform::VarAnswer& answer, std::ostream& out) {
  const auto& analysis = answer.scenario_analysis;
  out << "Portfolio '" << answer.portfolio_id << "' at the prices of "
      << format_timestamp(answer.timestamp) << ", worth " << amount(answer.portfolio_value)
      << "\n\n";
  Table figures({"figure", "amount", "share"});
  const auto share = [&](double value) {
    return answer.portfolio_value > 0 ? percent(value / answer.portfolio_value) : "";
  };
  figures.add({"value at risk", amount(answer.value_at_risk), share(answer.value_at_risk)});
  figures.add(
      {"expected shortfall", amount(answer.expected_shortfall), share(answer.expected_shortfall)});
  figures.print(out);
  out << "\n"
      << percent(answer.confidence_level) << " confidence over " << answer.horizon_days
      << " trading day(s), " << answer.method << ", " << analysis.observations << " scenarios from "
      << format_date(analysis.window.from) << " to " << format_date(analysis.window.to) << "\n\n";
  Table components({"symbol", "component VaR", "component ES"});
  for (const auto& [symbol, value] : answer.component_var) {
    components.add({symbol, amount(value), amount(answer.component_expected_shortfall.at(symbol))});
  }
  if (!components.empty()) components.print(out);
  for (const auto& warning : answer.warnings) out << "\nWARNING: " << warning << '\n';
}

Result<void> value_at_risk(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::VarQuery>(arguments));
  NAUTILUS_TRY(const auto options, read_options<VarOptions>(arguments));
  NAUTILUS_TRY(const auto request, request_of(options));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto answer, session->engine().risk().value_at_risk(query, request));
  arguments.json ? void(context.out << json::write(answer) << '\n') : print(answer, context.out);
  return {};
}

}  // namespace

Command var_command() {
  Command command;
  command.name = "var";
  command.summary = "Value at risk and expected shortfall of a portfolio";
  command.help =
      "Losses are positive, in account currency. Historical simulation replays what the positions\n"
      "would have lost on the days held.\n\n"
      "  nautilus-ml var --method historical\n"
      "  nautilus-ml var --method historical --confidence-level 0.99 --horizon-days 10 \\\n"
      "      --portfolio '{\"AAPL\": 100, \"GE\": -50}'";
  command.options = options_of<platform::VarQuery>();
  for (auto& each : options_of<VarOptions>()) command.options.push_back(std::move(each));
  command.settings = {"data_dir", "database_url", "market", "risk"};
  command.run = value_at_risk;
  return command;
}

}  // namespace nautilus::cli
