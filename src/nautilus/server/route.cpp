// SPDX-License-Identifier: MIT
#include "nautilus/server/route.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::server {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// The value of `charset` in a Content-Type, in lower case; empty where there is none.
std::string charset_of(std::string_view content_type) {
  const auto parameters = lower(content_type);
  const auto found = parameters.find("charset=");
  if (found == std::string::npos) return {};
  auto value = std::string_view(parameters).substr(found + 8);
  value = value.substr(0, value.find(';'));
  return std::string(trimmed(value.starts_with('"') ? value.substr(1, value.size() - 2) : value));
}

Result<void> check_encoding(const HttpRequest& request) {
  const auto coding = request.header("content-encoding");
  if (!coding.empty() && coding != "identity") {
    return Error{ErrorCode::unsupported_media_type,
                 fmt::format("the body must not be encoded, was '{}'", coding.substr(0, 40))};
  }
  const auto charset = charset_of(request.header("content-type"));
  if (charset.empty() || charset == "utf-8" || charset == "us-ascii") return {};
  return Error{ErrorCode::unsupported_media_type,
               fmt::format("the body must be UTF-8, was '{}'", charset.substr(0, 40))};
}

}  // namespace

std::string media_type_of(std::string_view content_type) {
  return lower(trimmed(content_type.substr(0, content_type.find(';'))));
}

namespace {

Result<void> check_type(const Route& route, const HttpRequest& request) {
  NAUTILUS_CHECK(check_encoding(request));
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
