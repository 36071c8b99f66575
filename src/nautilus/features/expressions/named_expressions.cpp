// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/named_expressions.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "nautilus/base/document.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/features/expressions/expression.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kLongestName = 64;

bool is_name(std::string_view text) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto may_follow = [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= kLongestName && is_lower(text[0]) &&
         std::ranges::all_of(text, may_follow);
}

Result<void> check(const std::string& name, const std::string& text) {
  if (!is_name(name)) {
    return field_error(
        {name},
        fmt::format("is no name of a feature: those are a lower-case letter, then at most "
                    "{} such letters, digits and underscores",
                    kLongestName - 1),
        "not_allowed");
  }
  if (find_feature(name)) {
    return field_error({name}, "is the name of a feature of the catalogue; choose another",
                       "not_allowed");
  }
  const auto compiled = Expression::compile(text);
  if (compiled) return {};
  return field_error({name}, compiled.error().message, "expression");
}

}  // namespace

Result<std::vector<Feature>> expression_features(const NamedExpressions& expressions) {
  std::vector<Feature> features;
  std::optional<Error> error;
  for (const auto& [name, text] : expressions) {
    features.push_back({.name = name,
                        .group = Group::expressions,
                        .indicator = {},
                        .parameters = {},
                        .output = {},
                        .expression = text});
    auto sound = check(name, text);
    if (sound) continue;
    if (error) {
      std::ranges::move(sound.error().faults, std::back_inserter(error->faults));
    } else {
      error = std::move(sound).error();
    }
  }
  if (error) return *std::move(error);
  return features;
}

Result<NamedExpressions> read_expressions(const std::string& path) {
  constexpr std::size_t most_bytes = 1U << 20;
  NAUTILUS_TRY(const auto document, read_document(path, most_bytes));
  auto expressions = json::read<NamedExpressions>(document.value);
  auto sound = expressions ? expression_features(*expressions) : std::move(expressions).error();
  if (sound) return expressions;
  return document.located(std::move(sound).error()).in(path);
}

}  // namespace nautilus::features
