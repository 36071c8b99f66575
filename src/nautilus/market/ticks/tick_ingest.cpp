// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_ingest.hpp"

#include <fmt/format.h>

#include "nautilus/market/detail/bar_rows.hpp"
#include "nautilus/market/quality/ingest_findings.hpp"
#include "nautilus/market/ticks/tick_bars.hpp"

namespace nautilus::market {
namespace {

constexpr std::size_t kBarsOfABatch = 16'384;

/// The bar held of a time.
Result<std::optional<Bar>> held_bar(storage::Transaction& transaction, const SeriesKey& key,
                                    Timestamp opened) {
  NAUTILUS_TRY(const auto select,
               transaction.prepare("SELECT open, high, low, close, volume FROM bars "
                                   "WHERE timestamp = ? AND series_id = "
                                   "(SELECT id FROM series WHERE symbol = ? AND timeframe = ?)"));
  const auto timeframe = key.timeframe.name();
  select->bind(1, opened.nanoseconds);
  select->bind(2, std::string_view(key.symbol));
  select->bind(3, std::string_view(timeframe));
  NAUTILUS_TRY(const bool found, select->step());
  return found ? std::optional(detail::values_of(*select, 0, opened)) : std::nullopt;
}

/// Whether some of the ticks of `whole`, and not all, may be those of `part`.
bool is_part_of(const Bar& part, const Bar& whole) {
  return part != whole && part.high <= whole.high && part.low >= whole.low &&
         part.volume <= whole.volume;
}

/// Makes bars of one file's ticks.
class TickIngest {
 public:
  TickIngest(const SeriesKey& key, BarWriter& writer)
      : key_(key), writer_(writer), bars_(TickBars::by_time(key.timeframe)) {}

  Result<void> add(const Trade& trade) {
    NAUTILUS_TRY(const auto over, bars_.add(trade));
    if (ticks_++ == 0) first_ = trade.at;
    if (over) NAUTILUS_CHECK(add(*over));
    return {};
  }

  Result<void> finish() {
    if (const auto forming = bars_.forming()) {
      const auto reason = fmt::format(
          "the bar of the last ticks still forms, and is not stored: send its ticks from {} on "
          "together with those that follow",
          format_timestamp(bars_.forming_since()));
      NAUTILUS_CHECK(batch_.reject({{ticks_ - 1, "timestamp", reason},
                                    key_,
                                    forming,
                                    Period{bars_.forming_since(), bars_.last()}}));
    }
    return writer_.add(batch_);
  }

 private:
  Result<void> add(const Bar& bar) {
    if (!has_bars_) {
      has_bars_ = true;
      NAUTILUS_TRY(const auto reason, why_cut(bar));
      if (!reason.empty()) return batch_.reject({{0, "timestamp", reason}, key_, bar, {}});
    }
    batch_.add(key_.symbol, key_.timeframe, bar);
    if (batch_.rows().size() < kBarsOfABatch) return {};
    NAUTILUS_CHECK(writer_.add(batch_));
    batch_ = {};
    return {};
  }

  /// What shows that the file's first bar lacks ticks which an earlier file had; empty if nothing.
  Result<std::string> why_cut(const Bar& bar) {
    auto& transaction = writer_.transaction();
    const Period period{bar.timestamp, bar.timestamp + key_.timeframe.length()};
    NAUTILUS_TRY(const auto since, unfinished_since(transaction, key_, period));
    if (since && *since < first_) {
      return fmt::format(
          "the bar began at {} in an earlier file, and is not stored: send its ticks "
          "from then on in one file",
          format_timestamp(*since));
    }
    NAUTILUS_TRY(const auto held, held_bar(transaction, key_, bar.timestamp));
    if (!held || !is_part_of(bar, *held)) return std::string();
    return std::string(
        "may be a part of the bar held, which stays: to correct it send ticks from the bar before "
        "on");
  }

  const SeriesKey& key_;
  BarWriter& writer_;
  TickBars bars_;
  BarBatch batch_;
  std::int64_t ticks_ = 0;
  Timestamp first_;
  bool has_bars_ = false;
};

}  // namespace

Result<void> read_ticks_into(TickReader& reader, const SeriesKey& key, Timestamp now,
                             BarWriter& writer) {
  TickIngest ingest(key, writer);
  for (;;) {
    NAUTILUS_TRY(const auto trade, reader.next());
    if (!trade) return ingest.finish();
    auto added = check_not_ahead(trade->at, key.timeframe, now);
    if (added) added = ingest.add(*trade);
    if (!added) return reader.at_line(std::move(added).error());
  }
}

}  // namespace nautilus::market
