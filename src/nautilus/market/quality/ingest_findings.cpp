// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/ingest_findings.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

constexpr Check arrival(ArrivalKind kind, std::string_view finds, Severity severity) {
  return {to_word(kind), finds, severity, {}, nullptr};
}

constexpr std::array kChecks{
    arrival(ArrivalKind::outside_range,
            "A row with high below low, or open or close outside them; it was rejected",
            Severity::error),
    arrival(ArrivalKind::rejected_row, "A row that is no sound bar for another reason",
            Severity::error),
    arrival(ArrivalKind::duplicate, "The same bar again in one text", Severity::info),
    arrival(ArrivalKind::conflicting_duplicate,
            "A bar again in one text with other values; the later stands, both are kept",
            Severity::warning),
    arrival(ArrivalKind::out_of_order, "A row against the direction of its text", Severity::info),
    arrival(ArrivalKind::late, "A new bar older than the newest held before the write",
            Severity::info),
    arrival(ArrivalKind::source_disagreement,
            "A bar whose values differ from those of an earlier source by more than the printed "
            "precision; the later stands, both are kept",
            Severity::warning),
    arrival(ArrivalKind::source_rounding,
            "A bar that differs from that of an earlier source within the printed precision; the "
            "one held stands",
            Severity::info),
    arrival(ArrivalKind::unfinished_bar,
            "Ticks at the end of a text, of a bar that was not over; it was not stored",
            Severity::info),
};

/// Whether the bar fails only in that its values contradict each other.
bool is_outside_range(const Bar& bar) {
  const auto is_price = [](double value) { return value > 0 && value <= 1e300; };
  return is_price(bar.open) && is_price(bar.high) && is_price(bar.low) && is_price(bar.close) &&
         (bar.low > bar.high || std::min(bar.open, bar.close) < bar.low ||
          std::max(bar.open, bar.close) > bar.high);
}

std::string example_of(const RejectedRow& row) {
  const auto& [index, field, reason] = row.rejection;
  auto text = fmt::format("row {}: {} {}", index, field, reason);
  if (!row.bar) return text;
  const auto& bar = *row.bar;
  return text + fmt::format(" ({}: open {}, high {}, low {}, close {}, volume {})",
                            format_timestamp(bar.timestamp), format_number(bar.open),
                            format_number(bar.high), format_number(bar.low),
                            format_number(bar.close), format_number(bar.volume));
}

/// A row of the table.
struct Record {
  const SeriesKey& key;
  std::string_view check;
  const ArrivalTally& tally;
  std::optional<std::int64_t> row;
};

