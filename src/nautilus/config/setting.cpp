// SPDX-License-Identifier: MIT
#include "nautilus/config/setting.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::config {
namespace {

/// Whole numbers without exponent: 100000, not 1e+05.
std::string plain_number(double value) {
  const bool whole = std::trunc(value) == value && std::abs(value) < 1e15;
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : format_number(value);
}

std::string_view kind_words(const Setting& setting) {
  switch (setting.kind) {
    case SettingKind::boolean: return setting.is_list ? "true or false values" : "true or false";
    case SettingKind::whole_number: return setting.is_list ? "whole numbers" : "a whole number";
    case SettingKind::number: return setting.is_list ? "numbers" : "a number";
    case SettingKind::text: return setting.is_list ? "texts" : "a text";
  }
  return "";
}

std::string range_words(const Allowed& allowed) {
  const bool has_minimum = std::isfinite(allowed.minimum);
  const bool has_maximum = std::isfinite(allowed.maximum);
  if (has_minimum && has_maximum) {
    return fmt::format(" {}between {} and {}", allowed.exclusive_minimum ? "strictly " : "",
                       plain_number(allowed.minimum), plain_number(allowed.maximum));
  }
  if (has_minimum) {
    return fmt::format(" {} {}", allowed.exclusive_minimum ? "above" : "at least",
                       plain_number(allowed.minimum));
  }
  if (has_maximum) {
    return fmt::format(" {} {}", allowed.exclusive_maximum ? "below" : "at most",
                       plain_number(allowed.maximum));
  }
  return "";
}

std::string size_words(const Setting& setting) {
  const auto& allowed = setting.allowed;
  const std::string_view unit = setting.is_list ? "elements" : "characters";
  const bool has_most = allowed.max_size != Allowed{}.max_size;
  if (has_most) return fmt::format(", {} to {} {}", allowed.min_size, allowed.max_size, unit);
  if (allowed.min_size > 0) return fmt::format(", at least {} {}", allowed.min_size, unit);
  return "";
}

}  // namespace

Setting detail::named_setting(std::string_view group, std::string_view name) {
  const auto derived = [&](std::string_view prefix, char between_words, auto&& letter) {
    std::string out(prefix);
    if (!group.empty()) out.append(group).push_back('_');
    out.append(name);
    std::ranges::transform(out, out.begin(),
                           [&](char c) { return c == '_' ? between_words : letter(c); });
    return out;
  };
  const auto same = [](char c) { return c; };
  const auto upper = [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  };

  Setting setting;
  setting.name = group.empty() ? std::string(name) : fmt::format("{}.{}", group, name);
  setting.environment = derived("ML_", '_', upper);
  setting.flag = derived("", '-', same);
  setting.group = group;
  return setting;
}

std::string limits_in_words(const Setting& setting) {
  std::string words;
  if (!setting.allowed.words.empty()) {
    words = fmt::format("one of {}", fmt::join(setting.allowed.words, ", "));
  } else {
    words = fmt::format("{}{}{}", kind_words(setting),
                        setting.is_list ? "" : range_words(setting.allowed), size_words(setting));
  }
  return setting.is_optional ? words + ", or unset" : words;
}

std::string value_text(const json::Value& value) {
  if (value.is_null()) return "";
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* number = value.if_double()) return plain_number(*number);
  const auto* list = value.if_array();
  if (list == nullptr) return json::to_text(value);
  std::vector<std::string> parts;
  for (const auto& element : *list) parts.push_back(value_text(element));
  return fmt::format("{}", fmt::join(parts, ","));
}

}  // namespace nautilus::config
