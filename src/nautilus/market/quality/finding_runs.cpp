// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/finding_runs.hpp"

#include <fmt/format.h>

namespace nautilus::market {

void FindingRuns::begin(std::size_t index, std::string detail) {
  findings_.push_back({.check = std::string(check_.name),
                       .severity = check_.severity,
                       .from = bars_.timestamps[index],
                       .detail = std::move(detail)});
}

std::string FindingRuns::example(std::size_t index, const std::string& text) const {
  return fmt::format("{}: {}", format_timestamp(bars_.timestamps[index]), text);
}

}  // namespace nautilus::market