class Writer {
 public:
  static Result<Writer> begin(storage::Transaction& transaction, Timestamp received_at,
                              const std::string& source) {
    Writer writer(received_at, source);
    NAUTILUS_TRY(writer.insert_,
                 transaction.prepare("INSERT INTO ingest_findings (symbol, timeframe, check_name, "
                                     "first, last, count, row, examples, source, received_at) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    return writer;
  }

  Result<void> write(const Record& record) {
    const auto timeframe = record.key.timeframe.name();
    const auto examples = json::write(record.tally.examples);
    insert_->bind(1, std::string_view(record.key.symbol));
    insert_->bind(2, std::string_view(timeframe));
    insert_->bind(3, record.check);
    insert_->bind(4, record.tally.from.nanoseconds);
    insert_->bind(5, record.tally.to.nanoseconds);
    insert_->bind(6, record.tally.count);
    record.row ? insert_->bind(7, *record.row) : insert_->bind_null(7);
    insert_->bind(8, std::string_view(examples));
    insert_->bind(9, std::string_view(source_));
    insert_->bind(10, received_at_.nanoseconds);
    NAUTILUS_CHECK(insert_->step());
    insert_->reset();
    return {};
  }

 private:
  Writer(Timestamp received_at, const std::string& source)
      : received_at_(received_at), source_(source) {}

  std::unique_ptr<storage::Statement> insert_;
  Timestamp received_at_;
  std::string source_;
};

Result<void> write_rejected(Writer& writer, const RejectedRow& row) {
  ArrivalTally tally;
  // A row whose time cannot be told is dated with nothing: first after last.
  row.bar ? void(tally.add(row.bar->timestamp)) : void(tally.count = 1);
  tally.examples.push_back(example_of(row));
  if (row.unfinished) {
    tally.from = row.unfinished->from;
    tally.to = row.unfinished->to;
    return writer.write(
        {row.key, to_word(ArrivalKind::unfinished_bar), tally, row.rejection.index});
  }
  const auto kind = row.bar && is_outside_range(*row.bar) ? ArrivalKind::outside_range
                                                          : ArrivalKind::rejected_row;
  return writer.write({row.key, to_word(kind), tally, row.rejection.index});
}

Finding finding_of(const storage::Statement& row) {
  const auto* check = find_check(row.text(2));
  Finding finding{.check = std::string(row.text(2)),
                  .severity = check == nullptr ? Severity::info : check->severity,
                  .count = row.integer(5),
                  .detail = std::string(check == nullptr ? "" : check->finds)};
  if (row.integer(3) <= row.integer(4)) {
    finding.from = Timestamp{row.integer(3)};
    finding.to = Timestamp{row.integer(4)};
  }
  if (!row.text(7).empty()) finding.detail += fmt::format("; from {}", row.text(7));
  finding.detail += fmt::format("; received {}", format_timestamp({row.integer(8)}));
  return finding;
}

void add_examples(Finding& finding, std::string_view text) {
  auto examples = json::read_text<std::vector<std::string>>(text);
  if (!examples) return;  // Written by us; what cannot be read is no example.
  for (auto& each : *examples) finding.examples.push_back(std::move(each));
}

/// Takes a row in: rejected rows of one write are one finding.
void merge(std::vector<Finding>& findings, const storage::Statement& row) {
  auto next = finding_of(row);
  const bool goes_on = !row.is_null(9) && !findings.empty() &&
                       findings.back().check == next.check && findings.back().detail == next.detail;
  if (!goes_on) {
    findings.push_back(std::move(next));
  } else {
    auto& last = findings.back();
    if (next.from) last.from = std::min(last.from.value_or(*next.from), *next.from);
    if (next.to) last.to = std::max(last.to.value_or(*next.to), *next.to);
    last.count += next.count;
  }
  add_examples(findings.back(), row.text(6));
}

}  // namespace

std::span<const Check> arrival_checks() { return kChecks; }

void IngestFindings::reject(const RejectedRow& row) { rejected_.push_back(row); }

Result<void> IngestFindings::write(storage::Transaction& transaction, Timestamp received_at,
                                   const std::string& source) const {
  NAUTILUS_TRY(auto writer, Writer::begin(transaction, received_at, source));
  for (const auto& [key, arrivals] : series_) {
    for (std::size_t i = 0; i < kArrivalWords.size(); ++i) {
      const auto& tally = arrivals.of(static_cast<ArrivalKind>(i));
      if (tally.count == 0) continue;
      NAUTILUS_CHECK(writer.write({key, kArrivalWords[i], tally, std::nullopt}));
    }
  }
  for (const auto& row : rejected_) NAUTILUS_CHECK(write_rejected(writer, row));
  return {};
}

Result<std::optional<Timestamp>> unfinished_since(storage::Transaction& transaction,
                                                  const SeriesKey& key, const Period& period) {
  NAUTILUS_TRY(
      const auto select,
      transaction.prepare("SELECT min(first) FROM ingest_findings WHERE symbol = ? AND "
                          "timeframe = ? AND check_name = ? AND first >= ? AND first < ?"));
  const auto timeframe = key.timeframe.name();
  select->bind(1, std::string_view(key.symbol));
  select->bind(2, std::string_view(timeframe));
  select->bind(3, to_word(ArrivalKind::unfinished_bar));
  select->bind(4, period.from.nanoseconds);
  select->bind(5, period.to.nanoseconds);
  NAUTILUS_TRY(const bool found, select->step());
  if (!found || select->is_null(0)) return std::optional<Timestamp>();
  return std::optional(Timestamp{select->integer(0)});
}

Result<std::vector<KeptFindings>> read_ingest_findings(storage::Transaction& transaction,
                                                       const std::optional<SeriesKey>& key) {
  constexpr std::string_view columns =
      "SELECT symbol, timeframe, check_name, first, last, count, examples, source, received_at, "
      "row FROM ingest_findings ";
  const auto timeframe = key ? key->timeframe.name() : std::string();
  NAUTILUS_TRY(const auto select,
               transaction.prepare(std::string(columns) +
                                   (key ? "WHERE symbol = ? AND timeframe = ? " : "") +
                                   "ORDER BY symbol, timeframe, received_at, check_name, id"));
  if (key) {
    select->bind(1, std::string_view(key->symbol));
    select->bind(2, std::string_view(timeframe));
  }
  std::vector<KeptFindings> kept;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return kept;
    NAUTILUS_TRY(const auto parsed, Timeframe::parse(select->text(1)));
    SeriesKey own{std::string(select->text(0)), parsed};
    if (kept.empty() || kept.back().key != own) kept.push_back({std::move(own), {}});
    merge(kept.back().findings, *select);
  }
}

}  // namespace nautilus::market
