// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/text.hpp"
#include "nautilus/base/time.hpp"

/// Price histories that tests and benchmarks read in place; nothing of the product includes this.
namespace nautilus::regime::detail {

struct History {
  std::vector<Timestamp> timestamps;
  std::vector<std::string> dates;
  std::vector<double> closes;
};

/// The cells of a comma-separated file below its header; none if there is no such file.
inline std::vector<std::vector<std::string>> read_cells(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    for (const std::string_view cell : split(trimmed(line), ',')) cells.emplace_back(cell);
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// Daily closes of the S&P 500 from the first to the last date, both included. The file holds
/// single precision written out in full; rounded to six decimals it is the published price.
inline History sp500(const std::string& shared, std::string_view from, std::string_view to) {
  History history;
  for (const auto& cells : read_cells(shared + "/data/sp500_long/gspc_long.csv")) {
    if (cells[0] < from || cells[0] > to) continue;
    const auto at = parse_timestamp(cells[0]);
    const auto close = parse_number(cells[4]);
    if (!at || !close) continue;
    history.timestamps.push_back(*at);
    history.dates.push_back(cells[0]);
    history.closes.push_back(std::round(*close * 1e6) / 1e6);
  }
  return history;
}

}  // namespace nautilus::regime::detail
