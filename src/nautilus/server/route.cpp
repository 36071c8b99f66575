// SPDX-License-Identifier: MIT
#include "nautilus/server/route.hpp"

#include <algorithm>

#include "nautilus/base/text.hpp"

namespace nautilus::server {

std::string media_type_of(std::string_view content_type) {
  std::string type(trimmed(content_type.substr(0, content_type.find(';'))));
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return type;
}

HttpResponse json_response(std::string body) {
  HttpResponse response;
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Result<json::Value> detail::parse_body(const HttpRequest& request) {
  if (trimmed(request.body).empty()) return json::Value(nullptr);
  return json::parse(request.body);
}

}  // namespace nautilus::server
