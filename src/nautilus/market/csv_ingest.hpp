// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/csv_reader.hpp"

namespace nautilus::market {

/// Writes all that `reader` reads into the store in one transaction, reading ahead on a second
/// thread. Errors: those of the reader and of the store; nothing is written then.
Result<IngestReport> ingest(CsvReader& reader, BarStore& store, Timestamp received_at);

}  // namespace nautilus::market
