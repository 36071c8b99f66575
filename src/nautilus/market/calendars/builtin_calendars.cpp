// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/builtin_calendars.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

constexpr std::array<std::string_view, 4> kNames{"XNYS", "CMES", "FX", "24/7"};
constexpr std::string_view kContinuousInPath = "24-7";

using Shared = Result<CalendarPointer>;

/// Each is laid out when first asked for: a process that knows none pays for none.
const Shared& shared(std::size_t which) {
  switch (which) {
    case 0: {
      static const Shared xnys = make_calendar(xnys_rules());
      return xnys;
    }
    case 1: {
      static const Shared cmes = make_calendar(cmes_rules());
      return cmes;
    }
    case 2: {
      static const Shared fx = make_calendar(fx_rules());
      return fx;
    }
    default: {
      static const Shared continuous = make_calendar(continuous_rules());
      return continuous;
    }
  }
}

}  // namespace

std::span<const std::string_view> builtin_calendar_names() { return kNames; }

Result<CalendarPointer> builtin_calendar(std::string_view name) {
  const auto found = std::ranges::find(kNames, name == kContinuousInPath ? kNames.back() : name);
  if (found == kNames.end()) {
    return Error{ErrorCode::not_found, fmt::format("no calendar '{}' is known, only {}",
                                                   name.substr(0, 40), fmt::join(kNames, ", "))};
  }
  return shared(static_cast<std::size_t>(found - kNames.begin()));
}

}  // namespace nautilus::market
