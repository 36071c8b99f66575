// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::json {

/// Whether a schema describes what we read or what we write: an answer has all its fields, a
/// request only those it must.
enum class Direction {
  request,
  answer,
};

namespace detail {

void add_number_limits(Object& schema, const Allowed& allowed);
void add_text_limits(Object& schema, const Allowed& allowed);
void add_list_limits(Object& schema, const Allowed& allowed);
Value nullable(Value schema);

template <class T>
struct Tag {};

template <class T>
Value make(Tag<T> tag, const Allowed& allowed, Direction direction);

template <class T>
Object of(Tag<std::optional<T>> /*tag*/, const Allowed& allowed, Direction direction) {
  return nullable(make(Tag<T>{}, allowed, direction)).as_object();
}

template <class T>
Object of(Tag<std::vector<T>> /*tag*/, const Allowed& allowed, Direction direction) {
  Object schema{{"type", "array"},
                {"items", make(Tag<T>{}, Allowed{.words = allowed.words}, direction)}};
  add_list_limits(schema, allowed);
  return schema;
}

template <class T, std::size_t N>
Object of(Tag<std::array<T, N>> /*tag*/, const Allowed& /*allowed*/, Direction direction) {
  return {{"type", "array"},
          {"items", make(Tag<T>{}, Allowed{}, direction)},
          {"minItems", N},
          {"maxItems", N}};
}

template <class T>
Object of(Tag<std::map<std::string, T>> /*tag*/, const Allowed& /*allowed*/, Direction direction) {
  return {{"type", "object"}, {"additionalProperties", make(Tag<T>{}, Allowed{}, direction)}};
}

template <Described T>
Object object_of(Direction direction) {
  Object properties;
  Array required;
  for_each_field<T>([&](const auto& each) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*each.member)>;
    Object property = make(Tag<Member>{}, each.allowed, direction).as_object();
    property["description"] = each.help;
    if (each.secret) property["writeOnly"] = true;
    if (direction == Direction::request && !each.required) {
      property["default"] = parse(write(T{}.*each.member)).value_or(Value());
    }
    properties[each.name] = std::move(property);
    if (each.required || direction == Direction::answer) required.emplace_back(each.name);
  });
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

template <class T>
Value make(Tag<T> tag, const Allowed& allowed, Direction direction) {
  if constexpr (requires { T::json_schema(direction); }) {
    return T::json_schema(direction);
  } else if constexpr (std::same_as<T, Value>) {
    return Object{};
  } else if constexpr (std::same_as<T, bool>) {
    return Object{{"type", "boolean"}};
  } else if constexpr (std::integral<T>) {
    Object schema{{"type", "integer"}};
    add_number_limits(schema, allowed);
    return schema;
  } else if constexpr (std::floating_point<T>) {
    Object schema{{"type", "number"}};
    add_number_limits(schema, allowed);
    return schema;
  } else if constexpr (std::same_as<T, std::string>) {
    Object schema{{"type", "string"}};
    add_text_limits(schema, allowed);
    return schema;
  } else if constexpr (std::same_as<T, Timestamp>) {
    return Object{{"type", "string"}, {"format", "date-time"}};
  } else if constexpr (DescribedEnum<T>) {
    Object schema{{"type", "string"}};
    add_text_limits(schema, one_of(enum_words(T{})));
    return schema;
  } else if constexpr (Described<T>) {
    return object_of<T>(direction);
  } else {
    return of(tag, allowed, direction);
  }
}

}  // namespace detail

/// The JSON Schema (2020-12) of a described type. A type of many shapes says its own:
/// `static Value json_schema(Direction)`.
template <class T>
Value schema(Direction direction, const Allowed& allowed = {}) {
  return detail::make(detail::Tag<T>{}, allowed, direction);
}

}  // namespace nautilus::json
