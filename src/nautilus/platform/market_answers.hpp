// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/market/bar.hpp"
#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/json_reader.hpp"
#include "nautilus/market/sources/csv_dialect.hpp"
#include "nautilus/market/ticks/trade.hpp"
#include "nautilus/market/timeframe.hpp"

namespace nautilus::platform {

struct BarsQuery {
  std::string symbol;
  market::Timeframe timeframe;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Timestamp> as_of;
  int limit = 1000;
  std::optional<std::string> cursor;
  market::Adjustment adjustment = market::Adjustment::none;

  static constexpr auto fields() {
    using Q = BarsQuery;
    return std::tuple{
        required_field("symbol", &Q::symbol, "Symbol whose bars are asked for", sized(1, 32)),
        field("timeframe", &Q::timeframe, "Length of a bar"),
        field("from", &Q::from, "First time of a bar's open, included"),
        field("to", &Q::to, "Time of a bar's open at which to end, excluded"),
        field("as_of", &Q::as_of, "Only bars known by then, with the values known by then"),
        field("limit", &Q::limit, "Most bars in one answer", between(1, 100'000)),
        field("adjustment", &Q::adjustment,
              "none: as traded; split: in shares of now, or of as_of; total_return: also with "
              "dividends reinvested"),
        field("cursor", &Q::cursor, "next_cursor of the answer before", sized(1, 64)),
    };
  }
};

struct BarsAnswer {
  std::string symbol;
  market::Timeframe timeframe;
  market::Adjustment adjustment = market::Adjustment::none;
  std::vector<market::BarRecord> bars;
  std::optional<std::string> next_cursor;

  static constexpr auto fields() {
    using A = BarsAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol"),
        field("timeframe", &A::timeframe, "Length of a bar"),
        field("adjustment", &A::adjustment, "How the bars are shown"),
        field("bars", &A::bars, "Bars, oldest first"),
        field("next_cursor", &A::next_cursor, "Asks for the rest; null at the end"),
    };
  }
};

/// What stands for columns that a CSV lacks, and what is said of how it is written.
struct IngestQuery : market::DialectOptions {
  std::optional<std::string> symbol;
  std::optional<market::Timeframe> timeframe;
  std::optional<std::string> source;

  static constexpr auto fields() {
    using Q = IngestQuery;
    return std::tuple_cat(
        std::tuple{
            field("symbol", &Q::symbol, "Symbol of bars that name none", sized(1, 32)),
            field("timeframe", &Q::timeframe, "Length of bars that name none; 1d if unset"),
            field("source", &Q::source,
                  "Who gives the bars, to join them to those of another source: a bar that differs "
                  "within the printed precision leaves the one held, and the rest are corrections; "
                  "both are counted in the findings",
                  sized(1, 64)),
        },
        market::DialectOptions::fields());
  }
};

/// The same of a file.
struct FileIngestQuery : market::DialectOptions {
  std::optional<std::string> symbol;
  std::optional<market::Timeframe> timeframe;
  std::optional<std::string> source;
  bool partial = false;
  bool ticks = false;
  market::QuotePrice quote_price = market::QuotePrice::mid;

  static constexpr auto fields() {
    using Q = FileIngestQuery;
    return std::tuple_cat(
        std::tuple{
            field("symbol", &Q::symbol, "Symbol of bars that name none", sized(1, 32)),
            field("timeframe", &Q::timeframe, "Length of bars that name none; 1d if unset"),
            field("source", &Q::source,
                  "Who gives the bars, to join them to those of another source", sized(1, 64)),
            field("partial", &Q::partial,
                  "Store the sound rows and keep the others as findings; else one wrong row "
                  "refuses the file"),
            field("ticks", &Q::ticks,
                  "The file holds trades or quotes: store the bars of --timeframe that they make"),
            field("quote_price", &Q::quote_price, "Which price stands for a quote"),
        },
        market::DialectOptions::fields());
  }
};

struct SymbolsAnswer {
  std::vector<market::SeriesSummary> symbols;
  std::int64_t total_symbols = 0;

  static constexpr auto fields() {
    using A = SymbolsAnswer;
    return std::tuple{
        field("symbols", &A::symbols, "One entry per symbol and timeframe, in alphabetical order"),
        field("total_symbols", &A::total_symbols, "Number of entries"),
    };
  }
};

}  // namespace nautilus::platform
