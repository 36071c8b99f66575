// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "nautilus/base/error.hpp"

namespace nautilus {

/// A value, or the Error that stood in its way. Spelled like std::expected, which the compilers we
/// support do not have in C++20 (docs/decisions/0001-result.md).
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value)  // NOLINT(google-explicit-constructor): a value is a success
      : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error)  // NOLINT(google-explicit-constructor): an error is a failure
      : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// REQUIRES: has_value().
  T& operator*() & { return *pointer(); }
  const T& operator*() const& { return *pointer(); }
  /// By value: the element of a temporary result must not dangle, as in a range-for over it.
  T operator*() && { return std::move(*pointer()); }
  T* operator->() { return pointer(); }
  const T* operator->() const { return pointer(); }

  /// REQUIRES: !has_value().
  [[nodiscard]] Error& error() & { return *failure(); }
  [[nodiscard]] const Error& error() const& { return *failure(); }
  [[nodiscard]] Error&& error() && { return std::move(*failure()); }

  template <class U>
  T value_or(U&& fallback) && {
    return has_value() ? std::move(*pointer()) : static_cast<T>(std::forward<U>(fallback));
  }

 private:
  [[nodiscard]] T* pointer() {
    assert(has_value());
    return std::get_if<0>(&state_);
  }
  [[nodiscard]] const T* pointer() const {
    assert(has_value());
    return std::get_if<0>(&state_);
  }
  [[nodiscard]] Error* failure() {
    assert(!has_value());
    return std::get_if<1>(&state_);
  }
  [[nodiscard]] const Error* failure() const {
    assert(!has_value());
    return std::get_if<1>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error)  // NOLINT(google-explicit-constructor): an error is a failure
      : error_(std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// REQUIRES: !has_value().
  [[nodiscard]] Error& error() & { return *error_; }
  [[nodiscard]] const Error& error() const& { return *error_; }
  [[nodiscard]] Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace nautilus

#define NAUTILUS_JOIN_TOKENS(a, b) a##b
#define NAUTILUS_JOIN(a, b) NAUTILUS_JOIN_TOKENS(a, b)
#define NAUTILUS_TRY_AS(result, declaration, ...) \
  auto result = (__VA_ARGS__);                    \
  if (!result) return std::move(result).error();  \
  declaration = *std::move(result)

/// Binds the value of a Result to a declaration, or returns its error from this function.
///
///     NAUTILUS_TRY(const auto bars, store.read(query));
#define NAUTILUS_TRY(declaration, ...) \
  NAUTILUS_TRY_AS(NAUTILUS_JOIN(nautilus_result_, __COUNTER__), declaration, __VA_ARGS__)

/// Returns the error of a Result from this function, if it has one.
#define NAUTILUS_CHECK(...)                                   \
  if (auto nautilus_result = (__VA_ARGS__); !nautilus_result) \
  return std::move(nautilus_result).error()
