// SPDX-License-Identifier: MIT
#include "nautilus/market/futures/future_store.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

using storage::Column;
using storage::ColumnType;

constexpr std::array kColumns{
    Column{"id", ColumnType::integer},
    Column{"name", ColumnType::text},
    Column{"definition", ColumnType::json},
    Column{"created_at", ColumnType::timestamp},
};
constexpr std::array<std::string_view, 1> kIndexes{"name, id"};
constexpr storage::Table kFutures{.name = "continuous_futures",
                                  .columns = kColumns,
                                  .primary_key = "id",
                                  .indexes = kIndexes,
                                  .append_only = true};
constexpr std::array<const storage::Table*, 1> kTables{&kFutures};

Result<ContinuousFuture> read_definition(std::string_view text) {
  auto future = json::read_text<ContinuousFuture>(text);
  if (future) return future;
  return Error{ErrorCode::data_loss,
               fmt::format("table continuous_futures: {}", future.error().message)};
}

}  // namespace

std::span<const storage::Table* const> future_tables() { return kTables; }

Result<void> record_future(storage::Transaction& transaction, const ContinuousFuture& future,
                           Timestamp at) {
  const auto definition = json::write(future);
  NAUTILUS_TRY(
      const auto insert,
      transaction.prepare(
          "INSERT INTO continuous_futures (name, definition, created_at) SELECT ?1, ?2, ?3 "
          "WHERE ?2 IS NOT (SELECT definition FROM continuous_futures WHERE name = ?1 "
          "ORDER BY id DESC LIMIT 1)"));
  insert->bind(1, future.name);
  insert->bind(2, definition);
  insert->bind(3, at.nanoseconds);
  NAUTILUS_CHECK(insert->step());
  return {};
}

Result<std::vector<ContinuousFuture>> select_futures(storage::Transaction& transaction) {
  NAUTILUS_TRY(const auto select,
               transaction.prepare("SELECT definition FROM continuous_futures WHERE id IN "
                                   "(SELECT max(id) FROM continuous_futures GROUP BY name) "
                                   "ORDER BY name"));
  std::vector<ContinuousFuture> futures;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return futures;
    NAUTILUS_TRY(auto future, read_definition(select->text(0)));
    futures.push_back(std::move(future));
  }
}

Result<ContinuousFuture> find_future(storage::Transaction& transaction, const std::string& name) {
  NAUTILUS_TRY(const auto futures, select_futures(transaction));
  const auto found = std::ranges::find(futures, name, &ContinuousFuture::name);
  if (found != futures.end()) return *found;
  std::vector<std::string_view> known;
  for (const auto& each : futures) known.push_back(each.name);
  return Error{ErrorCode::not_found, fmt::format("no continuous future '{}' is defined{}", name,
                                                 did_you_mean(name, known))};
}

}  // namespace nautilus::market
