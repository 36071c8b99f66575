// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/market/actions/corporate_action.hpp"
#include "nautilus/market/bar_batch.hpp"
#include "nautilus/market/instruments/instrument_book.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market {

/// What became of the actions of a write.
struct ActionReport {
  std::int64_t accepted = 0;
  std::int64_t corrected = 0;
  std::int64_t unchanged = 0;
  std::vector<Rejection> rejected;

  static constexpr auto fields() {
    return std::tuple{
        field("accepted", &ActionReport::accepted, "Actions that were new"),
        field("corrected", &ActionReport::corrected,
              "Further versions of actions held: corrections and cancellations"),
        field("unchanged", &ActionReport::unchanged, "Actions that were held already"),
        field("rejected", &ActionReport::rejected, "Actions that were not taken, and why"),
    };
  }
};

/// Which actions are asked for.
struct ActionSelection {
  std::optional<std::string> symbol;
  std::optional<Timestamp> from;   ///< First ex-date.
  std::optional<Timestamp> to;     ///< Ex-dates before this.
  std::optional<Timestamp> as_of;  ///< Only what was known by then.
  bool every_version = false;      ///< Corrected and cancelled ones too.
};

/// The tables to give to storage::migrate. Actions are kept append-only: what corrects or cancels
/// one is a further version with its own knowledge time, so that the order in which versions arrive
/// does not matter.
std::span<const storage::Table* const> action_tables();

/// Adds actions to those held. Unsound or contradictory ones are rejected one by one if `partial`,
/// else the first fails the whole. `touched` gets the symbols that changed. `lines` are those of
/// the text that the actions stand in, if it has lines: errors and rejections name them. Errors:
/// invalid_argument, or conflict for other figures with the same knowledge time, naming the
/// action's index and field; nothing of the transaction is of use then.
Result<ActionReport> record_actions(storage::Transaction& transaction,
                                    std::span<const CorporateAction> actions, Timestamp received_at,
                                    bool partial, std::set<std::string>& touched,
                                    std::span<const std::int64_t> lines = {});

/// The actions held, by symbol, ex-date, type and label, each with its knowledge time: of each the
/// newest version known, unless it is cancelled; or every version, in the order of knowledge.
Result<std::vector<CorporateAction>> select_actions(storage::Transaction& transaction,
                                                    const ActionSelection& selection);

/// The same of what has several names: each action recorded under one of them in its time. Of one
/// action under two names the newest version known counts, as if both were one. `selection.symbol`
/// plays no part.
Result<std::vector<CorporateAction>> select_actions(storage::Transaction& transaction,
                                                    std::span<const NameInTime> names,
                                                    const ActionSelection& selection);

}  // namespace nautilus::market
