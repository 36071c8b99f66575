// SPDX-License-Identifier: MIT
#include "nautilus/server/path_template.hpp"

#include <algorithm>

#include "nautilus/base/text.hpp"

namespace nautilus::server {
namespace {

bool is_parameter(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

std::string_view name_of(std::string_view part) { return part.substr(1, part.size() - 2); }

bool part_fits(std::string_view expected, std::string_view part) {
  return is_parameter(expected) ? !part.empty() : expected == part;
}

}  // namespace

bool is_template(std::string_view path) { return path.find('{') != std::string_view::npos; }

bool fits(std::string_view path_template, std::string_view path) {
  return std::ranges::equal(split(path_template, '/'), split(path, '/'), part_fits);
}

Result<void> add_path_parameters(std::string_view path_template, std::string_view path,
                                 NamedTexts& parameters) {
  const auto expected = split(path_template, '/');
  const auto parts = split(path, '/');
  for (std::size_t i = 0; i < expected.size() && i < parts.size(); ++i) {
    if (!is_parameter(expected[i])) continue;
    NAUTILUS_TRY(auto text, decode_path_part(parts[i]));
    parameters[std::string(name_of(expected[i]))].push_back(std::move(text));
  }
  return {};
}

bool has_parameter(std::string_view path_template, std::string_view name) {
  return std::ranges::any_of(split(path_template, '/'), [&](std::string_view part) {
    return is_parameter(part) && name_of(part) == name;
  });
}

}  // namespace nautilus::server
