// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "nautilus/base/error.hpp"

namespace nautilus::storage::detail {

/// The error that errno tells of.
inline Error file_failure(std::string_view doing, const std::string& path) {
  const int number = errno;
  const auto code = number == ENOENT || number == ENOTDIR ? ErrorCode::not_found
                    : number == EACCES || number == EPERM ? ErrorCode::permission_denied
                                                          : ErrorCode::unavailable;
  return {code,
          fmt::format("cannot {} '{}': {}", doing, path, std::generic_category().message(number))};
}

}  // namespace nautilus::storage::detail
