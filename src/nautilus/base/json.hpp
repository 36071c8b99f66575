// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "nautilus/base/result.hpp"

namespace nautilus::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

/// How deep a text may nest. Sizes are bounded where the text is received.
inline constexpr std::size_t kMaxDepth = 32;

/// Parses a whole JSON text; NaN and Infinity are no JSON. Errors: malformed, with the byte offset.
Result<Value> parse(std::string_view text, std::size_t max_depth = kMaxDepth);

/// Appends a JSON string literal with its quotes.
void append_string(std::string& out, std::string_view text);

/// Appends the shortest text that reads back to the same bits; null for NaN and infinities, which
/// JSON does not have.
void append_number(std::string& out, double value);

/// Appends any value.
void append_value(std::string& out, const Value& value);

/// The text of any value.
std::string to_text(const Value& value);

/// "a whole number", "a text", ...: what kind of value this is, for error sentences.
std::string_view kind_name(const Value& value);

}  // namespace nautilus::json
