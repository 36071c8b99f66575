// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/calendar_set.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/document.hpp"
#include "nautilus/market/calendars/builtin_calendars.hpp"
#include "nautilus/market/calendars/calendar_file.hpp"

namespace nautilus::market {
namespace {

constexpr std::size_t kMaxFile = 16 << 20;

}  // namespace

Result<CalendarSet> CalendarSet::open(const std::string& path) {
  NAUTILUS_TRY(const auto document, read_document(path, kMaxFile));
  auto calendars = read_calendars(document);
  if (!calendars) return std::move(calendars).error().in(path);
  CalendarSet set;
  set.own_ = *std::move(calendars);
  return set;
}

Result<CalendarPointer> CalendarSet::find(std::string_view name) const {
  const auto own = std::ranges::find(own_, name, [](const auto& each) { return each->name(); });
  if (own != own_.end()) return *own;
  auto builtin = builtin_calendar(name);
  if (builtin || builtin.error().code != ErrorCode::not_found) return builtin;
  return Error{ErrorCode::not_found, fmt::format("no calendar '{}' is known, only {}",
                                                 name.substr(0, 40), fmt::join(names(), ", "))};
}

std::vector<std::string> CalendarSet::names() const {
  const auto builtin = builtin_calendar_names();
  std::vector<std::string> names(builtin.begin(), builtin.end());
  for (const auto& each : own_) names.push_back(each->name());
  return names;
}

}  // namespace nautilus::market
