// SPDX-License-Identifier: MIT
#include "nautilus/base/json_schema.hpp"

#include <cmath>

namespace nautilus::json::detail {
namespace {

/// Whole limits as whole numbers, so that an integer's schema reads like one.
Value limit(double value) {
  const bool whole = std::trunc(value) == value && std::abs(value) < 9e15;
  return whole ? Value(static_cast<std::int64_t>(value)) : Value(value);
}

void add_size_limits(Object& schema, const Allowed& allowed, std::string_view least,
                     std::string_view most) {
  if (allowed.min_size > 0) schema[least] = allowed.min_size;
  if (allowed.max_size != Allowed{}.max_size) schema[most] = allowed.max_size;
}

}  // namespace

void add_number_limits(Object& schema, const Allowed& allowed) {
  if (std::isfinite(allowed.minimum)) {
    schema[allowed.exclusive_minimum ? "exclusiveMinimum" : "minimum"] = limit(allowed.minimum);
  }
  if (std::isfinite(allowed.maximum)) {
    schema[allowed.exclusive_maximum ? "exclusiveMaximum" : "maximum"] = limit(allowed.maximum);
  }
}

void add_text_limits(Object& schema, const Allowed& allowed) {
  add_size_limits(schema, allowed, "minLength", "maxLength");
  if (allowed.words.empty()) return;
  Array words;
  for (const auto word : allowed.words) words.emplace_back(word);
  schema["enum"] = std::move(words);
}

void add_list_limits(Object& schema, const Allowed& allowed) {
  add_size_limits(schema, allowed, "minItems", "maxItems");
}

Value nullable(Value schema) {
  auto& object = schema.as_object();
  if (auto* type = object.if_contains("type"); type != nullptr && type->is_string()) {
    *type = Array{*type, "null"};
    if (auto* words = object.if_contains("enum")) words->as_array().emplace_back(nullptr);
    return schema;
  }
  if (object.empty()) return schema;  // Any value, null included.
  return Object{{"anyOf", Array{std::move(schema), Object{{"type", "null"}}}}};
}

}  // namespace nautilus::json::detail
