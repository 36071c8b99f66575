// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "nautilus/base/json.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/result.hpp"

namespace nautilus::market {

/// How long after the time it is dated with a value becomes public: what a series declares when its
/// source gives no release times.
class ReleaseLag {
 public:
  ReleaseLag() = default;  ///< None: public at once.

  /// Reads "1d", "36h", "90m", "2w", or ISO-8601: "P1D", "PT36H", "P1DT12H". Months and years are
  /// refused, since they have no one length. Errors: invalid_argument.
  static Result<ReleaseLag> parse(std::string_view text);

  [[nodiscard]] std::chrono::nanoseconds length() const { return length_; }

  /// "36h": the largest unit up to days that divides it.
  [[nodiscard]] std::string name() const;

  friend auto operator<=>(ReleaseLag, ReleaseLag) = default;

  static Result<ReleaseLag> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
  [[nodiscard]] json::Value to_json() const {
    return json::Value(name());  // NOLINT(modernize-return-braced-init-list): braces make a list
  }

 private:
  explicit ReleaseLag(std::chrono::nanoseconds length) : length_(length) {}

  std::chrono::nanoseconds length_ = std::chrono::nanoseconds(0);
};

}  // namespace nautilus::market
