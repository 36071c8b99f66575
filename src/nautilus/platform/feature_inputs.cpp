// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_inputs.hpp"

#include <algorithm>
#include <optional>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/expressions/expression.hpp"
#include "nautilus/market/calendars/calendar.hpp"

namespace nautilus::platform {
namespace {

constexpr double kSessionsPerYear = 252;  // Of daily bars whose calendar is not known.
constexpr std::string_view kNeedsDays = "it counts sessions; ask for it on daily bars";
constexpr std::string_view kNeedsCalendar =
    "bars in a year are known of daily bars, and of others where an instrument names a calendar";

/// When the bars open, in seconds since 1970.
std::vector<double> open_seconds(const market::BarSeries& bars) {
  constexpr double nanoseconds = 1e9;
  std::vector<double> seconds;
  seconds.reserve(bars.size());
  for (const auto each : bars.timestamps) {
    seconds.push_back(static_cast<double>(each.nanoseconds) / nanoseconds);
  }
  return seconds;
}

bool is_daily(const market::BarSeries& bars) { return bars.key.timeframe == market::Timeframe(); }

/// What of the calendar the values of a feature depend on.
struct Counts {
  bool sessions = false;
  bool years = false;
};

Counts counts_of(const features::Feature& feature) {
  if (!feature.expression.empty()) {
    const auto expression = features::Expression::compile(feature.expression);
    if (!expression) return {};
    const auto& program = (*expression)->program();
    return {program.counts_sessions, program.counts_years};
  }
  const auto indicator = features::find_indicator(feature.indicator);
  if (!indicator) return {feature.counts_sessions};
  const auto parameters = (*indicator)->parameters();
  const auto years = std::ranges::find(parameters, "bars_per_year", &features::ParameterInfo::name);
  return {feature.counts_sessions, years != parameters.end()};
}

/// Why a feature cannot be had on these bars, or null: one counts sessions, another years.
std::optional<std::string_view> obstacle(const features::Feature& feature,
                                         const market::BarSeries& bars) {
  if (is_daily(bars)) return std::nullopt;
  const Counts counts = counts_of(feature);
  if (counts.sessions) return kNeedsDays;
  if (bars.calendar == nullptr && counts.years) return kNeedsCalendar;
  return std::nullopt;
}

double bars_per_year(const market::BarSeries& bars) {
  return bars.calendar == nullptr ? kSessionsPerYear
                                  : bars.calendar->bars_per_year(bars.key.timeframe);
}

}  // namespace

FeatureInputs::FeatureInputs(const market::BarSeries& bars)
    : bars_(bars), times_(open_seconds(bars)) {}

features::BarColumns FeatureInputs::columns() const {
  return {bars_.open, bars_.high, bars_.low, bars_.close, bars_.volume, times_};
}

features::FeatureOptions FeatureInputs::options() const {
  return {.bars_per_year = bars_per_year(bars_)};
}

Reasons FeatureInputs::take_out(std::vector<features::Feature>& wanted) const {
  Reasons reasons;
  std::erase_if(wanted, [&](const features::Feature& each) {
    const auto why = obstacle(each, bars_);
    if (why) reasons.emplace(each.name, *why);
    return why.has_value();
  });
  return reasons;
}

Result<std::vector<features::Feature>> wanted_features(const FeaturesRequest& request,
                                                       const features::NamedExpressions& own) {
  auto requested = features::expression_features(request.expressions);
  if (!requested) return std::move(requested).error().at("expressions").at("body");
  for (const features::Feature& each : *requested) {
    if (!own.contains(std::string(each.name))) continue;
    return field_error({"body", "expressions", std::string(each.name)},
                       "is the name of a feature that settings declare; choose another",
                       "not_allowed");
  }
  if (!request.feature_groups && !requested->empty()) return requested;
  const auto groups = request.feature_groups.value_or(std::vector<std::string>());
  auto features = features::features_of(groups);
  if (!features) return std::move(features).error().at("body");
  const auto word = to_word(features::Group::expressions);
  if (groups.empty() || std::ranges::find(groups, word) != groups.end()) {
    NAUTILUS_TRY(const auto declared, features::expression_features(own));
    features->insert(features->end(), declared.begin(), declared.end());
  }
  features->insert(features->end(), requested->begin(), requested->end());
  return features;
}

}  // namespace nautilus::platform
