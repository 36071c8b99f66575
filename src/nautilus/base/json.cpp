// SPDX-License-Identifier: MIT
#include "nautilus/base/json.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::json {
namespace {

void append_object(std::string& out, const Object& object) {
  out += '{';
  bool first = true;
  for (const auto& member : object) {
    if (!std::exchange(first, false)) out += ',';
    append_string(out, member.key());
    out += ':';
    append_value(out, member.value());
  }
  out += '}';
}

void append_array(std::string& out, const Array& array) {
  out += '[';
  bool first = true;
  for (const auto& element : array) {
    if (!std::exchange(first, false)) out += ',';
    append_value(out, element);
  }
  out += ']';
}

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
  }
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD, as Unicode advises.
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const auto length = byte < 0x80 ? 1 : utf8_length(text.substr(i));
    if (length > 0 && c != '"' && c != '\\' && byte >= 0x20) {
      i += length;
      continue;
    }
    out.append(text, plain, i - plain);
    length == 0 ? void(out += replacement) : append_escape(out, c);
    plain = ++i;
  }
  out.append(text, plain);
  out += '"';
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

void append_value(std::string& out, const Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null: out += "null"; return;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
    case boost::json::kind::int64: out += std::to_string(value.get_int64()); return;
    case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); return;
    case boost::json::kind::double_: append_number(out, value.get_double()); return;
    case boost::json::kind::string: append_string(out, value.get_string()); return;
    case boost::json::kind::array: append_array(out, value.get_array()); return;
    case boost::json::kind::object: append_object(out, value.get_object()); return;
  }
}

std::string to_text(const Value& value) {
  std::string out;
  append_value(out, value);
  return out;
}

std::string_view kind_name(const Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null: return "null";
    case boost::json::kind::bool_: return "true or false";
    case boost::json::kind::int64:
    case boost::json::kind::uint64: return "a whole number";
    case boost::json::kind::double_: return "a number";
    case boost::json::kind::string: return "a text";
    case boost::json::kind::array: return "a list";
    case boost::json::kind::object: return "an object";
  }
  return "a value";
}

}  // namespace nautilus::json
