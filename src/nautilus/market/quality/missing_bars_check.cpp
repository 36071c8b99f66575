// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "nautilus/market/calendars/calendar.hpp"
#include "nautilus/market/quality/check.hpp"

namespace nautilus::market {
namespace {

Finding finding_of(Timestamp before, Timestamp after, std::chrono::nanoseconds step) {
  const auto missing = (after - before) / step - 1;
  return {.check = std::string(missing_bars_check().name),
          .severity = missing_bars_check().severity,
          .from = before + step,
          .to = after - step,
          .count = missing,
          .detail = fmt::format("{} bars missing within a session, between {} and {}", missing,
                                format_timestamp(before), format_timestamp(after))};
}

std::vector<Finding> find_missing_bars(const QualityInput& input) {
  std::vector<Finding> findings;
  const auto& times = input.bars.timestamps;
  const auto step = input.bars.key.timeframe.length();
  if (input.calendar == nullptr || step >= std::chrono::days(1)) return findings;
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] - times[i - 1] < 2 * step) continue;
    const auto* session = input.calendar->session_of(times[i]);
    if (session == nullptr || input.calendar->session_of(times[i - 1]) != session) continue;
    findings.push_back(finding_of(times[i - 1], times[i], step));
  }
  return findings;
}

}  // namespace

const Check& missing_bars_check() {
  static const Check check{"missing_bars",
                           "Bars shorter than a day that are missing between two of one session",
                           Severity::info,
                           {},
                           find_missing_bars};
  return check;
}

}  // namespace nautilus::market
