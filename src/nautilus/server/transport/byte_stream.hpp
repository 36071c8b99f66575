// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "nautilus/server/transport/file_descriptor.hpp"

namespace nautilus::server {

/// How a call on a stream that never blocks ended.
enum class StreamStatus {
  done,
  wants_read,   ///< Again when the socket can be read.
  wants_write,  ///< Again when the socket can be written.
  ended,        ///< The peer will send no more.
  failed,       ///< The connection is of no use any more.
};

struct StreamOutcome {
  StreamStatus status = StreamStatus::done;
  std::size_t bytes = 0;
};

/// The bytes of a connection, with or without TLS. For one thread.
class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// Call until done, before all else.
  virtual StreamStatus shake_hands() = 0;

  /// REQUIRES: room for a TLS record (16 KB); no byte then stays hidden behind a silent socket.
  virtual StreamOutcome read(std::span<char> into) = 0;
  virtual StreamOutcome write(std::string_view bytes) = 0;

  /// Tells the peer that no more will come.
  virtual void finish_writing() = 0;

  /// Makes the close a reset, which drops what the peer has not taken yet.
  virtual void abandon() = 0;

  /// The subject of the certificate that the client proved, or empty. REQUIRES: hands shaken.
  [[nodiscard]] virtual std::string client_certificate() const = 0;
};

/// The socket's bytes as they are.
std::unique_ptr<ByteStream> make_tcp_stream(FileDescriptor socket);

}  // namespace nautilus::server
