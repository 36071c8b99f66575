// SPDX-License-Identifier: MIT
#include <cerrno>
#include <utility>

#include <sys/socket.h>

#include "nautilus/server/transport/byte_stream.hpp"

namespace nautilus::server {

namespace {

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

class TcpStream final : public ByteStream {
 public:
  explicit TcpStream(FileDescriptor socket) : socket_(std::move(socket)) {}

  StreamStatus shake_hands() override { return StreamStatus::done; }

  StreamOutcome read(std::span<char> into) override {
    const auto got = ::recv(socket_.get(), into.data(), into.size(), 0);
    if (got > 0) return {StreamStatus::done, static_cast<std::size_t>(got)};
    if (got == 0) return {StreamStatus::ended};
    return {would_block(errno) ? StreamStatus::wants_read : StreamStatus::failed};
  }

  StreamOutcome write(std::string_view bytes) override {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) return {StreamStatus::done, static_cast<std::size_t>(sent)};
    return {would_block(errno) ? StreamStatus::wants_write : StreamStatus::failed};
  }

  void finish_writing() override { ::shutdown(socket_.get(), SHUT_WR); }
  void abandon() override { socket_.reset_on_close(); }
  [[nodiscard]] std::string client_certificate() const override { return {}; }

 private:
  FileDescriptor socket_;
};

}  // namespace

std::unique_ptr<ByteStream> make_tcp_stream(FileDescriptor socket) {
  return std::make_unique<TcpStream>(std::move(socket));
}

}  // namespace nautilus::server
