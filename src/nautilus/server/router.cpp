// SPDX-License-Identifier: MIT
#include "nautilus/server/router.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/server/path_template.hpp"

namespace nautilus::server {

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    places_[routes_[i].text.path].push_back({routes_[i].text.method, i});
  }
}

Router::Places::const_iterator Router::entry_of(std::string_view path) const {
  const auto found = places_.find(path);
  if (found != places_.end()) return found;
  return std::ranges::find_if(places_, [path](const auto& entry) {
    return is_template(entry.first) && fits(entry.first, path);
  });
}

Result<std::size_t> Router::find(std::string_view method, std::string_view path) const {
  const auto found = entry_of(path);
  if (found == places_.end()) {
    std::vector<std::string_view> known;
    for (const auto& [each, places] : places_) known.push_back(each);
    return Error{ErrorCode::not_found, fmt::format("no route {}{}; /docs lists them all",
                                                   path.substr(0, 200), did_you_mean(path, known))};
  }
  const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
  for (const auto& place : found->second) {
    if (place.method == wanted) return place.route;
  }
  return Error{ErrorCode::method_not_allowed,
               fmt::format("{} takes {}", path, allowed_methods(path))};
}

std::string Router::allowed_methods(std::string_view path) const {
  std::string methods;
  const auto found = entry_of(path);
  if (found == places_.end()) return methods;
  for (const auto& place : found->second) {
    if (!methods.empty()) methods += ", ";
    methods += place.method;
    if (place.method == "GET") methods += ", HEAD";
  }
  return methods;
}

}  // namespace nautilus::server
