// SPDX-License-Identifier: MIT
#include "nautilus/security/bind_policy.hpp"

#include <array>
#include <string>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace nautilus::security {

bool is_loopback(std::string_view address) {
  if (address == "localhost") return true;
  if (address.find('\0') != std::string_view::npos) return false;  // Would be read only up to it.

  const std::string text(address);
  std::array<unsigned char, 4> version4{};
  if (inet_pton(AF_INET, text.c_str(), version4.data()) == 1) return version4[0] == 127;

  constexpr std::array<unsigned char, 16> loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  std::array<unsigned char, 16> version6{};
  return inet_pton(AF_INET6, text.c_str(), version6.data()) == 1 && version6 == loopback;
}

Result<void> check_bind(std::string_view address, bool has_tls, bool has_keys) {
  if (is_loopback(address) || (has_tls && has_keys)) return {};

  std::string remedy;
  if (!has_tls) remedy = "set security.tls_certificate and security.tls_private_key";
  if (!has_keys) {
    if (!remedy.empty()) remedy += " and ";
    remedy += "make a key with `nautilus-ml keys create`";
  }
  return Error{.code = ErrorCode::invalid_argument,
               .message = fmt::format("server.bind '{}' is not a loopback address and needs both "
                                      "TLS and a key: {}, or bind 127.0.0.1",
                                      address, remedy)};
}

}  // namespace nautilus::security
