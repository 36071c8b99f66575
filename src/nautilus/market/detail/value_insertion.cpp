// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/value_insertion.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market::detail {
namespace {

Result<void> run(storage::Statement& statement) {
  NAUTILUS_CHECK(statement.step());
  statement.reset();
  return {};
}

void take_over(std::string& held, const std::string& given) {
  if (!given.empty()) held = given;
}

template <class T>
void take_over(std::optional<T>& held, const std::optional<T>& given) {
  if (given) held = given;
}

void merge(SeriesDefinition& held, const SeriesDefinition& given) {
  take_over(held.title, given.title);
  take_over(held.unit, given.unit);
  take_over(held.frequency, given.frequency);
  take_over(held.calendar, given.calendar);
  take_over(held.release_lag, given.release_lag);
  take_over(held.source, given.source);
}

bool is_midnight(Timestamp at) { return start_of_day(at) == at; }

/// Why this release cannot be, or nothing.
std::string release_fault(Timestamp observed_at, Timestamp released_at, Timestamp now) {
  if (released_at < observed_at) {
    return fmt::format("must not be before {}, which it is a value of, was {}",
                       format_timestamp(observed_at), format_timestamp(released_at));
  }
  if (released_at == observed_at && is_midnight(observed_at)) {
    return fmt::format("must be after {}: a value dated by its day is not public as the day begins",
                       format_timestamp(observed_at));
  }
  if (released_at > now) {
    return fmt::format("must not be in the future, was {}: load the value once it is public",
                       format_timestamp(released_at));
  }
  return {};
}

}  // namespace

Result<ExternalSeriesSummary> summary_of(const storage::Statement& row) {
  ExternalSeriesSummary summary;
  auto& definition = summary.definition;
  definition.series_id = row.text(1);
  definition.title = row.text(2);
  definition.unit = row.text(3);
  if (!row.is_null(4)) definition.frequency = from_word<Frequency>(row.text(4));
  definition.calendar = row.text(5);
  if (!row.is_null(6)) {
    NAUTILUS_TRY(definition.release_lag, ReleaseLag::parse(row.text(6)));
  }
  definition.source = row.text(7);
  summary.first = {row.integer(8)};
  summary.last = {row.integer(9)};
  summary.last_released_at = {row.integer(10)};
  summary.observations = row.integer(11);
  summary.versions = row.integer(12);
  return summary;
}

Result<ValueInsertion> ValueInsertion::begin(storage::Transaction& transaction,
                                             const SeriesDefinition& definition, Timestamp now) {
  NAUTILUS_CHECK(check_series_id(definition.series_id));
  ValueInsertion insertion(transaction, now);
  NAUTILUS_CHECK(insertion.create(definition));
  NAUTILUS_CHECK(insertion.find(definition));
  NAUTILUS_CHECK(insertion.prepare());
  return insertion;
}

Result<void> ValueInsertion::create(const SeriesDefinition& definition) {
  NAUTILUS_TRY(const auto insert,
               transaction_.prepare(
                   "INSERT INTO external_series (series_id, title, unit, calendar, source, first, "
                   "last, last_released_at, observations, versions) "
                   "VALUES (?, '', '', '', '', ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING"));
  insert->bind(1, std::string_view(definition.series_id));
  insert->bind(2, kLatest.nanoseconds);
  insert->bind(3, kEarliest.nanoseconds);
  insert->bind(4, kEarliest.nanoseconds);
  return run(*insert);
}

Result<void> ValueInsertion::find(const SeriesDefinition& definition) {
  NAUTILUS_TRY(const auto select,
               transaction_.prepare(std::string(kSelectSummary) + "WHERE series_id = ?"));
  select->bind(1, std::string_view(definition.series_id));
  NAUTILUS_CHECK(select->step());
  id_ = select->integer(0);
  NAUTILUS_TRY(series_, summary_of(*select));
  merge(series_.definition, definition);
  report_.series_id = definition.series_id;
  return {};
}

Result<void> ValueInsertion::prepare() {
  NAUTILUS_TRY(insert_, transaction_.prepare("INSERT INTO external_values VALUES (?, ?, ?, ?, ?)"));
  NAUTILUS_TRY(newest_, transaction_.prepare(
                            "SELECT value, released_at, known_at FROM external_values WHERE "
                            "series = ? AND observed_at = ? ORDER BY released_at DESC "
                            "LIMIT 1"));
  NAUTILUS_TRY(
      exact_, transaction_.prepare("SELECT value, released_at, known_at FROM external_values WHERE "
                                   "series = ? AND observed_at = ? AND released_at = ?"));
  return {};
}

Result<void> ValueInsertion::reject(const Observation& row, std::string_view field,
                                    std::string reason) {
  if (report_.rejected.size() < kMostRejections) {
    report_.rejected.push_back({row.index, std::string(field), std::move(reason)});
    return {};
  }
  return field_error({std::to_string(row.index), std::string(field)},
                     fmt::format("{}; more than {} rows are wrong", reason, kMostRejections),
                     "out_of_range");
}

