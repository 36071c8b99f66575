// SPDX-License-Identifier: MIT
#include "nautilus/market/instruments/instrument_store.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

using storage::Column;
using storage::ColumnType;
using storage::Statement;

constexpr std::array kInstrumentColumns{
    Column{"instrument_id", ColumnType::text},
    Column{"symbol", ColumnType::text},
    Column{"venue", ColumnType::text},
    Column{"asset_class", ColumnType::text},
    Column{"currency", ColumnType::text},
    Column{"multiplier", ColumnType::real},
    Column{"tick_size", ColumnType::real},
    Column{"lot_size", ColumnType::real},
    Column{"calendar", ColumnType::text, true},
    Column{"sector", ColumnType::text, true},
    Column{"listed", ColumnType::timestamp, true},
    Column{"delisted", ColumnType::timestamp, true},
    Column{"updated_at", ColumnType::timestamp},
};
constexpr storage::Table kInstruments{
    .name = "instruments", .columns = kInstrumentColumns, .primary_key = "instrument_id"};

constexpr std::array kAliasColumns{
    Column{"instrument_id", ColumnType::text},
    Column{"position", ColumnType::integer},
    Column{"symbol", ColumnType::text},
    Column{"valid_from", ColumnType::timestamp, true},
    Column{"valid_to", ColumnType::timestamp, true},
};
constexpr storage::Table kAliases{.name = "instrument_aliases",
                                  .columns = kAliasColumns,
                                  .primary_key = "instrument_id, position"};

constexpr std::array<const storage::Table*, 2> kTables{&kInstruments, &kAliases};

constexpr std::string_view kSelect =
    "SELECT instrument_id, symbol, venue, asset_class, currency, multiplier, tick_size, lot_size, "
    "calendar, sector, listed, delisted FROM instruments ORDER BY instrument_id";
constexpr std::string_view kSelectAliases =
    "SELECT instrument_id, symbol, valid_from, valid_to FROM instrument_aliases "
    "ORDER BY instrument_id, position";
constexpr std::string_view kStore =
    "INSERT OR REPLACE INTO instruments (instrument_id, symbol, venue, asset_class, currency, "
    "multiplier, tick_size, lot_size, calendar, sector, listed, delisted, updated_at) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
constexpr std::string_view kRemoveAliases =
    "DELETE FROM instrument_aliases WHERE instrument_id = ?1";
constexpr std::string_view kStoreAlias =
    "INSERT INTO instrument_aliases (instrument_id, position, symbol, valid_from, valid_to) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";

std::optional<Timestamp> time_at(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Timestamp{row.integer(column)});
}

std::optional<std::string> text_at(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(std::string(row.text(column)));
}

void bind(Statement& statement, int parameter, const std::optional<Timestamp>& time) {
  time ? statement.bind(parameter, time->nanoseconds) : statement.bind_null(parameter);
}

void bind(Statement& statement, int parameter, const std::optional<std::string>& text) {
  text ? statement.bind(parameter, std::string_view(*text)) : statement.bind_null(parameter);
}

Result<Instrument> instrument_at(const Statement& row) {
  Instrument instrument{.instrument_id = std::string(row.text(0)),
                        .symbol = std::string(row.text(1)),
                        .venue = std::string(row.text(2)),
                        .currency = std::string(row.text(4)),
                        .multiplier = row.real(5),
                        .tick_size = row.real(6),
                        .lot_size = row.real(7),
                        .calendar = text_at(row, 8),
                        .sector = text_at(row, 9),
                        .listed = time_at(row, 10),
                        .delisted = time_at(row, 11)};
  const auto asset_class = from_word<AssetClass>(row.text(3));
  if (!asset_class) {
    return Error{ErrorCode::data_loss, fmt::format("instrument {} has the unknown asset class '{}'",
                                                   instrument.instrument_id, row.text(3))};
  }
  instrument.asset_class = *asset_class;
  return instrument;
}

Result<std::map<std::string, std::vector<Alias>>> read_aliases(storage::Transaction& transaction) {
  NAUTILUS_TRY(const auto select, transaction.prepare(kSelectAliases));
  std::map<std::string, std::vector<Alias>> aliases;
  for (;;) {
    NAUTILUS_TRY(const bool more, select->step());
    if (!more) return aliases;
    aliases[std::string(select->text(0))].push_back(
        {std::string(select->text(1)), time_at(*select, 2), time_at(*select, 3)});
  }
}

Result<void> store_alias(storage::Transaction& transaction, const std::string& id,
                         std::int64_t position, const Alias& alias) {
  NAUTILUS_TRY(const auto insert, transaction.prepare(kStoreAlias));
  insert->bind(1, std::string_view(id));
  insert->bind(2, position);
  insert->bind(3, std::string_view(alias.symbol));
  bind(*insert, 4, alias.from);
  bind(*insert, 5, alias.to);
  NAUTILUS_CHECK(insert->step());
  return {};
}

Result<void> replace_aliases(storage::Transaction& transaction, const Instrument& instrument) {
  NAUTILUS_TRY(const auto remove, transaction.prepare(kRemoveAliases));
  remove->bind(1, std::string_view(instrument.instrument_id));
  NAUTILUS_CHECK(remove->step());
  std::int64_t position = 0;
  for (const auto& alias : instrument.aliases) {
    NAUTILUS_CHECK(store_alias(transaction, instrument.instrument_id, position++, alias));
  }
  return {};
}

}  // namespace

std::span<const storage::Table* const> instrument_tables() { return kTables; }

Result<std::vector<Instrument>> read_instruments(storage::Transaction& transaction) {
  NAUTILUS_TRY(auto aliases, read_aliases(transaction));
  NAUTILUS_TRY(const auto select, transaction.prepare(kSelect));
  std::vector<Instrument> instruments;
  for (;;) {
    NAUTILUS_TRY(const bool more, select->step());
    if (!more) return instruments;
    NAUTILUS_TRY(auto instrument, instrument_at(*select));
    instrument.aliases = std::move(aliases[instrument.instrument_id]);
    instruments.push_back(std::move(instrument));
  }
}

Result<void> store_instrument(storage::Transaction& transaction, const Instrument& instrument,
                              Timestamp at) {
  NAUTILUS_TRY(const auto insert, transaction.prepare(kStore));
  insert->bind(1, std::string_view(instrument.instrument_id));
  insert->bind(2, std::string_view(instrument.symbol));
  insert->bind(3, std::string_view(instrument.venue));
  insert->bind(4, to_word(instrument.asset_class));
  insert->bind(5, std::string_view(instrument.currency));
  insert->bind(6, instrument.multiplier);
  insert->bind(7, instrument.tick_size);
  insert->bind(8, instrument.lot_size);
  bind(*insert, 9, instrument.calendar);
  bind(*insert, 10, instrument.sector);
  bind(*insert, 11, instrument.listed);
  bind(*insert, 12, instrument.delisted);
  insert->bind(13, at.nanoseconds);
  NAUTILUS_CHECK(insert->step());
  return replace_aliases(transaction, instrument);
}

}  // namespace nautilus::market
