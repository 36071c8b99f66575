// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/market/actions/action_store.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/platform/action_answers.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/series_names.hpp"
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
  /// `names` outlives it.
  ActionDesk(storage::Database& database, const Clock& clock, const SeriesNames& names)
      : database_(database), clock_(clock), names_(names) {}

  /// Called after each committed change, once per symbol. REQUIRES: set before the first record().
  void on_change(std::function<void(const std::string& symbol)> changed) {
    changed_ = std::move(changed);
  }

  /// Stores the actions of a body in JSON or CSV, all or, if asked for, those that are sound.
  /// Errors: malformed, invalid_argument, conflict naming the action and its field.
  Result<market::ActionReport> record(const Actor& actor, std::string_view media_type,
                                      std::string_view text, const ActionIngestQuery& query);

  Result<ActionsAnswer> list(const ActionsQuery& query);

  /// Raw bars of what has these names, as they look at `as_of`. Unset, the adjustment is split
  /// where there are actions that were known then. Errors: conflict naming an action that cannot
  /// be.
  Result<PriceHistory> adjusted(market::BarSeries bars, std::span<const market::NameInTime> names,
                                Timestamp as_of, std::optional<market::Adjustment> adjustment);

  /// When a version of an action under these names began or will begin to count, ascending.
  Result<std::vector<Timestamp>> effective_times(std::span<const market::NameInTime> names);

 private:
  storage::Database& database_;
  const Clock& clock_;
  const SeriesNames& names_;
  std::function<void(const std::string&)> changed_;
};

}  // namespace nautilus::platform
