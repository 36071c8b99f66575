// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/server/route.hpp"

namespace nautilus::server {

/// The routes by path and method.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  /// The place of the route in routes(); HEAD finds GET. Errors: not_found with the nearest path,
  /// method_not_allowed.
  [[nodiscard]] Result<std::size_t> find(std::string_view method, std::string_view path) const;

  /// The methods of a path, as the Allow header lists them; empty for an unknown path.
  [[nodiscard]] std::string allowed_methods(std::string_view path) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Place {
    std::string_view method;
    std::size_t route;
  };

  using Places = std::map<std::string_view, std::vector<Place>, std::less<>>;

  /// The entry of a path, or else of a template that it fits.
  [[nodiscard]] Places::const_iterator entry_of(std::string_view path) const;

  std::vector<Route> routes_;
  Places places_;
};

}  // namespace nautilus::server
