// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/csv_reader.hpp"

namespace nautilus::market {

/// Adds all that `reader` reads to what `writer` will make durable, reading ahead on a second
/// thread. Errors: those of the reader and of the writer, which is then of no use any more.
Result<void> read_into(CsvReader& reader, BarWriter& writer);

/// Writes all that `reader` reads into the store in one transaction. Errors: those of the reader
/// and of the store; nothing is written then.
Result<IngestReport> ingest(CsvReader& reader, BarStore& store, Timestamp received_at);

}  // namespace nautilus::market
