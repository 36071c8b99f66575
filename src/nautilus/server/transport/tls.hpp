// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "nautilus/base/result.hpp"
#include "nautilus/server/transport/byte_stream.hpp"
#include "nautilus/server/transport/listener.hpp"

namespace nautilus::server {

/// Certificate, key and rules of the TLS side of a server; immutable, thus shared between threads.
class TlsContext {
 public:
  /// TLS 1.2 with forward secrecy and authenticated ciphers, or 1.3.
  /// Errors: invalid_argument naming the file that is missing or unfit.
  static Result<std::shared_ptr<const TlsContext>> load(const TlsOptions& options);

  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;
  ~TlsContext();

  /// The server's end of TLS over `socket`; failed handshakes show in shake_hands().
  [[nodiscard]] std::unique_ptr<ByteStream> make_stream(FileDescriptor socket) const;

 private:
  struct Handle;
  explicit TlsContext(std::unique_ptr<Handle> handle);

  std::unique_ptr<Handle> handle_;
};

}  // namespace nautilus::server
