// SPDX-License-Identifier: MIT
#include "nautilus/config/detail/toml_read.hpp"

#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace nautilus::config::detail {
namespace {

json::Value to_json(const toml::node& node);

json::Value to_json(const toml::table& table) {
  json::Object object;
  for (const auto& [key, node] : table) object[key.str()] = to_json(node);
  return object;
}

json::Value to_json(const toml::array& list) {
  json::Array array;
  for (const auto& node : list) array.push_back(to_json(node));
  return array;
}

template <class T>
json::Value to_json(const toml::value<T>& value) {
  if constexpr (toml::is_chronological<T>) {
    std::ostringstream text;
    text << value.get();
    json::Value written(text.str());
    return written;
  } else {
    return json::Value(value.get());
  }
}

json::Value to_json(const toml::node& node) {
  return node.visit([](const auto& known) { return to_json(known); });
}

}  // namespace

Result<json::Value> parse_toml(std::string_view text) {
  try {
    return to_json(toml::parse(text));
  } catch (const toml::parse_error& error) {  // The packaged library knows no other way.
    const auto& at = error.source().begin;
    return Error{ErrorCode::malformed,
                 fmt::format("line {}, column {}: {}", at.line, at.column, error.description())};
  }
}

}  // namespace nautilus::config::detail
