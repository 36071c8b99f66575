// SPDX-License-Identifier: MIT
#include "nautilus/features/spec.hpp"

#include <string>

#include <fmt/format.h>

namespace nautilus::features {

Result<void> check_below(std::string_view shorter_name, int shorter, std::string_view longer_name,
                         int longer) {
  if (shorter < longer) return {};
  return field_error({std::string(shorter_name)},
                     fmt::format("must be below {} ({}), was {}", longer_name, longer, shorter),
                     "out_of_range");
}

}  // namespace nautilus::features
