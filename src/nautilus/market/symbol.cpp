// SPDX-License-Identifier: MIT
#include "nautilus/market/symbol.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

constexpr std::size_t kLongest = 32;

bool is_allowed(char c) {
  constexpr std::string_view marks = "._-^=/";
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         marks.find(c) != std::string_view::npos;
}

}  // namespace

Result<void> check_symbol(std::string_view symbol) {
  if (!symbol.empty() && symbol.size() <= kLongest && std::ranges::all_of(symbol, is_allowed)) {
    return {};
  }
  return field_error(
      {"symbol"},
      fmt::format("must be 1 to 32 letters, digits or . _ - ^ = /, was '{}'", symbol.substr(0, 40)),
      "not_allowed");
}

}  // namespace nautilus::market
