// SPDX-License-Identifier: MIT
#include "nautilus/portfolio/portfolio.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace nautilus::portfolio {
namespace {

bool is_currency(std::string_view code) {
  return code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_name(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view(" ._:-").find(c) != std::string_view::npos;
  });
}

}  // namespace

Result<void> check(const Portfolio& portfolio) {
  if (!is_name(portfolio.portfolio_id)) {
    return field_error({"portfolio_id"}, "may hold letters, digits, blanks and . _ : - only",
                       "not_allowed");
  }
  if (!is_currency(portfolio.base_currency)) {
    return field_error(
        {"base_currency"},
        fmt::format("must be three capital letters such as USD, was '{}'", portfolio.base_currency),
        "not_allowed");
  }
  for (const auto& [currency, amount] : portfolio.cash) {
    if (currency == portfolio.base_currency) continue;
    return field_error({"cash", currency},
                       fmt::format("must be in the base currency {}: no exchange rates are held",
                                   portfolio.base_currency),
                       "not_allowed");
  }
  return {};
}

}  // namespace nautilus::portfolio
