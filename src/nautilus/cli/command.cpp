// SPDX-License-Identifier: MIT
#include "nautilus/cli/command.hpp"

#include <algorithm>

namespace nautilus::cli {

std::string hyphenated(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '_', '-');
  return out;
}

}  // namespace nautilus::cli
