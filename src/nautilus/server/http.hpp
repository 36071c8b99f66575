// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nautilus/base/error.hpp"

namespace nautilus::server {

/// A request as the transport hands it over; no socket, no library type.
struct HttpRequest {
  std::string method;
  std::string target;  ///< Path and query, still percent-encoded; no scheme, no authority.
  std::vector<std::pair<std::string, std::string>> headers;  ///< Names in lower case, in order.
  std::string body;
  std::string remote_address;      ///< Without the port.
  std::string client_certificate;  ///< The subject, where mTLS proved one; else empty.
  bool admitted = false;           ///< HttpHandler::admit() has let its head pass.

  /// The first header of that lower-case name, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// A response; the body is shared so that a cached one is not copied.
struct HttpResponse {
  int status = 200;
  std::string_view content_type = "application/json";  ///< A literal.
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  ///< Null for none.
  bool close = false;                       ///< Close the connection after it.
};

/// What the transport serves. Called on an I/O thread, so it must not block: it replies at once or
/// later, exactly once, from any thread.
class HttpHandler {
 public:
  using Reply = std::function<void(HttpResponse)>;

  HttpHandler() = default;
  HttpHandler(const HttpHandler&) = delete;
  HttpHandler& operator=(const HttpHandler&) = delete;
  virtual ~HttpHandler() = default;

  virtual void serve(HttpRequest request, Reply reply) = 0;

  /// Called when the head of a request has come and its body has not yet: a response refuses it,
  /// and the body is not taken. Of `head` the body says nothing.
  virtual std::optional<HttpResponse> admit(const HttpRequest& /*head*/) { return std::nullopt; }

  /// The response for what the transport itself refuses: unparsable, too large, too slow. `head` is
  /// the request as far as it was parsed; of its headers those that name it stand there always.
  virtual HttpResponse refuse(const Error& error, const HttpRequest& head) = 0;
};

}  // namespace nautilus::server
