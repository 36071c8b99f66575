// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "nautilus/server/http.hpp"
#include "nautilus/server/transport/file_descriptor.hpp"

/// For tests of the transport: a plain client on loopback and a handler with a few fixed paths.
namespace nautilus::server::testing {

/// No read waits longer than this: a server that hangs is a failed test.
inline constexpr std::chrono::seconds kPatience{20};

/// A blocking client with plain POSIX calls.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port, int receive_buffer = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0) {
      ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ =
        ::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

  [[nodiscard]] bool is_connected() const { return connected_; }
  [[nodiscard]] int descriptor() const { return socket_.get(); }
  [[nodiscard]] int reads() const { return reads_; }

  /// False where the server has closed meanwhile.
  bool send(std::string_view text) {
    while (!text.empty()) {
      const auto sent = ::send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void finish_sending() { ::shutdown(socket_.get(), SHUT_WR); }

  /// Sends the byte again and again, a few milliseconds apart, until an answer comes; false where
  /// none does. A server that lets each byte move its deadline never answers.
  bool drip(char byte) {
    pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    for (int sent = 0; sent < 1000; ++sent) {
      if (::poll(&ready, 1, 5) == 1) return true;
      send({&byte, 1});
    }
    return false;
  }

  /// What comes until the server closes; "(timed out)" at its end where it does not.
  std::string read_to_end() {
    while (receive()) {
    }
    return std::exchange(buffer_, {});
  }

  /// One response, head and body, by its Content-Length; less where the connection ends before.
  std::string read_response(bool has_body = true) {
    std::size_t head = 0;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::exchange(buffer_, {});
    }
    std::size_t size = head + 4;
    constexpr std::string_view name = "Content-Length: ";
    if (const auto at = buffer_.find(name); has_body && at < head) {
      std::size_t length = 0;
      std::from_chars(buffer_.data() + at + name.size(), buffer_.data() + head, length);
      size += length;
    }
    while (buffer_.size() < size) {
      if (!receive()) return std::exchange(buffer_, {});
    }
    std::string response = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
  }

 private:
  bool receive() {
    pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    if (::poll(&ready, 1, static_cast<int>(patience.count())) != 1) {
      buffer_ += "(timed out)";
      return false;
    }
    const auto got = ::recv(socket_.get(), bytes_.data(), bytes_.size(), 0);
    if (got <= 0) return false;
    ++reads_;
    buffer_.append(bytes_.data(), static_cast<std::size_t>(got));
    return true;
  }

  FileDescriptor socket_;
  bool connected_ = false;
  int reads_ = 0;
  std::vector<char> bytes_ = std::vector<char>(64U << 10U);
  std::string buffer_;
};

inline HttpResponse text_response(std::string text, int status = 200) {
  return {.status = status,
          .content_type = "text/plain",
          .body = std::make_shared<const std::string>(std::move(text))};
}

/// Answers with what it was asked, or as the path says: /late from another thread, /held when the
/// test says so, /throw, /dropped, /close, /large, /split (a header value with a line break).
class TestHandler final : public HttpHandler {
 public:
  static constexpr std::size_t kLargeSize = 24U << 20U;

  void serve(HttpRequest request, Reply reply) override {
    if (request.target == "/throw") throw std::runtime_error("the handler broke");
    if (request.target == "/dropped") return;
    if (request.target == "/close") return reply({.status = 204, .close = true});
    if (request.target == "/large") return reply(text_response(std::string(kLargeSize, 'x')));
    if (request.target == "/held") return hold(std::move(reply));
    auto response = text_response(request.method + " " + request.target + " " + request.body +
                                  " from " + request.remote_address + request.client_certificate);
    if (request.target == "/split") response.headers.emplace_back("X-Given", "a\r\nX-Evil: b");
    if (!request.target.starts_with("/late")) return reply(std::move(response));
    const std::scoped_lock lock(mutex_);
    threads_.emplace_back([reply = std::move(reply), response = std::move(response)] {
      reply(response);
      reply(text_response("a second answer"));
    });
  }

  /// Bodies for /forbidden are not wanted.
  std::optional<HttpResponse> admit(const HttpRequest& head) override {
    if (head.target != "/forbidden") return std::nullopt;
    return text_response("not wanted from " + head.remote_address, 403);
  }

  HttpResponse refuse(const Error& error, const HttpRequest& head) override {
    auto response = text_response(
        std::string(to_string(error.code)) + ": " + error.message + " @" + head.target,
        status_of(error.code));
    response.headers.emplace_back("X-Request-ID", head.header("x-request-id"));
    return response;
  }

  /// Waits until /held was asked for, then gives its Reply.
  Reply held() { return held_.get_future().get(); }

 private:
  static int status_of(ErrorCode code) {
    if (code == ErrorCode::malformed) return 400;
    if (code == ErrorCode::deadline_exceeded) return 408;
    if (code == ErrorCode::payload_too_large) return 413;
    if (code == ErrorCode::headers_too_large) return 431;
    return code == ErrorCode::unavailable ? 503 : 500;
  }

  void hold(Reply reply) { held_.set_value(std::move(reply)); }

  std::promise<Reply> held_;
  std::mutex mutex_;
  std::vector<std::jthread> threads_;
};

}  // namespace nautilus::server::testing
