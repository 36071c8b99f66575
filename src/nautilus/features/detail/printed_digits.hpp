// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nautilus/base/text.hpp"

/// How exactly a number is printed; for the values that other projects publish as text.
namespace nautilus::features::testing_published {

/// Half of the last digit after the point of each number in a list, and a little for what half
/// rounds to: not below the rounding of what is computed, and not above `most`, since the zeros at
/// the end of a number are not printed.
inline std::vector<double> half_of_last_digits(std::string_view numbers, double most) {
  std::vector<double> out;
  for (const auto cell : split(numbers, ',')) {
    const auto number = trimmed(cell);
    const auto point = number.find('.');
    const auto digits = point == std::string_view::npos ? 0 : number.size() - point - 1;
    out.push_back(std::clamp(0.501 * std::pow(10.0, -static_cast<double>(digits)), 1e-9, most));
  }
  return out;
}

/// The cells of a column, one after another.
inline std::string column_text(const std::string& path, std::string_view heading) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const std::string first = line;
  const auto names = split(trimmed(first), ',');
  const auto place = static_cast<std::size_t>(std::ranges::find(names, heading) - names.begin());
  std::string text;
  bool is_first = true;
  while (std::getline(file, line)) {
    const auto cells = split(trimmed(line), ',');
    if (!std::exchange(is_first, false)) text += ",";
    if (place < cells.size()) text += cells[place];
  }
  return text;
}

}  // namespace nautilus::features::testing_published
