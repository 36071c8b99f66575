// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/market/series/series_store.hpp"
#include "nautilus/platform/actor.hpp"
#include "nautilus/platform/series_answers.hpp"

namespace nautilus::platform {

/// External series in and out: what REST and the command line both call. Thread-safe.
class SeriesDesk {
 public:
  SeriesDesk(storage::Database& database, const Clock& clock)
      : database_(database), store_(database), clock_(clock) {}

  /// The schema of a JSON body of `load`.
  static json::Value body_schema();

  /// Stores the values of a JSON or CSV body, all or none unless `partial`.
  /// Errors: malformed; invalid_argument with a fault per wrong row, or where neither the rows nor
  /// the series say when a value is public.
  Result<SeriesLoadAnswer> load(const Actor& actor, std::string_view media_type,
                                std::string_view text, const SeriesLoadQuery& query);

  /// The same of a file: JSON if its name ends so, else CSV. Errors: not_found too; unavailable
  /// when stopped.
  Result<SeriesLoadAnswer> load_file(const Actor& actor, const std::string& path,
                                     const SeriesLoadQuery& query, const std::stop_token& stop);

  /// The series held, or the values of one. Errors: not_found.
  Result<SeriesAnswer> series(const SeriesQuery& query);

  /// The series as it stood at each of these times, and not later than `as_of` or now.
  /// Errors: not_found; invalid_argument if `at` does not ascend.
  Result<market::AsOfValues> as_of_join(std::string_view series_id, std::span<const Timestamp> at,
                                        std::optional<Timestamp> as_of = std::nullopt);

  /// Rises whenever values are stored, so that who keeps figures of them knows.
  [[nodiscard]] std::uint64_t version() const { return version_.load(); }

 private:
  Result<SeriesLoadAnswer> store(const Actor& actor, const market::SeriesDefinition& definition,
                                 const std::vector<market::SeriesBatch>& batches, bool partial);

  storage::Database& database_;
  market::SeriesStore store_;
  const Clock& clock_;
  std::atomic<std::uint64_t> version_ = 0;
};

}  // namespace nautilus::platform
