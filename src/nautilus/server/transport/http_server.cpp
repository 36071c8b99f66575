// SPDX-License-Identifier: MIT
#include <thread>
#include <utility>
#include <vector>

#include <sys/socket.h>

#include "nautilus/server/transport/event_loop.hpp"
#include "nautilus/server/transport/listen_socket.hpp"
#include "nautilus/server/transport/listener.hpp"

namespace nautilus::server {

/// The I/O threads and what they share. Threads come last: they are joined first.
struct HttpServer::Running {
  Running(TransportOptions options, HttpHandler& handler, FileDescriptor listener,
          std::shared_ptr<const TlsContext> tls)
      : state{.options = std::move(options),
              .handler = handler,
              .listener = std::move(listener),
              .bodies = std::make_shared<BodyBudget>(state.options.max_buffered_bytes),
              .tls = std::move(tls)},
        port(bound_port(state.listener)) {}

  TransportState state;
  std::uint16_t port;
  std::vector<std::unique_ptr<EventLoop>> loops;
  std::mutex stop_mutex;
  std::vector<std::jthread> threads;  ///< Guarded by stop_mutex.
};

Result<std::unique_ptr<HttpServer>> HttpServer::start(TransportOptions options,
                                                      HttpHandler& handler) {
  std::shared_ptr<const TlsContext> tls;
  if (options.tls) {
    NAUTILUS_TRY(tls, TlsContext::load(*options.tls));
  }
  NAUTILUS_TRY(auto listener, open_listen_socket(options.bind, options.port));
  auto running =
      std::make_unique<Running>(std::move(options), handler, std::move(listener), std::move(tls));
  for (int i = 0; i < running->state.options.io_threads; ++i) {
    auto& loop = *running->loops.emplace_back(std::make_unique<EventLoop>(running->state));
    running->threads.emplace_back([&loop] { loop.run(); });
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(running)));
}

HttpServer::HttpServer(std::unique_ptr<Running> running) : running_(std::move(running)) {}

HttpServer::~HttpServer() { drain_and_stop(std::chrono::milliseconds(0)); }

std::uint16_t HttpServer::port() const { return running_->port; }

void HttpServer::stop_accepting() {
  // Wakes every loop with EINVAL from accept; the descriptor itself stays until they have ended.
  ::shutdown(running_->state.listener.get(), SHUT_RDWR);
}

void HttpServer::drain_and_stop(std::chrono::milliseconds timeout) {
  stop_accepting();
  const std::scoped_lock lock(running_->stop_mutex);
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (auto& loop : running_->loops) loop->drain(deadline);
  running_->threads.clear();  // Joins.
}

int HttpServer::open_connections() const { return running_->state.connections; }

Result<void> HttpServer::reload_tls() {
  auto& state = running_->state;
  if (!state.options.tls) return Error{ErrorCode::conflict, "TLS is not in use"};
  NAUTILUS_TRY(auto tls, TlsContext::load(*state.options.tls));
  const std::scoped_lock lock(state.tls_mutex);
  state.tls = std::move(tls);
  return {};
}

}  // namespace nautilus::server
