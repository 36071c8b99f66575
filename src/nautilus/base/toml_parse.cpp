// SPDX-License-Identifier: MIT
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "nautilus/base/document.hpp"

namespace nautilus {
namespace {

/// Turns the nodes into values of the same shape and notes their lines.
class Reader {
 public:
  json::Value read(const toml::table& table) {
    json::Object object;
    for (const auto& [key, node] : table) object[key.str()] = read_at(std::string(key.str()), node);
    return object;
  }

  Document document(const toml::table& table) && {
    auto value = read(table);
    return {std::move(value), std::move(lines_)};
  }

 private:
  json::Value read(const toml::array& list) {
    json::Array array;
    for (const auto& node : list) array.push_back(read_at(std::to_string(array.size()), node));
    return array;
  }

  template <class T>
  json::Value read(const toml::value<T>& value) {
    if constexpr (toml::is_chronological<T>) {
      std::ostringstream text;
      text << value.get();
      json::Value written(text.str());
      return written;
    } else {
      return json::Value(value.get());
    }
  }

  json::Value read_at(std::string name, const toml::node& node) {
    location_.push_back(std::move(name));
    lines_[location_] = node.source().begin.line;
    auto value = node.visit([this](const auto& known) { return read(known); });
    location_.pop_back();
    return value;
  }

  std::vector<std::string> location_;
  std::map<std::vector<std::string>, std::size_t> lines_;
};

}  // namespace

Result<Document> parse_toml(std::string_view text) {
  try {
    return Reader().document(toml::parse(text));
  } catch (const toml::parse_error& error) {  // The packaged library knows no other way.
    const auto& at = error.source().begin;
    return Error{ErrorCode::malformed,
                 fmt::format("line {}, column {}: {}", at.line, at.column, error.description())};
  }
}

}  // namespace nautilus
