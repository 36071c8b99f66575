// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/base/read_texts.hpp"

namespace nautilus::server {

/// The path of a target, still encoded.
std::string_view path_of(std::string_view target);

/// The query of a target, still encoded and without the question mark.
std::string_view query_of(std::string_view target);

/// Decodes a part of a path. Errors: malformed, as parse_query.
Result<std::string> decode_path_part(std::string_view encoded);

/// Decodes a query into its parameters. Errors: malformed, at a wrong percent-escape or a control
/// character.
Result<NamedTexts> parse_query(std::string_view query);

/// Reads a described struct from query parameters; faults are located in the query.
template <Described T>
Result<T> read_query(const NamedTexts& parameters) {
  auto query = read_texts<T>(parameters);
  if (!query) return std::move(query).error().at("query");
  return query;
}

}  // namespace nautilus::server