Result<std::optional<ValueInsertion::Held>> ValueInsertion::newest(Timestamp observed_at) {
  if (observed_at > series_.last) return std::optional<Held>();  // Nothing is as new as that.
  newest_->bind(1, id_);
  newest_->bind(2, observed_at.nanoseconds);
  NAUTILUS_TRY(const bool found, newest_->step());
  std::optional<Held> held;
  if (found) held = {newest_->real(0), {newest_->integer(1)}, {newest_->integer(2)}};
  newest_->reset();
  return held;
}

Result<std::optional<ValueInsertion::Held>> ValueInsertion::held_at(Timestamp observed_at,
                                                                    Timestamp released_at) {
  exact_->bind(1, id_);
  exact_->bind(2, observed_at.nanoseconds);
  exact_->bind(3, released_at.nanoseconds);
  NAUTILUS_TRY(const bool found, exact_->step());
  std::optional<Held> held;
  if (found) held = {exact_->real(0), {exact_->integer(1)}, {exact_->integer(2)}};
  exact_->reset();
  return held;
}

Result<void> ValueInsertion::add(const Observation& row) {
  if (!std::isfinite(row.value)) return reject(row, "value", "must be a finite number");
  if (row.observed_at < kEarliest || row.observed_at >= kLatest) {
    return reject(row, "date", "must be between 1800 and 2199");
  }
  if (row.released_at) return add_release(row, *row.released_at);
  if (series_.definition.release_lag) return add_undated(row);
  return field_error(
      {"release_lag"},
      fmt::format("must be given, since row {} has no released_at: how long after its date a value "
                  "of {} is public, such as 1d; or give every row its released_at",
                  row.index, series_.definition.series_id),
      "missing");
}

Result<void> ValueInsertion::add_release(const Observation& row, Timestamp released_at) {
  if (auto fault = release_fault(row.observed_at, released_at, now_); !fault.empty()) {
    return reject(row, "released_at", std::move(fault));
  }
  NAUTILUS_TRY(const auto any, newest(row.observed_at));
  if (!any) return insert(row, released_at, true);
  NAUTILUS_TRY(const auto held, held_at(row.observed_at, released_at));
  if (!held) return insert(row, released_at, false);
  if (held->value == row.value) {
    ++report_.unchanged;
    return {};
  }
  return reject(row, "value",
                fmt::format("is {}, but {} is held for the same date and release: a revision has a "
                            "released_at of its own",
                            format_number(row.value), format_number(held->value)));
}

Result<void> ValueInsertion::add_undated(const Observation& row) {
  const auto by_lag = row.observed_at + series_.definition.release_lag->length();
  if (auto fault = release_fault(row.observed_at, by_lag, now_); !fault.empty()) {
    return reject(row, "date", fmt::format("with the release lag: {}", fault));
  }
  NAUTILUS_TRY(const auto held, newest(row.observed_at));
  if (!held) return insert(row, by_lag, true);
  if (held->value == row.value) {
    ++report_.unchanged;
    return {};
  }
  if (held->known_at == now_) {
    return reject(row, "value",
                  fmt::format("is {}, but another row gives {} for the same date: give each its "
                              "released_at",
                              format_number(row.value), format_number(held->value)));
  }
  // The date alone says when the first value was public, not when it was revised.
  return insert(row, now_, false);
}

Result<void> ValueInsertion::insert(const Observation& row, Timestamp released_at, bool is_first) {
  insert_->bind(1, id_);
  insert_->bind(2, row.observed_at.nanoseconds);
  insert_->bind(3, released_at.nanoseconds);
  insert_->bind(4, row.value);
  insert_->bind(5, now_.nanoseconds);
  NAUTILUS_CHECK(run(*insert_));
  ++(is_first ? report_.accepted : report_.revised);
  series_.observations += is_first ? 1 : 0;
  ++series_.versions;
  series_.first = std::min(series_.first, row.observed_at);
  series_.last = std::max(series_.last, row.observed_at);
  series_.last_released_at = std::max(series_.last_released_at, released_at);
  return {};
}

Result<SeriesReport> ValueInsertion::finish() {
  NAUTILUS_TRY(const auto update,
               transaction_.prepare(
                   "UPDATE external_series SET title = ?, unit = ?, frequency = ?, calendar = ?, "
                   "release_lag = ?, source = ?, first = ?, last = ?, last_released_at = ?, "
                   "observations = ?, versions = ? WHERE id = ?"));
  const auto& definition = series_.definition;
  const auto lag = definition.release_lag ? definition.release_lag->name() : std::string();
  update->bind(1, std::string_view(definition.title));
  update->bind(2, std::string_view(definition.unit));
  definition.frequency ? update->bind(3, to_word(*definition.frequency)) : update->bind_null(3);
  update->bind(4, std::string_view(definition.calendar));
  definition.release_lag ? update->bind(5, std::string_view(lag)) : update->bind_null(5);
  update->bind(6, std::string_view(definition.source));
  update->bind(7, series_.first.nanoseconds);
  update->bind(8, series_.last.nanoseconds);
  update->bind(9, series_.last_released_at.nanoseconds);
  update->bind(10, series_.observations);
  update->bind(11, series_.versions);
  update->bind(12, id_);
  NAUTILUS_CHECK(run(*update));
  return std::move(report_);
}

}  // namespace nautilus::market::detail
