// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/bar_versions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/market/detail/bar_rows.hpp"

namespace nautilus::market::detail {
namespace {

constexpr std::string_view kNewest =
    "SELECT open, high, low, close, volume, received_at, known_at FROM bars "
    "WHERE series_id = ? AND timestamp = ?";
constexpr std::string_view kKnownAt =
    "SELECT open, high, low, close, volume FROM bar_versions "
    "WHERE series_id = ? AND timestamp = ? AND known_at IS ? ORDER BY version DESC LIMIT 1";
constexpr std::string_view kReplace =
    "UPDATE bars SET open = ?, high = ?, low = ?, close = ?, volume = ?, received_at = ?, "
    "known_at = ? WHERE series_id = ? AND timestamp = ?";
constexpr std::string_view kKeep =
    "INSERT INTO bar_versions SELECT ?1, ?2, (SELECT coalesce(max(version) + 1, 0) "
    "FROM bar_versions WHERE series_id = ?1 AND timestamp = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9";

Error contradiction(const Bar& held, const Bar& bar, Timestamp known_at) {
  return {ErrorCode::conflict,
          fmt::format(
              "known_at: the bar of {} has other values already that were known at {} "
              "(close {}, now {}): give the correction the later time at which it was known",
              format_timestamp(bar.timestamp), format_timestamp(known_at), held.close, bar.close)};
}

}  // namespace

Result<std::unique_ptr<BarVersions>> BarVersions::prepare(storage::Transaction& transaction) {
  std::unique_ptr<BarVersions> versions(new BarVersions);
  NAUTILUS_TRY(versions->newest_, transaction.prepare(kNewest));
  NAUTILUS_TRY(versions->known_at_, transaction.prepare(kKnownAt));
  NAUTILUS_TRY(versions->replace_, transaction.prepare(kReplace));
  NAUTILUS_TRY(versions->keep_, transaction.prepare(kKeep));
  return versions;
}

Result<VersionOutcome> BarVersions::add(const Arrival& arrival, const Held& held,
                                        std::optional<Timestamp>& known_at) {
  known_at = arrival.known_at;
  return arrival.known_at ? add_stated(arrival, held) : add_unstated(arrival, held, known_at);
}

Result<VersionOutcome> BarVersions::add_stated(const Arrival& arrival, const Held& held) {
  const auto at = *arrival.known_at;
  if (!held.known_at || *held.known_at < at) return supersede(arrival, held, at);
  std::optional<Bar> same_time = held.bar;
  if (*held.known_at > at) {
    NAUTILUS_TRY(same_time, version_known_at(arrival, at));
  }
  if (!same_time) {
    NAUTILUS_CHECK(keep(arrival, {arrival.bar, arrival.received_at.nanoseconds, at}));
    return VersionOutcome::earlier;
  }
  if (*same_time == arrival.bar) return VersionOutcome::unchanged;
  return contradiction(*same_time, arrival.bar, at);
}

Result<VersionOutcome> BarVersions::add_unstated(const Arrival& arrival, const Held& held,
                                                 std::optional<Timestamp>& known_at) {
  if (!held.known_at) {
    if (held.bar == arrival.bar) return VersionOutcome::unchanged;
    if (arrival.received_at > arrival.over_at) known_at = arrival.received_at;
    return supersede(arrival, held, known_at);
  }
  NAUTILUS_TRY(const auto published, version_known_at(arrival, std::nullopt));
  if (!published) {
    NAUTILUS_CHECK(keep(arrival, {arrival.bar, arrival.received_at.nanoseconds, std::nullopt}));
    return VersionOutcome::earlier;
  }
  // What superseded the published values stated its time: those values, sent again, are a repeat.
  const bool stated = held.known_at->nanoseconds != held.received_at;
  if (held.bar == arrival.bar || (stated && *published == arrival.bar)) {
    return VersionOutcome::unchanged;
  }
  known_at = std::max(arrival.received_at, *held.known_at);
  return supersede(arrival, held, known_at);
}

Result<BarVersions::Held> BarVersions::newest(std::int64_t series_id, Timestamp timestamp) {
  newest_->bind(1, series_id);
  newest_->bind(2, timestamp.nanoseconds);
  NAUTILUS_CHECK(newest_->step());
  Held held{values_of(*newest_, 0, timestamp), newest_->integer(5), known_at_of(*newest_, 6)};
  newest_->reset();
  return held;
}

Result<std::optional<Bar>> BarVersions::version_known_at(const Arrival& arrival,
                                                         std::optional<Timestamp> known_at) {
  known_at_->bind(1, arrival.series_id);
  known_at_->bind(2, arrival.bar.timestamp.nanoseconds);
  bind_known_at(*known_at_, 3, known_at);
  NAUTILUS_TRY(const bool found, known_at_->step());
  std::optional<Bar> bar;
  if (found) bar = values_of(*known_at_, 0, arrival.bar.timestamp);
  known_at_->reset();
  return bar;
}

Result<void> BarVersions::keep(const Arrival& arrival, const Held& version) {
  keep_->bind(1, arrival.series_id);
  keep_->bind(2, arrival.bar.timestamp.nanoseconds);
  const int next = bind_values(*keep_, 3, version.bar);
  keep_->bind(next, version.received_at);
  bind_known_at(*keep_, next + 1, version.known_at);
  return run(*keep_);
}

Result<VersionOutcome> BarVersions::supersede(const Arrival& arrival, const Held& held,
                                              std::optional<Timestamp> known_at) {
  NAUTILUS_CHECK(keep(arrival, held));
  int next = bind_values(*replace_, 1, arrival.bar);
  replace_->bind(next++, arrival.received_at.nanoseconds);
  bind_known_at(*replace_, next++, known_at);
  replace_->bind(next++, arrival.series_id);
  replace_->bind(next, arrival.bar.timestamp.nanoseconds);
  NAUTILUS_CHECK(run(*replace_));
  return VersionOutcome::corrected;
}

}  // namespace nautilus::market::detail
