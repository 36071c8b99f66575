// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/response_text.hpp"

#include <array>
#include <charconv>

#include <fmt/chrono.h>

namespace nautilus::server {

namespace {

void append_number(std::string& out, std::size_t value) {
  std::array<char, 20> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), written.ptr);
}

void append_line_safe(std::string& out, std::string_view text) {
  const auto start = out.size();
  out.append(text);
  for (auto at = out.find_first_of(std::string_view("\r\n\0", 3), start); at != std::string::npos;
       at = out.find_first_of(std::string_view("\r\n\0", 3), at)) {
    out[at] = ' ';
  }
}

/// 204 and 304 have no body, whatever the handler gave (RFC 9110, 15.3.5 and 15.4.5).
bool has_no_body(int status) { return status == 204 || status == 304; }

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

std::string_view HttpDate::text() {
  const std::time_t now = std::time(nullptr);
  if (now != second_) {
    second_ = now;
    text_ = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
  }
  return text_;
}

void append_response(std::string& out, const HttpResponse& response, AnswerForm form,
                     std::string_view date) {
  const std::size_t length = response.body ? response.body->size() : 0;
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" ").append(reason_phrase(response.status));
  out.append("\r\nDate: ").append(date);
  if (!has_no_body(response.status)) {
    if (length > 0) out.append("\r\nContent-Type: ").append(response.content_type);
    out.append("\r\nContent-Length: ");
    append_number(out, length);
  }
  if (form.closes) {
    out.append("\r\nConnection: close");
  } else if (form.is_http_1_0) {
    out.append("\r\nConnection: keep-alive");
  }
  for (const auto& [name, value] : response.headers) {
    out.append("\r\n");
    append_line_safe(out, name);
    out.append(": ");
    append_line_safe(out, value);
  }
  out.append("\r\n\r\n");
  if (length > 0 && !form.is_head && !has_no_body(response.status)) out.append(*response.body);
}

}  // namespace nautilus::server
