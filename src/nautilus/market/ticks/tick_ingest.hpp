// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/ticks/tick_reader.hpp"

namespace nautilus::market {

/// Adds the time bars that the ticks make to what `writer` will make durable. The last bar has no
/// tick behind its end that shows it to be over; it is no bar yet, and rejected as one that forms.
/// So is the first one, if an earlier text left it unfinished and this one goes on behind its first
/// tick, or if the bar held has all that it has and more: half a bar is never stored for a whole.
/// Errors: those of the reader, a tick out of order or more than a bar after `now`, and those of
/// the writer.
Result<void> read_ticks_into(TickReader& reader, const SeriesKey& key, Timestamp now,
                             BarWriter& writer);

}  // namespace nautilus::market
