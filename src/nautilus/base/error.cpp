// SPDX-License-Identifier: MIT
#include "nautilus/base/error.hpp"

#include <fmt/format.h>

namespace nautilus {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::malformed: return "malformed";
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::insufficient_data: return "insufficient_data";
    case ErrorCode::unauthenticated: return "unauthenticated";
    case ErrorCode::permission_denied: return "permission_denied";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::method_not_allowed: return "method_not_allowed";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::payload_too_large: return "payload_too_large";
    case ErrorCode::unsupported_media_type: return "unsupported_media_type";
    case ErrorCode::headers_too_large: return "headers_too_large";
    case ErrorCode::resource_exhausted: return "resource_exhausted";
    case ErrorCode::unavailable: return "unavailable";
    case ErrorCode::deadline_exceeded: return "deadline_exceeded";
    case ErrorCode::data_loss: return "data_loss";
    case ErrorCode::internal: return "internal";
  }
  return "internal";
}

Error Error::in(std::string_view where) && {
  message = fmt::format("{}: {}", where, message);
  return std::move(*this).at(where);
}

Error Error::at(std::string_view where) && {
  for (auto& fault : faults) fault.location.insert(fault.location.begin(), std::string(where));
  return std::move(*this);
}

Error field_error(std::vector<std::string> location, std::string message, std::string type,
                  ErrorCode code) {
  Fault fault{std::move(location), std::move(message), std::move(type)};
  auto sentence = describe(fault);
  return {code, std::move(sentence), {std::move(fault)}};
}

std::string describe(const Fault& fault) {
  return fault.location.empty()
             ? fault.message
             : fmt::format("{}: {}", fmt::join(fault.location, "."), fault.message);
}

}  // namespace nautilus
