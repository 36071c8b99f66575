// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"

namespace nautilus::cli {
namespace {

struct PortfolioOptions {
  std::optional<std::string> positions;
  std::optional<std::string> cash;
  std::string base_currency = "USD";

  static constexpr auto fields() {
    using O = PortfolioOptions;
    return std::tuple{
        field("positions", &O::positions, "set: quantities as JSON, such as '{\"AAPL\": 100}'"),
        field("cash", &O::cash, "set: amounts as JSON, such as '{\"USD\": 5000}'"),
        field("base_currency", &O::base_currency, "set: currency that money is counted in",
              sized(3, 3)),
    };
  }
};

Result<std::map<std::string, double>> amounts_of(const std::optional<std::string>& text,
                                                 std::string_view name) {
  if (!text) return std::map<std::string, double>();
  auto amounts = json::read_text<std::map<std::string, double>>(*text);
  if (!amounts) return std::move(amounts).error().in(name);
  return amounts;
}

void show(const Context& context, const Arguments& arguments,
          const portfolio::Portfolio& portfolio) {
  if (arguments.json) {
    context.out << json::write(portfolio) << '\n';
    return;
  }
  Table table({"what", "quantity"});
  for (const auto& [symbol, quantity] : portfolio.positions) {
    table.add({symbol, amount(quantity, 4)});
  }
  for (const auto& [currency, cash] : portfolio.cash) {
    table.add({fmt::format("cash {}", currency), amount(cash)});
  }
  table.print(context.out);
}

Result<void> set(const Context& context, const Arguments& arguments, const std::string& id) {
  NAUTILUS_TRY(const auto options, read_options<PortfolioOptions>(arguments));
  portfolio::Portfolio portfolio{.portfolio_id = id, .base_currency = options.base_currency};
  NAUTILUS_TRY(portfolio.positions, amounts_of(options.positions, "positions"));
  NAUTILUS_TRY(portfolio.cash, amounts_of(options.cash, "cash"));
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::owner));
  NAUTILUS_TRY(const auto stored, session->engine().portfolios().put(Session::actor(), portfolio));
  show(context, arguments, stored);
  return {};
}

Result<void> portfolio(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto query, read_options<platform::PortfolioQuery>(arguments));
  const auto& words = arguments.positionals;
  if (words.size() == 1 && words.front() == "set") {
    return set(context, arguments, query.portfolio_id);
  }
  if (!words.empty()) return field_error({"portfolio"}, "there is only set", "not_allowed");
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  NAUTILUS_TRY(const auto held, session->engine().portfolios().get(query.portfolio_id));
  show(context, arguments, held);
  return {};
}

}  // namespace

Command portfolio_command() {
  Command command;
  command.name = "portfolio";
  command.summary = "Show or set a stored portfolio";
  command.help =
      "Quantities may be negative (shorts).\n\n"
      "  nautilus-ml portfolio\n"
      "  nautilus-ml portfolio set --positions '{\"AAPL\": 100, \"GE\": 200}' --cash '{\"USD\": "
      "5000}'";
  command.options = options_of<platform::PortfolioQuery>();
  for (auto& each : options_of<PortfolioOptions>()) command.options.push_back(std::move(each));
  command.positional = "PART";
  command.positional_help = "set";
  command.settings = {"data_dir", "database_url", "market"};
  command.run = portfolio;
  return command;
}

}  // namespace nautilus::cli
