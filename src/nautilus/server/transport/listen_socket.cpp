// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/listen_socket.hpp"

#include <array>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/types.h>

namespace nautilus::server {

namespace {

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Result<Addresses> resolve(const std::string& address, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failure != 0) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("bind: '{}' is no address of this machine: {}", address,
                             ::gai_strerror(failure))};
  }
  return Addresses(found);
}

Error bind_error(const std::string& address, int port, int reason) {
  std::string_view remedy;
  if (reason == EADDRINUSE) remedy = "; stop the program that uses it or choose another port";
  if (reason == EACCES) remedy = "; choose a port of 1024 or above";
  if (reason == EADDRNOTAVAIL) remedy = "; bind to an address of this machine";
  return {ErrorCode::unavailable, fmt::format("cannot listen on {} port {}: {}{}", address, port,
                                              std::generic_category().message(reason), remedy)};
}

}  // namespace

Result<FileDescriptor> open_listen_socket(const std::string& address, int port) {
  NAUTILUS_TRY(const auto addresses, resolve(address, port));
  FileDescriptor socket(
      ::socket(addresses->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (!socket.is_open()) return bind_error(address, port, errno);
  const int on = 1;
  ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(socket.get(), addresses->ai_addr, addresses->ai_addrlen) != 0 ||
      ::listen(socket.get(), SOMAXCONN) != 0) {
    return bind_error(address, port, errno);
  }
  return socket;
}

std::uint16_t bound_port(const FileDescriptor& socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                   : reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

std::string address_text(const sockaddr_storage& address) {
  std::array<char, NI_MAXHOST> text{};
  ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), sizeof address, text.data(),
                text.size(), nullptr, 0, NI_NUMERICHOST);
  constexpr std::string_view mapped = "::ffff:";
  std::string_view result = text.data();
  if (result.starts_with(mapped)) result.remove_prefix(mapped.size());
  return std::string(result);
}

}  // namespace nautilus::server
