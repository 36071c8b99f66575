// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/ticks/tick_reader.hpp"

namespace nautilus::market {

/// Adds the time bars that the ticks make to what `writer` will make durable. The last bar has no
/// tick behind its end that shows it to be over; it is no bar yet, and rejected as one that forms.
/// Errors: those of the reader, a tick out of order, and those of the writer.
Result<void> read_ticks_into(TickReader& reader, const SeriesKey& key, BarWriter& writer);

}  // namespace nautilus::market
