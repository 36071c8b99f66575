// SPDX-License-Identifier: MIT
#include "nautilus/cli/table.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace nautilus::cli {
namespace {

bool looks_like_a_number(const std::string& cell) {
  return !cell.empty() &&
         (std::isdigit(static_cast<unsigned char>(cell.front())) != 0 ||
          (cell.size() > 1 && cell.front() == '-')) &&
         cell.find_first_not_of("0123456789.,-+e %") == std::string::npos;
}

}  // namespace

void Table::print(std::ostream& out) const {
  std::vector<std::size_t> widths(header_.size());
  std::vector<bool> numeric(header_.size(), true);
  for (std::size_t column = 0; column < header_.size(); ++column) {
    widths[column] = header_[column].size();
    for (const auto& row : rows_) {
      widths[column] = std::max(widths[column], row[column].size());
      numeric[column] = numeric[column] && looks_like_a_number(row[column]);
    }
  }
  const auto print_row = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      line += numeric[column] ? fmt::format("{:>{}}  ", cells[column], widths[column])
                              : fmt::format("{:<{}}  ", cells[column], widths[column]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  };
  print_row(header_);
  for (const auto& row : rows_) print_row(row);
}

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string amount(double value, int digits) {
  auto text = fmt::format("{:.{}f}", value, digits);
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (auto at = point; at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string figure(double value) { return fmt::format("{:.6g}", value); }

}  // namespace nautilus::cli
