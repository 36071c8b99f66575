// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::json {

/// A type that writes itself: `Value to_json() const`.
template <class T>
concept WritesItself = requires(const T& value) {
  { value.to_json() } -> std::same_as<Value>;
};

inline void append(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void append(std::string& out, double value) { append_number(out, value); }
inline void append(std::string& out, std::string_view value) { append_string(out, value); }
inline void append(std::string& out, const std::string& value) { append_string(out, value); }
inline void append(std::string& out, const char* value) { append_string(out, value); }
inline void append(std::string& out, const Value& value) { append_value(out, value); }
inline void append(std::string& out, Timestamp value) {
  append_string(out, format_timestamp(value));
}

template <std::integral T>
requires(!std::same_as<T, bool>) void append(std::string& out, T value) {
  out += std::to_string(value);
}

template <DescribedEnum T>
void append(std::string& out, T value) {
  append_string(out, to_word(value));
}

template <WritesItself T>
void append(std::string& out, const T& value) {
  append_value(out, value.to_json());
}

template <class T>
void append(std::string& out, const std::optional<T>& value);
template <class T>
void append(std::string& out, const std::vector<T>& value);
template <class T, std::size_t N>
void append(std::string& out, const std::array<T, N>& value);
template <class T>
void append(std::string& out, const std::map<std::string, T>& value);
template <Described T>
requires(!WritesItself<T>) void append(std::string& out, const T& value);

template <class T>
void append(std::string& out, const std::optional<T>& value) {
  if (value) {
    append(out, *value);
  } else {
    out += "null";
  }
}

template <class Range>
void append_list(std::string& out, const Range& range) {
  out += '[';
  bool first = true;
  for (const auto& element : range) {
    if (!first) out += ',';
    first = false;
    append(out, element);
  }
  out += ']';
}

template <class T>
void append(std::string& out, const std::vector<T>& value) {
  append_list(out, value);
}

template <class T, std::size_t N>
void append(std::string& out, const std::array<T, N>& value) {
  append_list(out, value);
}

template <class T>
void append(std::string& out, const std::map<std::string, T>& value) {
  out += '{';
  bool first = true;
  for (const auto& [key, element] : value) {
    if (!first) out += ',';
    first = false;
    append_string(out, key);
    out += ':';
    append(out, element);
  }
  out += '}';
}

template <Described T>
requires(!WritesItself<T>) void append(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  for_each_field<T>([&](const auto& each) {
    if (!first) out += ',';
    first = false;
    append_string(out, each.name);
    out += ':';
    if (each.secret) {
      out += "\"***\"";
    } else {
      append(out, value.*each.member);
    }
  });
  out += '}';
}

/// The JSON text of a described value.
template <class T>
std::string write(const T& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace nautilus::json
