// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/result.hpp"

namespace nautilus {

/// Texts by name, as a query or a command line gives them; a repeated name has several.
using NamedTexts = std::map<std::string, std::vector<std::string>, std::less<>>;

namespace detail {

/// The JSON value that a parameter's text stands for, given the type it is wanted as. A text that
/// is no number stays a text, so that the reader says what is wrong with it.
template <class T>
json::Value value_from_text(const std::string& text) {
  if constexpr (std::same_as<T, bool>) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
  } else if constexpr (std::integral<T>) {
    if (const auto number = parse_whole_number(text)) return *number;
  } else if constexpr (std::floating_point<T>) {
    if (const auto number = parse_number(text)) return *number;
  }
  return json::Value(text);
}

template <class T>
struct ParameterType {
  using type = T;
  static constexpr bool is_list = false;
};
template <class T>
struct ParameterType<std::optional<T>> {
  using type = T;
  static constexpr bool is_list = false;
};
template <class T>
struct ParameterType<std::vector<T>> {
  using type = T;
  static constexpr bool is_list = true;
};

/// Repeated or comma-separated: `symbols=A,B` and `symbols=A&symbols=B` are one.
template <class T>
json::Value list_from_texts(const std::vector<std::string>& texts) {
  json::Array list;
  for (const auto& text : texts) {
    for (const auto part : split(text, ',')) list.push_back(value_from_text<T>(std::string(part)));
  }
  return list;
}

}  // namespace detail

/// Reads a described struct from texts. Errors: invalid_argument with a fault per wrong, missing,
/// repeated or unknown name.
template <Described T>
Result<T> read_texts(const NamedTexts& parameters) {
  json::Reader reader;
  T out{};
  std::vector<std::string_view> known;
  for_each_field<T>([&](const auto& each) {
    using Member = std::remove_cvref_t<decltype(out.*each.member)>;
    using Type = detail::ParameterType<Member>;
    known.push_back(each.name);
    const json::Reader::Scope scope(reader, std::string(each.name));
    const auto found = parameters.find(each.name);
    if (found == parameters.end()) {
      if (each.required) reader.fault_missing(each.allowed);
    } else if constexpr (Type::is_list) {
      reader.read(detail::list_from_texts<typename Type::type>(found->second), out.*each.member,
                  each.allowed);
    } else if (found->second.size() > 1) {
      reader.fault("must be given once", "repeated");
    } else {
      reader.read(detail::value_from_text<typename Type::type>(found->second.front()),
                  out.*each.member, each.allowed);
    }
  });
  for (const auto& [name, values] : parameters) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const json::Reader::Scope scope(reader, name);
    reader.fault(fmt::format("no such parameter{}", did_you_mean(name, known)),
                 "unknown_parameter");
  }
  if (!reader.clean()) return std::move(reader).error();
  return out;
}

}  // namespace nautilus
