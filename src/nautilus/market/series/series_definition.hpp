// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/market/series/release_lag.hpp"

namespace nautilus::market {

/// How often an external series has a value.
enum class Frequency {
  irregular,
  daily,
  weekly,
  monthly,
  quarterly,
  annual,
};
inline constexpr std::array<std::string_view, 6> kFrequencyWords{
    "irregular", "daily", "weekly", "monthly", "quarterly", "annual"};
constexpr const auto& enum_words(Frequency /*tag*/) { return kFrequencyWords; }

/// What is known of a series that is not prices of an instrument: a volatility index, a yield, an
/// oil price, a sentiment. What is empty here says nothing, and leaves what is held as it is.
struct SeriesDefinition {
  std::string series_id;
  std::string title;
  std::string unit;
  std::optional<Frequency> frequency;
  std::string calendar;
  std::optional<ReleaseLag> release_lag;
  std::string source;

  friend bool operator==(const SeriesDefinition&, const SeriesDefinition&) = default;

  static constexpr auto fields() {
    using D = SeriesDefinition;
    return std::tuple{
        required_field("series_id", &D::series_id, "Name of the series, such as VIXCLS",
                       sized(1, 32)),
        field("title", &D::title, "What it is, in words", sized(0, 200)),
        field("unit", &D::unit, "What its values count, such as percent or USD a barrel",
              sized(0, 60)),
        field("frequency", &D::frequency, "How often it has a value"),
        field("calendar", &D::calendar, "Trading calendar whose days it has values on",
              sized(0, 32)),
        field(
            "release_lag", &D::release_lag,
            "How long after its date a value is public, such as 1d or P45D; for rows that name no "
            "release time of their own"),
        field("source", &D::source, "Who publishes it", sized(0, 200)),
    };
  }
};

/// Checks the form of a series' name, which is that of a symbol. Errors: invalid_argument.
Result<void> check_series_id(std::string_view series_id);

}  // namespace nautilus::market
