// SPDX-License-Identifier: MIT
#include "nautilus/market/ticks/tick_ingest.hpp"

#include "nautilus/market/ticks/tick_bars.hpp"

namespace nautilus::market {
namespace {

constexpr std::size_t kBarsOfABatch = 16'384;

}  // namespace

Result<void> read_ticks_into(TickReader& reader, const SeriesKey& key, BarWriter& writer) {
  auto bars = TickBars::by_time(key.timeframe);
  BarBatch batch;
  std::int64_t ticks = 0;
  for (;; ++ticks) {
    NAUTILUS_TRY(const auto trade, reader.next());
    if (!trade) break;
    const auto over = bars.add(*trade);
    if (!over) return reader.at_line(over.error());
    if (*over) batch.add(key.symbol, key.timeframe, **over);
    if (batch.rows().size() == kBarsOfABatch) {
      NAUTILUS_CHECK(writer.add(batch));
      batch = {};
    }
  }
  if (const auto forming = bars.forming()) {
    NAUTILUS_CHECK(batch.reject({{ticks - 1, "timestamp",
                                  "the bar of the last ticks still forms: a tick after its end "
                                  "shows that it is over"},
                                 key,
                                 forming}));
  }
  return writer.add(batch);
}

}  // namespace nautilus::market
