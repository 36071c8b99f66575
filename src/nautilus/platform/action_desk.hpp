// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/market/actions/action_store.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/platform/action_answers.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// The bars of a series as they are shown, and how.
struct PriceHistory {
  market::BarSeries bars;
  market::Adjustment adjustment = market::Adjustment::none;
  std::int64_t actions = 0;  ///< How many changed at least one bar.
};

/// Corporate actions in and out, and what they do to prices. Thread-safe.
class ActionDesk {
 public:
  /// The name that the bars of a symbol are held under, which actions are kept under too.
  using HeldName = std::function<std::string(const std::string& symbol)>;

  ActionDesk(storage::Database& database, const Clock& clock, HeldName held_name)
      : database_(database), clock_(clock), held_name_(std::move(held_name)) {}

  /// Called after each committed change, once per symbol. REQUIRES: set before the first record().
  void on_change(std::function<void(const std::string& symbol)> changed) {
    changed_ = std::move(changed);
  }

  /// Stores the actions of a body in JSON or CSV, all or, if asked for, those that are sound.
  /// Errors: malformed, invalid_argument, conflict naming the action and its field.
  Result<market::ActionReport> record(const Actor& actor, std::string_view media_type,
                                      std::string_view text, const ActionIngestQuery& query);

  Result<ActionsAnswer> list(const ActionsQuery& query);

  /// Raw bars, as they look at `as_of`. Unset, the adjustment is split where the symbol has actions
  /// that were known then. Errors: conflict naming an action that cannot be.
  Result<PriceHistory> adjusted(market::BarSeries bars, Timestamp as_of,
                                std::optional<market::Adjustment> adjustment);

  /// When a version of an action of the symbol began or will begin to count, ascending.
  Result<std::vector<Timestamp>> effective_times(const std::string& symbol);

 private:
  storage::Database& database_;
  const Clock& clock_;
  HeldName held_name_;
  std::function<void(const std::string&)> changed_;
};

}  // namespace nautilus::platform
