// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nautilus::security {

/// The longest Authorization or X-API-Key value that is looked into at all.
inline constexpr std::size_t kMaxCredentialsSize = 512;

/// The key text presented by a request's headers, each empty if the request has none:
///
///     Authorization: Bearer KEY
///     Authorization: Basic base64(anything:KEY)
///     X-API-Key: KEY
///
/// Scheme names are read in any case (RFC 9110), one blank follows them. Nullopt for everything
/// else: no header, a key not of the form of create_key(), any stray character, and two headers
/// that do not present the same key.
std::optional<std::string> presented_key(std::string_view authorization,
                                         std::string_view x_api_key);

}  // namespace nautilus::security
