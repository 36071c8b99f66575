// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/json.hpp"

namespace nautilus {

/// A file that people write, TOML or JSON: its value, and the line on which each part of it stands.
struct Document {
  json::Value value;  ///< Of a TOML text, that of the same shape; dates and times become texts.
  std::map<std::vector<std::string>, std::size_t> lines;  ///< By location; from 1.

  /// The error with the line of its first fault before the sentence: that of the nearest part
  /// around it which the text has.
  [[nodiscard]] Error located(Error error) const;
};

/// Errors: malformed, with line and column.
Result<Document> parse_toml(std::string_view text);

/// Errors: malformed, with byte and line.
Result<Document> parse_json_document(std::string_view text);

/// Reads a file as what its name ends in, .json or else TOML. Errors: those of read_file and of the
/// two above, each naming the path.
Result<Document> read_document(const std::string& path, std::size_t max_bytes);

}  // namespace nautilus
