// SPDX-License-Identifier: MIT
#include "nautilus/market/timeframe.hpp"

#include <array>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using std::chrono::nanoseconds;

struct Unit {
  char letter;
  nanoseconds length;
};

constexpr std::array<Unit, 5> kUnits{{{'w', std::chrono::weeks(1)},
                                      {'d', std::chrono::days(1)},
                                      {'h', std::chrono::hours(1)},
                                      {'m', std::chrono::minutes(1)},
                                      {'s', std::chrono::seconds(1)}}};
constexpr nanoseconds kLongest = std::chrono::days(366);

std::optional<nanoseconds> length_of(std::string_view text) {
  if (text.size() < 2 || text.size() > 10 || text.front() < '1' || text.front() > '9') {
    return std::nullopt;
  }
  const auto count = parse_whole_number(text.substr(0, text.size() - 1));
  if (!count) return std::nullopt;
  for (const auto& unit : kUnits) {
    if (unit.letter != text.back()) continue;
    return *count <= kLongest / unit.length ? std::optional(*count * unit.length) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<Timeframe> Timeframe::parse(std::string_view text) {
  if (const auto length = length_of(text)) return Timeframe(*length);
  return Error{ErrorCode::invalid_argument,
               fmt::format("must be a timeframe up to 366d such as 30s, 5m, 1h, 1d or 1w, was '{}'",
                           text.substr(0, 40))};
}

std::string Timeframe::name() const {
  for (const auto& unit : kUnits) {
    if (length_ % unit.length == nanoseconds(0)) {
      return fmt::format("{}{}", length_ / unit.length, unit.letter);
    }
  }
  return fmt::format("{}ns", length_.count());  // Not reached: every length is whole seconds.
}

Result<Timeframe> Timeframe::from_json(const json::Value& value) {
  if (const auto* text = value.if_string()) return parse(*text);
  return Error{ErrorCode::invalid_argument,
               fmt::format("must be a timeframe such as \"1d\", was {}", json::kind_name(value))};
}

json::Value Timeframe::json_schema(json::Direction /*direction*/) {
  return json::Object{{"type", "string"}, {"pattern", "^[1-9][0-9]*[smhdw]$"}, {"example", "1d"}};
}

}  // namespace nautilus::market
