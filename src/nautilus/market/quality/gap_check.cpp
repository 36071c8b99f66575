// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "nautilus/market/calendars/gaps.hpp"
#include "nautilus/market/quality/check.hpp"

namespace nautilus::market {
namespace {

Finding finding_of(const Gap& gap, const Calendar& calendar) {
  return {.check = std::string(gap_check().name),
          .severity = gap_check().severity,
          .from = gap.from,
          .to = gap.to,
          .count = gap.sessions,
          .detail = fmt::format("{} sessions of {} without a bar, {} to {}", gap.sessions,
                                calendar.name(), format_date(gap.from), format_date(gap.to))};
}

std::vector<Finding> find_gaps(const QualityInput& input) {
  std::vector<Finding> findings;
  if (input.calendar == nullptr) return findings;
  if (input.bars.key.timeframe.length() > std::chrono::days(1)) return findings;
  for (const auto& gap : gaps(*input.calendar, input.bars.timestamps)) {
    findings.push_back(finding_of(gap, *input.calendar));
  }
  return findings;
}

}  // namespace

const Check& gap_check() {
  static const Check check{"gap",
                           "Sessions of the calendar without a bar, between the first and the last",
                           Severity::warning,
                           {},
                           find_gaps};
  return check;
}

}  // namespace nautilus::market
