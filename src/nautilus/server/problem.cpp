// SPDX-License-Identifier: MIT
#include "nautilus/server/problem.hpp"

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::server {
namespace {

// What broke inside, with its paths and tables, is for the log.
constexpr std::string_view kBrokenInside =
    "a fault of the server; its log says more under the id in X-Request-ID";

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::malformed: return 400;
    case ErrorCode::invalid_argument: return 422;
    case ErrorCode::insufficient_data: return 422;
    case ErrorCode::unauthenticated: return 401;
    case ErrorCode::permission_denied: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::method_not_allowed: return 405;
    case ErrorCode::conflict: return 409;
    case ErrorCode::payload_too_large: return 413;
    case ErrorCode::unsupported_media_type: return 415;
    case ErrorCode::headers_too_large: return 431;
    case ErrorCode::resource_exhausted: return 429;
    case ErrorCode::unavailable: return 503;
    case ErrorCode::deadline_exceeded: return 504;
    case ErrorCode::data_loss: return 500;
    case ErrorCode::internal: return 500;
  }
  return 500;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Internal Server Error";
  }
}

Problem problem_of(const Error& error, std::string_view path) {
  Problem problem;
  problem.type = fmt::format("urn:nautilus-ml:problem:{}", to_string(error.code));
  problem.status = status_of(error.code);
  problem.title = reason_of(problem.status);
  problem.instance = path;
  if (problem.status == 500) {
    problem.detail = kBrokenInside;
    return problem;
  }
  problem.detail = error.message;
  for (const auto& fault : error.faults) {
    problem.errors.push_back({fault.location, fault.message, fault.type});
  }
  return problem;
}

HttpResponse problem_response(const Error& error, std::string_view path) {
  HttpResponse response;
  response.status = status_of(error.code);
  response.content_type = "application/problem+json";
  response.body = std::make_shared<const std::string>(json::write(problem_of(error, path)));
  if (error.retry_after_seconds > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(error.retry_after_seconds));
  }
  if (error.code == ErrorCode::unauthenticated) {
    response.headers.emplace_back("WWW-Authenticate", R"(Bearer realm="nautilus-ml")");
    response.headers.emplace_back("WWW-Authenticate", R"(Basic realm="nautilus-ml")");
  }
  return response;
}

}  // namespace nautilus::server
