// SPDX-License-Identifier: MIT
#include "nautilus/server/origin.hpp"

#include <fmt/format.h>

namespace nautilus::server {
namespace {

/// "localhost:8001" without the port; an IPv6 address keeps its brackets.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view without_scheme(std::string_view origin) {
  const auto end = origin.find("://");
  return end == std::string_view::npos ? origin : origin.substr(end + 3);
}

}  // namespace

Result<void> check_origin(const HttpRequest& request, bool keys_are_asked_for) {
  const auto host = request.header("host");
  const auto origin = request.header("origin");
  if (!origin.empty() && without_scheme(origin) != host) {
    return Error{ErrorCode::permission_denied,
                 fmt::format("requests from pages of {} are refused", origin.substr(0, 100))};
  }
  if (!keys_are_asked_for && !is_loopback_name(without_port(host))) {
    return Error{ErrorCode::permission_denied,
                 fmt::format("this server has no keys, so it answers only as localhost, not as {}; "
                             "make a key with `nautilus-ml keys create`",
                             host.substr(0, 100))};
  }
  return {};
}

}  // namespace nautilus::server
