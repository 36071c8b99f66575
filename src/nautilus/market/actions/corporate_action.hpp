// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

enum class ActionType {
  split,
  dividend,
};
inline constexpr std::array<std::string_view, 2> kActionTypes{"split", "dividend"};
constexpr std::span<const std::string_view> enum_words(ActionType /*type*/) { return kActionTypes; }

/// A split or a cash dividend. Symbol, type, ex-date and label together say which one it is; what
/// comes again with a later knowledge time corrects it, or cancels it.
struct CorporateAction {
  std::string symbol;
  ActionType type = ActionType::split;
  Timestamp ex_date;             ///< Midnight UTC of the first session without the entitlement.
  std::optional<double> ratio;   ///< Of a split: shares after it for each one before.
  std::optional<double> amount;  ///< Of a dividend: money per share on the ex-date.
  std::string currency;          ///< Of a dividend.
  std::string label;
  std::optional<Timestamp> known_at;
  std::string source;
  bool cancelled = false;

  friend bool operator==(const CorporateAction&, const CorporateAction&) = default;

  static constexpr auto fields() {
    using A = CorporateAction;
    return std::tuple{
        required_field("symbol", &A::symbol, "The instrument", sized(1, 32)),
        required_field("type", &A::type, "split, or a cash dividend"),
        required_field("ex_date", &A::ex_date, "First day without the entitlement, a date"),
        field("ratio", &A::ratio, "Of a split: shares after it for each one before, 7 for 7:1",
              above(0)),
        field("amount", &A::amount,
              "Of a dividend: money per share on the ex-date, after a split of that day", above(0)),
        field("currency", &A::currency, "Of a dividend, the currency of the prices", sized(0, 8)),
        field("label", &A::label, "Tells two of one type and day apart, such as 'special'",
              sized(0, 64)),
        field("known_at", &A::known_at,
              "Since when it is known; unset, since its ex-date, or since now for a coming one"),
        field("source", &A::source, "Who says so", sized(0, 128)),
        field("cancelled", &A::cancelled, "Whether it was called off"),
    };
  }
};

/// Checks one action: a sound symbol, an ex-date at midnight, a split's ratio between 1/1000 and
/// 1000 and not 1, a dividend's amount above 0, nothing of the other type, and no knowledge time
/// after `now`. Errors: invalid_argument naming the field and the remedy.
Result<void> check(const CorporateAction& action, Timestamp now);

/// Since when it is known: as stated; else since midnight UTC of its ex-date (what lies back is
/// taken as history), or since `now` where the ex-date is still to come.
Timestamp known_since(const CorporateAction& action, Timestamp now);

/// From when on it changes prices: when it is known and its ex-date has come.
/// REQUIRES: a stated knowledge time.
Timestamp effective_from(const CorporateAction& action);

}  // namespace nautilus::market
