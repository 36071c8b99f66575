// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "nautilus/server/query.hpp"

/// Paths of which a part is a parameter: "/market/calendars/{name}".
namespace nautilus::server {

bool is_template(std::string_view path);

/// Whether a path, still encoded, is one of those that a template stands for: part by part the
/// same, but anything that is not empty where the template has a parameter.
bool fits(std::string_view path_template, std::string_view path);

/// Adds the parameters of a path that fits to those of the query, decoded.
/// Errors: malformed, at a wrong percent-escape or a control character.
Result<void> add_path_parameters(std::string_view path_template, std::string_view path,
                                 NamedTexts& parameters);

/// Whether a template has a parameter of that name.
bool has_parameter(std::string_view path_template, std::string_view name);

}  // namespace nautilus::server
