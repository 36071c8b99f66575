// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/instruments/period.hpp"

namespace nautilus::market {

/// A stored series as a part of another one.
struct SeriesPart {
  SeriesKey key;  ///< As it is stored.
  Period within;  ///< Its bars that open then belong to the whole.
  Period borne;   ///< Within it these go before bars of other parts that open at the same time.
};

/// The oldest `limit` bars of a series that lies in parts under several names, or all, in the order
/// of time. Of several bars that open together the one is taken whose name was borne then, of
/// equals the one known last, of equals the one of the earlier part. One part alone is read as
/// BarStore::read_page would. `query.key` is what the answer is called.
/// Errors: not_found if no part is held, naming the key of the query; those of the store.
Result<BarPage> read_page(BarStore& store, const BarQuery& query,
                          std::span<const SeriesPart> parts);

}  // namespace nautilus::market
