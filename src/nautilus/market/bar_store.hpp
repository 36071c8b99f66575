// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/market/bar_batch.hpp"
#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/bar_view.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/storage/table.hpp"

namespace nautilus::market {

namespace detail {
class SeriesRevisions;
}
class SegmentStore;

/// What became of the bars of a write.
struct IngestReport {
  std::int64_t accepted = 0;
  std::int64_t corrected = 0;
  std::int64_t unchanged = 0;
  std::int64_t earlier = 0;
  std::vector<Rejection> rejected;

  static constexpr auto fields() {
    return std::tuple{
        field("accepted", &IngestReport::accepted, "Bars that were new"),
        field("corrected", &IngestReport::corrected, "Bars that replaced one with other values"),
        field("unchanged", &IngestReport::unchanged, "Bars that were held already"),
        field("earlier", &IngestReport::earlier,
              "Versions recorded that were known before the one held, which stands"),
        field("rejected", &IngestReport::rejected, "Rows that are no sound bar"),
    };
  }
};

struct BarQuery {
  SeriesKey key;
  std::optional<Timestamp> from;      ///< First open.
  std::optional<Timestamp> to;        ///< Opens before this.
  std::optional<Timestamp> as_of;     ///< Only bars known by then, with the values known by then.
  std::optional<std::int64_t> limit;  ///< So many at most; which, the reading function says.
  std::shared_ptr<const Calendar> calendar = nullptr;  ///< By which bars become known; or null.
};

struct BarPage {
  BarSeries bars;
  std::optional<Timestamp> next;  ///< The `from` of the next page, unless this is the last.
};

struct SeriesSummary {
  std::string symbol;
  Timeframe timeframe;
  Timestamp first;  ///< Open of the oldest bar.
  Timestamp last;   ///< Open of the newest bar.
  std::int64_t bars = 0;

  friend bool operator==(const SeriesSummary&, const SeriesSummary&) = default;

  static constexpr auto fields() {
    return std::tuple{
        field("symbol", &SeriesSummary::symbol, "The instrument"),
        field("timeframe", &SeriesSummary::timeframe, "Length of a bar"),
        field("first", &SeriesSummary::first, "Open of the oldest bar"),
        field("last", &SeriesSummary::last, "Open of the newest bar"),
        field("bars", &SeriesSummary::bars, "Bars held"),
    };
  }
};

/// When the values of some bars came to be known, of those that state it.
using StatedKnowledge = std::map<Timestamp, Timestamp>;

/// The calendar by which a symbol's bars are over; null where it has none.
using CalendarOf = std::function<std::shared_ptr<const Calendar>(const std::string& symbol)>;

/// Writes bars of any series in one transaction: all of them with `finish`, none without. It holds
/// the writer's place of the database while it lives. Used by one thread at a time.
class BarWriter {
 public:
  BarWriter() = default;
  BarWriter(const BarWriter&) = delete;
  BarWriter& operator=(const BarWriter&) = delete;
  virtual ~BarWriter() = default;

  /// Adds a bar, or a version of one that is held, known at `known_at` where it states so.
  /// Errors: invalid_argument if the symbol, the bar or its knowledge time is not sound, conflict
  /// if other values were known at that time; the others are not touched.
  virtual Result<void> add(const SeriesKey& key, const Bar& bar,
                           std::optional<Timestamp> known_at = std::nullopt) = 0;

  /// Names the source of what is added from now on, which then joins what others gave: a bar that
  /// differs from the one held within the printed precision leaves it as it is, and one that
  /// differs by more corrects it. Both are counted among the findings of the series.
  virtual void set_source(std::string source) = 0;

  /// Adds the rows of a batch, and its rejections to the report and the findings.
  virtual Result<void> add(const BarBatch& batch) = 0;

  /// What became of the bars so far.
  [[nodiscard]] virtual const IngestReport& report() const = 0;

  /// The series written to so far.
  [[nodiscard]] virtual std::vector<SeriesKey> keys() const = 0;

  /// Where all this is written: for what must be durable together with the bars or not at all.
  [[nodiscard]] virtual storage::Transaction& transaction() = 0;

  /// Makes it all durable. REQUIRES: the last call.
  virtual Result<IngestReport> finish() = 0;
};

/// The bars held: one bar per symbol, timeframe and timestamp, in versions that differ in the time
/// since when they are known. Writing one again changes nothing; other values are a further
/// version, and the one with the latest knowledge time is what a plain read gives. No version is
/// ever lost.
///
/// Safe to call from several threads at once. Any call may fail as storage::Database does.
class BarStore {
 public:
  /// `database` outlives the store and has the tables below. `segments`, if not null, outlives it
  /// too: a copy of its bars, read where it is as new as they are.
  explicit BarStore(storage::Database& database, SegmentStore* segments = nullptr);
  ~BarStore();
  BarStore(const BarStore&) = delete;
  BarStore& operator=(const BarStore&) = delete;

  /// The tables to give to storage::migrate.
  static std::span<const storage::Table* const> tables();

  /// Writes bars of one series at once; unsound ones are rejected in the report.
  /// `received_at` is the time since when a correction is known that does not state its own.
  /// Errors: invalid_argument if the symbol is not sound.
  Result<IngestReport> write(const SeriesKey& key, std::span<const Bar> bars,
                             Timestamp received_at);

  /// Writes what a reader has read.
  Result<IngestReport> write(const BarBatch& batch, Timestamp received_at);

  /// `calendar_of` says when the bars are over whose knowledge time is stated; unset, they end with
  /// their length.
  Result<std::unique_ptr<BarWriter>> begin(Timestamp received_at, CalendarOf calendar_of = {});

  /// The bars asked for, oldest first; of more than `limit` the newest.
  /// Errors: not_found if the series is not held, naming a near one.
  Result<BarSeries> read(const BarQuery& query);

  /// As `read`, without a copy where the bars lie together in a segment, and only these columns.
  Result<BarView> view(const BarQuery& query, BarColumnSet columns = kAllBarColumns);

  /// A view of each series, in the order of the keys; `query` says which bars, whatever its key.
  /// Errors: as `read`, of the first series that has one.
  Result<std::vector<BarView>> read_panel(std::span<const SeriesKey> keys, const BarQuery& query,
                                          BarColumnSet columns = kAllBarColumns);

  /// The oldest `limit` of the bars asked for, and where to go on. Errors: as `read`.
  Result<BarPage> read_page(const BarQuery& query);

  /// The newest bar. Errors: as `read`.
  Result<Bar> latest(const SeriesKey& key);

  /// The stated knowledge times of all versions, ascending: between two of them no value changes.
  /// Errors: as `read`.
  Result<std::vector<Timestamp>> knowledge_times(const SeriesKey& key);

  /// Since when the values are known that a read of the query gives, of the bars that state it,
  /// whatever its limit. Errors: as `read`.
  Result<StatedKnowledge> stated_knowledge(const BarQuery& query);

  /// Every series held, by symbol and timeframe.
  Result<std::vector<SeriesSummary>> symbols();

 private:
  /// The revision of the series, if its segments are to be asked.
  std::optional<std::int64_t> revision_for_segments(const SeriesKey& key);
  Result<BarSeries> select(const BarQuery& query, bool newest, std::optional<std::int64_t> limit);

  storage::Database& database_;
  SegmentStore* segments_;
  std::unique_ptr<detail::SeriesRevisions> revisions_;
};

}  // namespace nautilus::market
