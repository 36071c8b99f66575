// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/corporate_action.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

constexpr double kLargestRatio = 1000;

Error fault(std::string_view field, std::string message, std::string_view type = "out_of_range") {
  return field_error({std::string(field)}, std::move(message), std::string(type));
}

Result<void> check_split(const CorporateAction& action) {
  if (!action.ratio) return fault("ratio", "is required of a split", "missing");
  if (action.amount) return fault("amount", "goes with a dividend; leave it out", "not_allowed");
  const double ratio = *action.ratio;
  if (std::isfinite(ratio) && ratio >= 1 / kLargestRatio && ratio <= kLargestRatio && ratio != 1) {
    return {};
  }
  return fault("ratio", fmt::format("must be shares after the split for each one before, between "
                                    "0.001 and 1000 and not 1, was {}; 7:1 is 7, 1:10 is 0.1",
                                    format_number(ratio)));
}

Result<void> check_dividend(const CorporateAction& action) {
  if (!action.amount) return fault("amount", "is required of a dividend", "missing");
  if (action.ratio) return fault("ratio", "goes with a split; leave it out", "not_allowed");
  if (std::isfinite(*action.amount) && *action.amount > 0) return {};
  return fault("amount", fmt::format("must be a finite number above 0, was {}",
                                     format_number(*action.amount)));
}

Result<void> check_times(const CorporateAction& action, Timestamp now) {
  const auto day = action.ex_date;
  if (day < kEarliest || day >= kLatest || start_of_day(day) != day) {
    return fault("ex_date",
                 fmt::format("must be a date such as 2014-06-09, was {}", format_timestamp(day)));
  }
  if (!action.known_at || (*action.known_at >= kEarliest && *action.known_at <= now)) return {};
  return fault("known_at",
               fmt::format("must not be in the future, was {} at {}; send the action "
                           "when it is announced: before its ex-date it changes nothing",
                           format_timestamp(*action.known_at), format_timestamp(now)));
}

}  // namespace

Result<void> check(const CorporateAction& action, Timestamp now) {
  NAUTILUS_CHECK(check_symbol(action.symbol));
  NAUTILUS_CHECK(check_times(action, now));
  return action.type == ActionType::split ? check_split(action) : check_dividend(action);
}

Timestamp known_since(const CorporateAction& action, Timestamp now) {
  return action.known_at.value_or(std::min(action.ex_date, now));
}

Timestamp effective_from(const CorporateAction& action) {
  return std::max(action.ex_date, *action.known_at);
}

}  // namespace nautilus::market
