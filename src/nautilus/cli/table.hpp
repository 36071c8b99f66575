// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace nautilus::cli {

/// A table for people: columns as wide as they need be, numbers to the right.
class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}

  /// REQUIRES: as many cells as the header has.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  void print(std::ostream& out) const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

/// "12.3 %".
std::string percent(double share);

/// "1,234,567.89": money and prices, with as many digits after the point.
std::string amount(double value, int digits = 2);

/// Six significant digits.
std::string figure(double value);

}  // namespace nautilus::cli
