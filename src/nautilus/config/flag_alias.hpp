// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace nautilus::config {

/// A second, shorter name of a flag. A struct offers some with `static constexpr auto
/// flag_aliases()`, a range of these.
struct FlagAlias {
  std::string_view name;
  std::string_view flag;
};

}  // namespace nautilus::config
