// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace nautilus {

/// The limits of a field's value. Numbers use `minimum` and `maximum`, texts and lists `max_size`,
/// texts `words` (the only words allowed; empty for any).
struct Allowed {
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  bool exclusive_minimum = false;
  bool exclusive_maximum = false;
  std::size_t min_size = 0;
  std::size_t max_size = std::numeric_limits<std::size_t>::max();
  std::span<const std::string_view> words;
};

constexpr Allowed between(double minimum, double maximum) {
  return {.minimum = minimum, .maximum = maximum};
}
/// Both ends excluded, such as a confidence level strictly inside 0 and 1.
constexpr Allowed strictly_between(double minimum, double maximum) {
  return {
      .minimum = minimum, .maximum = maximum, .exclusive_minimum = true, .exclusive_maximum = true};
}
constexpr Allowed at_least(double minimum) { return {.minimum = minimum}; }
constexpr Allowed above(double minimum) { return {.minimum = minimum, .exclusive_minimum = true}; }
constexpr Allowed sized(std::size_t min_size, std::size_t max_size) {
  return {.min_size = min_size, .max_size = max_size};
}
/// REQUIRES: `words` outlives the program, so a constexpr array at namespace scope.
constexpr Allowed one_of(std::span<const std::string_view> words) { return {.words = words}; }

/// One member of a described struct. From the tuple that its `fields()` returns derive parsing with
/// named errors, writing, limits, JSON schema, command-line flag, environment name and docs.
template <class Owner, class Value>
struct Field {
  std::string_view name;
  Value Owner::*member;
  std::string_view help;
  Allowed allowed;
  bool required =
      false;            ///< An absent required field is an error; any other keeps its initialiser.
  bool secret = false;  ///< Written as "***", never logged.
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(std::string_view name, Value Owner::*member,
                                    std::string_view help, Allowed allowed = {}) {
  return {name, member, help, allowed};
}

template <class Owner, class Value>
constexpr Field<Owner, Value> required_field(std::string_view name, Value Owner::*member,
                                             std::string_view help, Allowed allowed = {}) {
  return {name, member, help, allowed, true, false};
}

template <class Owner, class Value>
constexpr Field<Owner, Value> secret_field(std::string_view name, Value Owner::*member,
                                           std::string_view help) {
  return {name, member, help, {}, false, true};
}

/// A struct that declares its members with `static constexpr auto fields()`.
template <class T>
concept Described = requires {
  T::fields();
};

/// An enum that declares its words: a constexpr array of names in the order of its values, found by
/// argument-dependent lookup as `enum_words(T)`.
template <class T>
concept DescribedEnum = std::is_enum_v<T> && requires(T value) {
  { enum_words(value) } -> std::convertible_to<std::span<const std::string_view>>;
};

template <DescribedEnum T>
constexpr std::string_view to_word(T value) {
  return enum_words(value)[static_cast<std::size_t>(value)];
}

template <DescribedEnum T>
constexpr std::optional<T> from_word(std::string_view word) {
  const std::span<const std::string_view> words = enum_words(T{});
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<T>(i);
  }
  return std::nullopt;
}

/// Calls `visit(field)` for each declared member of T.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

}  // namespace nautilus
