// SPDX-License-Identifier: MIT
#include "nautilus/platform/future_desk.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/futures/future_store.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

std::vector<FutureBar> bars_of(const market::ContinuousFuture& future,
                               const market::ContinuousSeries& series,
                               const FutureBarsQuery& query) {
  const auto& times = series.bars.timestamps;
  auto begin = std::ranges::lower_bound(times, query.from.value_or(kEarliest)) - times.begin();
  const auto end = std::ranges::lower_bound(times, query.to.value_or(kLatest)) - times.begin();
  begin = std::max(begin, end - query.limit);
  std::vector<FutureBar> bars;
  for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
    const auto bar = series.bars.bar(i);
    const bool roll = i > 0 && series.contract[i] != series.contract[i - 1];
    bars.push_back({bar.timestamp, bar.open, bar.high, bar.low, bar.close, bar.volume,
                    future.contracts[series.contract[i]].symbol, roll});
  }
  return bars;
}

}  // namespace

Result<market::ContinuousFuture> FutureDesk::put(const Actor& actor,
                                                 const market::ContinuousFuture& future) {
  NAUTILUS_CHECK(market::check(future));
  NAUTILUS_CHECK(check_known(future));
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_CHECK(market::record_future(*transaction, future, clock_.now()));
  NAUTILUS_CHECK(write_audit(*transaction, {.at = clock_.now(),
                                            .actor = actor.name,
                                            .action = "market.futures",
                                            .before = "",
                                            .after = json::write(future),
                                            .request_id = actor.request_id}));
  NAUTILUS_CHECK(transaction->commit());
  return future;
}

Result<void> FutureDesk::check_known(const market::ContinuousFuture& future) const {
  for (std::size_t i = 0; i < future.contracts.size(); ++i) {
    const auto& symbol = future.contracts[i].symbol;
    const auto& names = market_.names();
    if (names.is_known(symbol)) continue;
    std::set<std::string> held;
    for (const auto& key : names.stored()) held.insert(key.symbol);
    const std::vector<std::string_view> known(held.begin(), held.end());
    return field_error({"contracts", std::to_string(i), "symbol"},
                       fmt::format("'{}' has no bars and is no instrument{}; load its bars first, "
                                   "or declare it as an instrument if it trades later",
                                   symbol, did_you_mean(symbol, known)),
                       "not_found");
  }
  return {};
}

Result<FuturesAnswer> FutureDesk::list() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  FuturesAnswer answer;
  NAUTILUS_TRY(answer.futures, market::select_futures(*transaction));
  return answer;
}

Result<FutureBarsAnswer> FutureDesk::bars(const FutureBarsQuery& query) {
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  market::ContinuousFuture future;
  {
    NAUTILUS_TRY(const auto transaction, database_.read());
    NAUTILUS_TRY(future, market::find_future(*transaction, query.name));
  }
  future.adjustment = query.adjustment.value_or(future.adjustment);
  FutureBarsAnswer answer{
      .name = future.name, .timeframe = future.timeframe, .adjustment = future.adjustment};
  std::vector<market::BarSeries> contracts;
  for (const auto& each : future.contracts) {
    auto series = market_.series({each.symbol, future.timeframe}, query.as_of);
    if (!series && series.error().code != ErrorCode::not_found) return series.error();
    if (!series) answer.missing[each.symbol] = series.error().message;
    contracts.push_back(series ? *std::move(series) : market::BarSeries{});
  }
  NAUTILUS_TRY(auto series, market::splice(future, contracts));
  answer.bars = bars_of(future, series, query);
  answer.rolls = std::move(series.rolls);
  return answer;
}

}  // namespace nautilus::platform
