// SPDX-License-Identifier: MIT
#include "nautilus/server/http.hpp"

#include <algorithm>

namespace nautilus::server {

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = std::ranges::find(
      headers, name, [](const auto& header) -> const auto& { return header.first; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace nautilus::server
