// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "nautilus/base/result.hpp"
#include "nautilus/server/http.hpp"

namespace nautilus::server {

/// PEM files that turn TLS on.
struct TlsOptions {
  std::string certificate;  ///< The server's certificate chain.
  std::string private_key;  ///< Its key, without a passphrase.
  std::string client_ca;    ///< Where not empty, clients must show a certificate of these.
};

/// Where to listen and what a client may ask of the transport.
struct TransportOptions {
  std::string bind = "127.0.0.1";  ///< An IPv4 or IPv6 address, or a name that resolves to one.
  int port = 8001;                 ///< 0 takes a free one.
  int io_threads = 1;
  int max_connections = 1024;
  std::uint64_t max_body_bytes = 32U << 20U;
  std::uint64_t max_buffered_bytes = 256U << 20U;    ///< Of the bodies of all connections.
  std::uint32_t max_header_bytes = 16U << 10U;       ///< Request line and headers together.
  std::chrono::milliseconds header_timeout{10'000};  ///< For a TLS handshake as well.
  std::chrono::milliseconds body_timeout{60'000};
  std::chrono::milliseconds idle_timeout{75'000};
  std::chrono::milliseconds write_timeout{60'000};  ///< Without a byte taken by the client.
  std::optional<TlsOptions> tls;
};

/// An HTTP/1.1 server: sockets, parsing, TLS, limits and time-outs in front of one HttpHandler.
///
/// Each I/O thread owns the connections it accepted. Requests of one connection are served one
/// after another; pipelined ones that are answered at once leave in one write. Whatever the
/// transport refuses is worded by HttpHandler::refuse and closes the connection: malformed,
/// headers_too_large, payload_too_large, deadline_exceeded (a head or body that came too slowly,
/// 408), unavailable (too many connections, or too many bytes of bodies held), internal (the
/// handler threw or dropped its Reply). Thread-safe.
class HttpServer {
 public:
  /// Binds, listens and starts the I/O threads. `handler` must outlive the server;
  /// a Reply that comes when the server is gone goes nowhere. Errors: unavailable if the address
  /// cannot be bound; invalid_argument if it does not resolve or a TLS file is missing or unfit.
  static Result<std::unique_ptr<HttpServer>> start(TransportOptions options, HttpHandler& handler);

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  ///< Stops at once where drain_and_stop() was not called.

  /// The port that is listened on, also where 0 was asked for.
  [[nodiscard]] std::uint16_t port() const;

  /// Refuses new connections from now on; open ones go on.
  void stop_accepting();

  /// Stops accepting, closes idle connections, lets open requests finish and closes what is left
  /// after `timeout`. Returns when every I/O thread has ended.
  void drain_and_stop(std::chrono::milliseconds timeout);

  /// Connections being served.
  [[nodiscard]] int open_connections() const;

  /// Reads the TLS files again for new connections. Errors: as start(); the old ones stay in use.
  Result<void> reload_tls();

 private:
  struct Running;
  explicit HttpServer(std::unique_ptr<Running> running);

  std::unique_ptr<Running> running_;
};

}  // namespace nautilus::server
