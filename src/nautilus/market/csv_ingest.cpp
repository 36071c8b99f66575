// SPDX-License-Identifier: MIT
#include "nautilus/market/csv_ingest.hpp"

#include <future>

namespace nautilus::market {
namespace {

using Read = Result<std::optional<BarBatch>>;

std::future<Read> read_ahead(CsvReader& reader) {
  return std::async(std::launch::async, [&reader]() -> Read {
    NAUTILUS_TRY(auto batch, reader.next());
    if (batch) batch->sort();
    return batch;
  });
}

}  // namespace

Result<void> read_into(CsvReader& reader, BarWriter& writer) {
  // A future of async waits at its end, so no way out leaves the thread behind.
  auto ahead = read_ahead(reader);
  for (;;) {
    NAUTILUS_TRY(const auto batch, ahead.get());
    if (!batch) return {};
    ahead = read_ahead(reader);
    NAUTILUS_CHECK(writer.add(*batch));
  }
}

Result<IngestReport> ingest(CsvReader& reader, BarStore& store, Timestamp received_at) {
  NAUTILUS_TRY(const auto writer, store.begin(received_at));
  NAUTILUS_CHECK(read_into(reader, *writer));
  return writer->finish();
}

}  // namespace nautilus::market
