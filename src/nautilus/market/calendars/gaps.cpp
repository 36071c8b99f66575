// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/gaps.hpp"

namespace nautilus::market {

std::vector<Gap> gaps(const Calendar& calendar, std::span<const Timestamp> opens) {
  std::vector<Gap> found;
  const Session* before = nullptr;
  for (const auto open : opens) {
    const auto* session = calendar.session_of(open);
    if (session == nullptr) continue;
    const auto missing = before == nullptr ? 0 : session - before - 1;
    if (missing > 0) found.push_back({(before + 1)->date, (session - 1)->date, missing});
    before = session;
  }
  return found;
}

}  // namespace nautilus::market
