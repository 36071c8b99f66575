// SPDX-License-Identifier: MIT
#include "open_loop/options.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

namespace nautilus::bench {

namespace {

bool has_line_break(const std::string& text) {
  return text.find_first_of("\r\n") != std::string::npos;
}

}  // namespace

Result<sockaddr_in> loopback_address(const LoadOptions& options) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(options.port));
  if (::inet_pton(AF_INET, options.host.c_str(), &address.sin_addr) != 1 ||
      ntohl(address.sin_addr.s_addr) >> 24U != IN_LOOPBACKNET) {
    return Error{
        ErrorCode::invalid_argument,
        fmt::format("host must be a loopback address such as 127.0.0.1, was '{}'", options.host)};
  }
  return address;
}

Result<std::string> request_text(const LoadOptions& options) {
  if (!options.path.starts_with('/') || has_line_break(options.path)) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("path must begin with '/', was '{}'", options.path)};
  }
  std::string text =
      fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\n", options.body.empty() ? "GET" : "POST",
                  options.path, options.host, options.port);
  for (const auto& header : options.headers) {
    if (header.find(':') == std::string::npos || has_line_break(header)) {
      return Error{ErrorCode::invalid_argument,
                   fmt::format("header must be 'Name: value', was '{}'", header)};
    }
    text += header + "\r\n";
  }
  if (!options.body.empty()) {
    text += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n",
                        options.body.size());
  }
  return text + "\r\n" + options.body;
}

}  // namespace nautilus::bench
