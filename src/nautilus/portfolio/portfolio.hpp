// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"

namespace nautilus::portfolio {

/// What is held: quantities by symbol, negative for shorts, and cash by currency.
struct Portfolio {
  std::string portfolio_id = "default";
  std::string base_currency = "USD";
  std::map<std::string, double> positions;
  std::map<std::string, double> cash;

  friend bool operator==(const Portfolio&, const Portfolio&) = default;

  static constexpr auto fields() {
    using P = Portfolio;
    return std::tuple{
        field("portfolio_id", &P::portfolio_id, "Name of the portfolio", sized(1, 64)),
        field("base_currency", &P::base_currency, "Currency that money is counted in", sized(3, 3)),
        required_field("positions", &P::positions, "Quantity by symbol; negative for shorts",
                       sized(0, 100'000)),
        field("cash", &P::cash, "Amount by currency", sized(0, 64)),
    };
  }
};

/// Checks what a type cannot: currencies are three capital letters, and cash is in the base
/// currency, for no exchange rates are held. Errors: invalid_argument naming the field.
Result<void> check(const Portfolio& portfolio);

}  // namespace nautilus::portfolio
