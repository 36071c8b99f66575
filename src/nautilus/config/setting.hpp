// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/config/flag_alias.hpp"

namespace nautilus::config {

/// What the text of a flag or environment variable is read as.
enum class SettingKind {
  boolean,
  whole_number,
  number,
  text,
};

/// One setting of a described struct, its groups flattened away; everything that can be said about
/// it without knowing its type.
struct Setting {
  std::string name;         ///< "server.port".
  std::string environment;  ///< "ML_SERVER_PORT".
  std::string flag;         ///< "server-port"; empty for a secret, which no process list may show.
  std::string_view group;   ///< "server"; empty at the top.
  std::string_view group_help;
  std::string_view help;
  SettingKind kind = SettingKind::text;
  bool is_list = false;
  bool is_optional = false;
  bool is_secret = false;
  Allowed allowed;
  json::Value value;
  json::Value default_value;
};

namespace detail {

/// Fills in the names that derive from group and name.
Setting named_setting(std::string_view group, std::string_view name);

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

template <class T>
constexpr SettingKind kind_of() {
  if constexpr (kIsOptional<T> || kIsList<T>) {
    return kind_of<typename T::value_type>();
  } else if constexpr (std::same_as<T, bool>) {
    return SettingKind::boolean;
  } else if constexpr (std::integral<T>) {
    return SettingKind::whole_number;
  } else if constexpr (std::floating_point<T>) {
    return SettingKind::number;
  } else {
    static_assert(std::same_as<T, std::string> || DescribedEnum<T> || std::same_as<T, Timestamp>,
                  "a setting is a boolean, number, text, word or time, optional or a list of such");
    return SettingKind::text;
  }
}

template <class T>
Allowed allowed_of(const Allowed& declared) {
  if constexpr (DescribedEnum<T>) return one_of(enum_words(T{}));
  return declared;
}

template <class T>
json::Value to_value(const T& member) {
  return json::parse(json::write(member)).value_or(json::Value());
}

template <Described T>
void add_settings(std::vector<Setting>& out, const T& values, const T& defaults,
                  std::string_view group, std::string_view group_help) {
  for_each_field<T>([&](const auto& each) {
    using Member = std::remove_cvref_t<decltype(values.*each.member)>;
    if constexpr (Described<Member>) {
      add_settings(out, values.*each.member, defaults.*each.member, each.name, each.help);
    } else {
      auto setting = named_setting(group, each.name);
      setting.group_help = group_help;
      setting.help = each.help;
      setting.kind = kind_of<Member>();
      setting.is_list = kIsList<Member>;
      setting.is_optional = kIsOptional<Member>;
      setting.is_secret = each.secret;
      setting.allowed = allowed_of<Member>(each.allowed);
      if (each.secret) {
        setting.flag.clear();
      } else {
        setting.value = to_value(values.*each.member);
        setting.default_value = to_value(defaults.*each.member);
      }
      out.push_back(std::move(setting));
    }
  });
}

}  // namespace detail

/// The settings of a struct of values and groups of values, in the order of declaration. The value
/// of a secret is not among them.
template <Described T>
std::vector<Setting> settings_of(const T& values = {}) {
  std::vector<Setting> settings;
  detail::add_settings(settings, values, T{}, "", "");
  return settings;
}

/// The short flags that T declares, if any.
template <Described T>
constexpr std::span<const FlagAlias> flag_aliases_of() {
  if constexpr (requires { T::flag_aliases(); }) {
    return T::flag_aliases();
  } else {
    return {};
  }
}

/// "a whole number between 0 and 65535": what a setting may be, for people.
std::string limits_in_words(const Setting& setting);

/// The value as it is written in a flag or the environment; lists comma-separated, null empty.
std::string value_text(const json::Value& value);

}  // namespace nautilus::config
