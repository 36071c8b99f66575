// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "nautilus/base/result.hpp"
#include "nautilus/server/http.hpp"

namespace nautilus::server {

/// Reads one HTTP/1.x request after another from the bytes of a connection.
///
/// Strict where leniency lets two servers see different requests (request smuggling): one
/// Content-Length of digits only, never beside Transfer-Encoding, which may only be "chunked" and
/// only in HTTP/1.1; CRLF line ends; exactly one Host in HTTP/1.1.
class RequestParser {
 public:
  RequestParser(std::uint32_t max_head_bytes, std::uint64_t max_body_bytes);
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;
  ~RequestParser();

  /// Takes what it can from the front of `bytes`, at most to the end of one request, and returns
  /// how much; the rest must come again, with more behind it. REQUIRES: !is_complete().
  /// Errors: malformed, headers_too_large, payload_too_large; the parser is of no use afterwards.
  Result<std::size_t> feed(std::string_view bytes);

  [[nodiscard]] bool has_started() const;  ///< A byte of the present request has come.
  [[nodiscard]] bool has_head() const;     ///< Its head is complete.
  [[nodiscard]] bool is_complete() const;

  /// The client waits for "100 Continue" before it sends the body. REQUIRES: has_head().
  [[nodiscard]] bool expects_continue() const;

  /// The client will go on with the connection. REQUIRES: has_head().
  [[nodiscard]] bool keeps_alive() const;

  [[nodiscard]] bool is_http_1_0() const;

  /// The present request as far as it has been parsed, also after an error.
  [[nodiscard]] HttpRequest& request();

  /// Hands the request over and makes ready for the next. REQUIRES: is_complete().
  HttpRequest take();

 private:
  class Message;
  struct Machine;

  std::unique_ptr<Machine> machine_;
};

}  // namespace nautilus::server
