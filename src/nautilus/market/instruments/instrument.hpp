// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

enum class AssetClass {
  equity,
  index,
  etf,
  future,
  fx,
  crypto,
  option,
  macro_series
};

inline constexpr std::array<std::string_view, 8> kAssetClassWords{
    "equity", "index", "etf", "future", "fx", "crypto", "option", "macro_series"};
constexpr std::span<const std::string_view> enum_words(AssetClass /*each*/) {
  return kAssetClassWords;
}

/// Another name of an instrument, and when it bore it.
struct Alias {
  std::string symbol;
  std::optional<Timestamp> from;  ///< The first moment; since ever where unset.
  std::optional<Timestamp> to;    ///< No longer from then on; still where unset.

  friend bool operator==(const Alias&, const Alias&) = default;

  static constexpr auto fields() {
    return std::tuple{
        required_field("symbol", &Alias::symbol, "The name, without the venue", sized(1, 32)),
        field("from", &Alias::from, "Since when; null for ever since"),
        field("to", &Alias::to, "Until when, excluded; null for still"),
    };
  }
};

/// What is traded: its identity, its names in time, and how it is counted.
struct Instrument {
  std::string instrument_id;  ///< SYMBOL.VENUE, never reused; what everything else is keyed by.
  std::string symbol;         ///< The ticker it bears now, or bore last; of the id where empty.
  std::string venue;          ///< Of the id where empty.
  AssetClass asset_class = AssetClass::equity;
  std::string currency = "USD";
  double multiplier = 1;
  double tick_size = 0.01;
  double lot_size = 1;
  std::optional<std::string> calendar;
  std::optional<std::string> sector;
  std::optional<Timestamp> listed;
  std::optional<Timestamp> delisted;
  std::vector<Alias> aliases;

  friend bool operator==(const Instrument&, const Instrument&) = default;

  static constexpr auto fields() {
    using I = Instrument;
    return std::tuple{
        required_field("instrument_id", &I::instrument_id, "SYMBOL.VENUE, such as AAPL.NASDAQ",
                       sized(3, 32)),
        field("symbol", &I::symbol, "Ticker borne now or last; empty takes it of the id",
              sized(0, 32)),
        field("venue", &I::venue, "Where it trades; empty takes it of the id", sized(0, 32)),
        field("asset_class", &I::asset_class, "What kind of thing it is"),
        field("currency", &I::currency, "Currency of its prices", sized(3, 8)),
        field("multiplier", &I::multiplier, "Money per point of price and unit", above(0)),
        field("tick_size", &I::tick_size, "Smallest step of the price", above(0)),
        field("lot_size", &I::lot_size, "Smallest step of the quantity", above(0)),
        field("calendar", &I::calendar, "Its trading calendar, such as XNYS", sized(1, 32)),
        field("sector", &I::sector, "Sector or industry", sized(1, 64)),
        field("listed", &I::listed, "Since when it trades"),
        field("delisted", &I::delisted, "Since when it does no longer"),
        field("aliases", &I::aliases, "Other names in time, such as those before a rename",
              sized(0, 100)),
    };
  }
};

/// Fills in symbol and venue from the id where they are empty, and checks what a type cannot: the
/// id is SYMBOL.VENUE, names are symbols, times ascend, and no alias is given twice for one time.
/// Errors: invalid_argument naming the field and the remedy.
Result<Instrument> completed(Instrument instrument);

}  // namespace nautilus::market
