// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/row_segment_source.hpp"

#include "nautilus/market/detail/bar_rows.hpp"

namespace nautilus::market {
namespace {

constexpr std::string_view kBarsAfter =
    "SELECT timestamp, open, high, low, close, volume, known_at FROM bars "
    "WHERE series_id = ? AND timestamp > ? ORDER BY timestamp";
constexpr std::string_view kVersionsAfter =
    "SELECT timestamp, open, high, low, close, volume, known_at FROM bar_versions "
    "WHERE series_id = ? AND timestamp > ? ORDER BY timestamp, known_at, version";
constexpr std::string_view kCounts =
    "SELECT (SELECT count(*) FROM bars WHERE series_id = ?1 AND timestamp > ?2), "
    "(SELECT count(*) FROM bar_versions WHERE series_id = ?1 AND timestamp > ?2)";

/// A row of `series`.
struct Series {
  std::int64_t id = 0;
  std::int64_t revision = 0;
  std::int64_t bars = 0;
  std::int64_t versions = 0;
};

Result<std::optional<Series>> find(storage::Transaction& transaction, const SeriesKey& key) {
  NAUTILUS_TRY(const auto select,
               transaction.prepare("SELECT id, revision, bars, versions FROM series "
                                   "WHERE symbol = ? AND timeframe = ? AND bars > 0"));
  const auto timeframe = key.timeframe.name();
  select->bind(1, std::string_view(key.symbol));
  select->bind(2, std::string_view(timeframe));
  NAUTILUS_TRY(const bool found, select->step());
  if (!found) return std::optional<Series>();
  return std::optional<Series>(
      {select->integer(0), select->integer(1), select->integer(2), select->integer(3)});
}

/// Whether nothing changed up to the last bar held. No row ever goes, so any change there is a bar
/// or a version more.
Result<bool> still_stands(storage::Transaction& transaction, const Series& series,
                          const HeldSegments& held) {
  NAUTILUS_TRY(const auto select, transaction.prepare(kCounts));
  select->bind(1, series.id);
  select->bind(2, held.last.nanoseconds);
  NAUTILUS_CHECK(select->step());
  return held.bars + select->integer(0) == series.bars &&
         held.others + select->integer(1) == series.versions;
}

/// Rows in the order of time, of which one can be looked at before it is taken.
class Rows {
 public:
  static Result<Rows> after(storage::Transaction& transaction, std::string_view sql,
                            std::int64_t series_id, Timestamp after) {
    Rows rows;
    NAUTILUS_TRY(rows.select_, transaction.prepare(sql));
    rows.select_->bind(1, series_id);
    rows.select_->bind(2, after.nanoseconds);
    NAUTILUS_TRY(rows.found_, rows.select_->step());
    return rows;
  }

  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] Timestamp timestamp() const { return {select_->integer(0)}; }

  Result<void> take(KnownBars& into) {
    into.bars.push_back(detail::values_of(*select_, 1, timestamp()));
    const auto known_at = detail::known_at_of(*select_, 6);
    into.known_at.push_back(known_at ? known_at->nanoseconds : kKnownWhenOver);
    NAUTILUS_TRY(found_, select_->step());
    return {};
  }

 private:
  std::unique_ptr<storage::Statement> select_;
  bool found_ = false;
};

/// The next bars and the versions of them.
Result<SegmentContent> take_part(Rows& bars, Rows& versions, std::size_t most) {
  SegmentContent part;
  while (bars.found() && part.newest.size() < most) NAUTILUS_CHECK(bars.take(part.newest));
  const auto is_of_part = [&] { return !bars.found() || versions.timestamp() < bars.timestamp(); };
  while (versions.found() && is_of_part()) NAUTILUS_CHECK(versions.take(part.others));
  return part;
}

}  // namespace

Result<std::vector<SeriesRevision>> RowSegmentSource::revisions() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT symbol, timeframe, revision FROM series "
                                    "WHERE bars > 0"));
  std::vector<SeriesRevision> revisions;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return revisions;
    NAUTILUS_TRY(const auto timeframe, Timeframe::parse(select->text(1)));
    revisions.push_back({{std::string(select->text(0)), timeframe}, select->integer(2)});
  }
}

Result<void> RowSegmentSource::read(const SeriesKey& key, const std::optional<HeldSegments>& held,
                                    const Sink& sink) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto series, find(*transaction, key));
  if (!series || (held && held->revision == series->revision)) return {};
  bool continues = false;
  if (held) {
    NAUTILUS_TRY(continues, still_stands(*transaction, *series, *held));
  }
  const auto after = continues ? held->last : Timestamp{std::numeric_limits<std::int64_t>::min()};
  NAUTILUS_TRY(auto bars, Rows::after(*transaction, kBarsAfter, series->id, after));
  NAUTILUS_TRY(auto versions, Rows::after(*transaction, kVersionsAfter, series->id, after));
  do {
    SegmentUpdate update{.revision = series->revision, .continues = continues};
    NAUTILUS_TRY(update.content, take_part(bars, versions, bars_per_part_));
    update.is_last = !bars.found();
    NAUTILUS_CHECK(sink(update));
  } while (bars.found());
  return {};
}

}  // namespace nautilus::market
