// SPDX-License-Identifier: MIT
#include "nautilus/server/query.hpp"

#include <fmt/format.h>

namespace nautilus::server {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// The character of the escape that starts `rest`, such as "%2C".
std::optional<char> escaped(std::string_view rest) {
  if (rest.size() < 3) return std::nullopt;
  const auto high = hex_digit(rest[1]);
  const auto low = hex_digit(rest[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

/// `place` is where the text stands; a plus is a blank in a query only.
Result<std::string> decode(std::string_view encoded, std::string_view place) {
  const char plus = place == "query" ? ' ' : '+';
  std::string out;
  out.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    char c = encoded[i] == '+' ? plus : encoded[i];
    if (c == '%') {
      const auto character = escaped(encoded.substr(i));
      if (!character) {
        return Error{ErrorCode::malformed,
                     fmt::format("the {} has a percent sign that starts no escape", place)};
      }
      c = *character;
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      return Error{ErrorCode::malformed, fmt::format("the {} has a control character", place)};
    }
    out += c;
  }
  if (!is_utf8(out)) {
    return Error{ErrorCode::malformed, fmt::format("the {} is not UTF-8", place)};
  }
  return out;
}

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

Result<std::string> decode_path_part(std::string_view encoded) { return decode(encoded, "path"); }

Result<NamedTexts> parse_query(std::string_view query) {
  NamedTexts parameters;
  for (const auto part : split(query, '&')) {
    if (part.empty()) continue;
    const auto equals = part.find('=');
    NAUTILUS_TRY(auto name, decode(part.substr(0, equals), "query"));
    NAUTILUS_TRY(auto value, decode(equals == std::string_view::npos ? std::string_view()
                                                                     : part.substr(equals + 1),
                                    "query"));
    parameters[std::move(name)].push_back(std::move(value));
  }
  return parameters;
}

}  // namespace nautilus::server
