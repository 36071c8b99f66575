// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include <sys/socket.h>

#include "nautilus/base/result.hpp"
#include "nautilus/server/transport/file_descriptor.hpp"

namespace nautilus::server {

/// A socket that listens on the address (IPv4, IPv6 or a name) and port; 0 takes a free one.
/// Errors: invalid_argument if the address does not resolve; unavailable naming address, port and
/// remedy if it cannot be bound.
Result<FileDescriptor> open_listen_socket(const std::string& address, int port);

/// The port that a socket is bound to.
std::uint16_t bound_port(const FileDescriptor& socket);

/// The address as text without the port; an IPv4 address in IPv6 form as IPv4.
std::string address_text(const sockaddr_storage& address);

}  // namespace nautilus::server
