// SPDX-License-Identifier: MIT
#include "nautilus/features/columns.hpp"

#include <string>

#include <fmt/format.h>

namespace nautilus::features {

Result<void> check(const BarColumns& bars) {
  const auto columns = bars.all();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool may_be_absent = static_cast<Input>(i) >= Input::time;
    if (columns[i].size() == bars.size() || (may_be_absent && columns[i].empty())) continue;
    return field_error({std::string(kInputWords[i])},
                       fmt::format("must have one value per bar: {} as close has, had {}",
                                   bars.size(), columns[i].size()),
                       "wrong_length");
  }
  return {};
}

}  // namespace nautilus::features
