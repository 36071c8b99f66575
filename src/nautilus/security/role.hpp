// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "nautilus/base/field.hpp"

namespace nautilus::security {

/// What the holder of a key may do. A reader looks; a trader also brings in bars and positions;
/// risk is for limits, and while there are none a reader too; an admin does everything.
enum class Role {
  reader,
  trader,
  risk,
  admin
};

inline constexpr std::array<std::string_view, 4> kRoleWords{"reader", "trader", "risk", "admin"};
constexpr std::span<const std::string_view> enum_words(Role /*unused*/) { return kRoleWords; }

/// Whether the holder of one role may do what needs another. Trader and risk stand side by side:
/// who trades must not be able to loosen the limits of the trade.
constexpr bool allows(Role held, Role needed) {
  return held == needed || held == Role::admin || needed == Role::reader;
}

}  // namespace nautilus::security
