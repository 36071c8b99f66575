// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "nautilus/base/json.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// The length of a bar: a whole number of seconds, minutes, hours, days or weeks, such as "5m",
/// "1d".
class Timeframe {
 public:
  Timeframe() = default;  ///< One day.

  /// Reads "30s", "1m", "4h", "1d", "1w". Errors: invalid_argument.
  static Result<Timeframe> parse(std::string_view text);

  [[nodiscard]] std::chrono::nanoseconds length() const { return length_; }

  /// The canonical name: the largest unit that divides it, so that "60m" and "1h" are one.
  [[nodiscard]] std::string name() const;

  friend auto operator<=>(Timeframe, Timeframe) = default;

  static Result<Timeframe> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
  [[nodiscard]] json::Value to_json() const {
    return json::Value(name());  // NOLINT(modernize-return-braced-init-list): braces make a list
  }

 private:
  explicit Timeframe(std::chrono::nanoseconds length) : length_(length) {}

  std::chrono::nanoseconds length_ = std::chrono::hours(24);
};

}  // namespace nautilus::market
