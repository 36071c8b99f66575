// SPDX-License-Identifier: MIT
#include "nautilus/server/route.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::server {

std::string media_type_of(std::string_view content_type) {
  std::string type(trimmed(content_type.substr(0, content_type.find(';'))));
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return type;
}

namespace {

Result<void> check_type(const Route& route, const HttpRequest& request) {
  const auto& taken = route.text.example_bodies;
  if (taken.empty()) return {};
  const auto type = media_type_of(request.header("content-type"));
  std::vector<std::string_view> types;
  for (const auto& each : taken) types.push_back(each.media_type);
  if (std::ranges::find(types, type) != types.end()) return {};
  return Error{ErrorCode::unsupported_media_type,
               fmt::format("the body must be {}, was '{}'", fmt::join(types, " or "),
                           std::string_view(type).substr(0, 100))};
}

}  // namespace

Result<void> check_media_type(const Route& route, const HttpRequest& request) {
  return request.body.empty() ? Result<void>{} : check_type(route, request);
}

Result<void> check_announced_type(const Route& route, const HttpRequest& head) {
  // A body in chunks may turn out empty, which needs no type.
  const bool may_be_empty = head.header("content-length").empty();
  if (may_be_empty && head.header("content-type").empty()) return {};
  return check_type(route, head);
}

Result<void> check_takes_nothing(const HttpRequest& request) {
  NAUTILUS_TRY(const auto parameters, parse_query(query_of(request.target)));
  NAUTILUS_CHECK(read_query<Nothing>(parameters));
  NAUTILUS_CHECK(detail::read_body<Nothing>(request));
  return {};
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
