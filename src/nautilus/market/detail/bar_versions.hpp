// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "nautilus/market/bar.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market::detail {

/// What became of a version of a bar that is held already.
enum class VersionOutcome {
  unchanged,  ///< It is held.
  corrected,  ///< It took the place of the newest.
  earlier,    ///< It is known, but a later known one stands before it.
};

/// Adds versions to bars that are held, within one transaction. A bar's versions are a set by their
/// knowledge time, so that the order of their arrival doesn't matter where they state it. The rules
/// for those that don't: docs/market-data.md.
class BarVersions {
 public:
  /// A bar as it came: known at `known_at`, where it states so.
  struct Arrival {
    std::int64_t series_id = 0;
    Timestamp over_at;  ///< When the bar is over.
    Timestamp received_at;
    const Bar& bar;
    std::optional<Timestamp> known_at;
  };

  /// The newest version of a bar.
  struct Held {
    Bar bar;
    std::int64_t received_at = 0;
    std::optional<Timestamp> known_at;
  };

  /// `transaction` outlives it.
  static Result<std::unique_ptr<BarVersions>> prepare(storage::Transaction& transaction);

  /// REQUIRES: a bar of that series and time is held.
  Result<Held> newest(std::int64_t series_id, Timestamp timestamp);

  /// Adds a version of a bar that is held, with its newest version. `known_at` is what it became:
  /// null for since it was over. Errors: conflict if other values are held for its knowledge time.
  Result<VersionOutcome> add(const Arrival& arrival, const Held& held,
                             std::optional<Timestamp>& known_at);

 private:
  BarVersions() = default;

  Result<std::optional<Bar>> version_known_at(const Arrival& arrival,
                                              std::optional<Timestamp> known_at);
  Result<VersionOutcome> add_stated(const Arrival& arrival, const Held& held);
  Result<VersionOutcome> add_unstated(const Arrival& arrival, const Held& held,
                                      std::optional<Timestamp>& known_at);
  Result<void> keep(const Arrival& arrival, const Held& version);
  Result<VersionOutcome> supersede(const Arrival& arrival, const Held& held,
                                   std::optional<Timestamp> known_at);

  std::unique_ptr<storage::Statement> newest_;
  std::unique_ptr<storage::Statement> known_at_;
  std::unique_ptr<storage::Statement> replace_;
  std::unique_ptr<storage::Statement> keep_;
};

}  // namespace nautilus::market::detail
