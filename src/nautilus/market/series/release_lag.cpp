// SPDX-License-Identifier: MIT
#include "nautilus/market/series/release_lag.hpp"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using std::chrono::nanoseconds;

struct Unit {
  char letter;  ///< In ISO-8601; ours is the same in lower case.
  nanoseconds length;
  bool is_of_day;  ///< Stands after the T.
};

constexpr std::array<Unit, 5> kUnits{{{'W', std::chrono::weeks(1), false},
                                      {'D', std::chrono::days(1), false},
                                      {'H', std::chrono::hours(1), true},
                                      {'M', std::chrono::minutes(1), true},
                                      {'S', std::chrono::seconds(1), true}}};
constexpr nanoseconds kLongest = std::chrono::days(3660);

/// Takes the digits at the front as a number of units; nullopt if there are none or too many.
std::optional<nanoseconds> take_count(std::string_view& text, nanoseconds unit) {
  const auto digits = text.find_first_not_of("0123456789");
  const auto count = parse_whole_number(text.substr(0, digits));
  if (!count || digits == std::string_view::npos || *count > kLongest / unit) return std::nullopt;
  text.remove_prefix(digits + 1);
  return *count * unit;
}

/// The unit whose letter follows the digits at the front.
const Unit* unit_at(std::string_view text, bool is_of_day) {
  const auto place = text.find_first_not_of("0123456789");
  if (place == std::string_view::npos) return nullptr;
  for (const auto& unit : kUnits) {
    if (unit.letter == text[place] && unit.is_of_day == is_of_day) return &unit;
  }
  return nullptr;
}

std::optional<nanoseconds> iso_length(std::string_view text) {
  nanoseconds length{0};
  bool is_of_day = false;
  if (text.empty() || text.ends_with('T')) return std::nullopt;
  while (!text.empty()) {
    if (text.front() == 'T' && !is_of_day) {
      is_of_day = true;
      text.remove_prefix(1);
    }
    const auto* unit = unit_at(text, is_of_day);
    if (unit == nullptr) return std::nullopt;
    const auto part = take_count(text, unit->length);
    if (!part) return std::nullopt;
    length += *part;
  }
  return length;
}

std::optional<nanoseconds> short_length(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  for (const auto& unit : kUnits) {
    if (text.back() == unit.letter - 'A' + 'a') {
      const auto length = take_count(text, unit.length);
      return text.empty() ? length : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<ReleaseLag> ReleaseLag::parse(std::string_view text) {
  const auto length = text.starts_with('P') ? iso_length(text.substr(1)) : short_length(text);
  if (length && *length <= kLongest) return ReleaseLag(*length);
  return Error{
      ErrorCode::invalid_argument,
      fmt::format("must be a time up to 3660d such as 1d, 36h or P45D (no months or years, "
                  "which have no one length), was '{}'",
                  text.substr(0, 40))};
}

std::string ReleaseLag::name() const {
  if (length_ == nanoseconds(0)) return "0d";
  for (const auto& unit : kUnits) {
    if (unit.letter != 'W' && length_ % unit.length == nanoseconds(0)) {
      return fmt::format("{}{}", length_ / unit.length, static_cast<char>(unit.letter - 'A' + 'a'));
    }
  }
  return fmt::format("{}ns", length_.count());  // Not reached: every lag is whole seconds.
}

Result<ReleaseLag> ReleaseLag::from_json(const json::Value& value) {
  if (const auto* text = value.if_string()) return parse(*text);
  return Error{ErrorCode::invalid_argument,
               fmt::format("must be a time such as \"1d\", was {}", json::kind_name(value))};
}

json::Value ReleaseLag::json_schema(json::Direction /*direction*/) {
  return json::Object{{"type", "string"},
                      {"pattern", "^([0-9]+[smhdw]|P([0-9]+[WD])*(T([0-9]+[HMS])+)?)$"},
                      {"example", "1d"}};
}

}  // namespace nautilus::market
