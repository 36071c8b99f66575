// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <string>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/detail/bar_versions.hpp"
#include "nautilus/market/quality/ingest_findings.hpp"

namespace nautilus::market::detail {

/// Adds bars to their tables within one transaction.
class BarInsertion final : public BarWriter {
 public:
  static Result<std::unique_ptr<BarWriter>> begin(storage::Database& database,
                                                  Timestamp received_at, CalendarOf calendar_of);

  Result<void> add(const SeriesKey& key, const Bar& bar,
                   std::optional<Timestamp> known_at) override;
  Result<void> add(const BarBatch& batch) override;
  [[nodiscard]] const IngestReport& report() const override { return report_; }
  [[nodiscard]] std::vector<SeriesKey> keys() const override;
  [[nodiscard]] storage::Transaction& transaction() override { return *transaction_; }
  void set_source(std::string source) override { source_ = std::move(source); }
  Result<IngestReport> finish() override;

 private:
  /// A row of `series` as it will stand at the end.
  struct Series {
    std::int64_t id = 0;
    Timeframe timeframe;
    std::shared_ptr<const Calendar> calendar;
    Timestamp first = kLatest;
    Timestamp last = kEarliest;
    std::int64_t bars = 0;
    std::int64_t versions = 0;
    std::optional<Timestamp> known_by;
    bool changed = false;
    Timestamp last_before = kEarliest;  ///< As `last` was before this write.
    RowOrder order;
    Arrivals* arrivals = nullptr;
  };

  BarInsertion(std::unique_ptr<storage::Transaction> transaction, Timestamp received_at,
               CalendarOf calendar_of)
      : transaction_(std::move(transaction)),
        received_at_(received_at),
        calendar_of_(std::move(calendar_of)) {}

  Result<void> prepare();
  Result<Series*> series(const SeriesKey& key);
  Result<Series> stored_series(const SeriesKey& key);
  Result<void> insert(Series& series, const Bar& bar, std::optional<Timestamp> known_at);
  Result<void> add_version(Series& series, const Bar& bar, std::optional<Timestamp> known_at);
  static Timestamp over_at(const Series& series, const Bar& bar);
  bool counts_as_unchanged(Series& series, const BarVersions::Held& held, const Bar& bar);
  Result<void> update_series();
  Result<void> write_findings();

  std::unique_ptr<storage::Transaction> transaction_;
  // The statements live no longer than the transaction: they are declared after it.
  std::unique_ptr<storage::Statement> insert_;
  std::unique_ptr<BarVersions> versions_;
  Timestamp received_at_;
  CalendarOf calendar_of_;
  std::map<SeriesKey, Series> series_;
  IngestFindings findings_;
  std::string source_;
  IngestReport report_;
};

}  // namespace nautilus::market::detail
