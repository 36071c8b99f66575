// SPDX-License-Identifier: MIT
#include "nautilus/market/futures/continuous_future.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

using std::chrono::days;

Error fault(std::string_view field, std::string message) {
  return field_error({std::string(field)}, std::move(message), "not_allowed");
}

std::size_t first_at_or_after(const BarSeries& series, Timestamp when) {
  return static_cast<std::size_t>(std::ranges::lower_bound(series.timestamps, when) -
                                  series.timestamps.begin());
}

/// The open of the bar after the first, from `since` on, on which `next` traded
/// more than `current`; nullopt if there is none yet.
std::optional<Timestamp> crossover(const BarSeries& current, const BarSeries& next,
                                   Timestamp since) {
  auto j = std::size_t{0};
  for (auto i = first_at_or_after(current, since); i < current.size(); ++i) {
    while (j < next.size() && next.timestamps[j] < current.timestamps[i]) ++j;
    const bool common = j < next.size() && next.timestamps[j] == current.timestamps[i];
    if (!common || next.volume[j] <= current.volume[i]) continue;
    return j + 1 < next.size() ? std::optional(next.timestamps[j + 1]) : std::nullopt;
  }
  return std::nullopt;
}

/// From when on the contract after `index` takes its place.
Timestamp roll_time(const ContinuousFuture& future, std::span<const BarSeries> contracts,
                    std::size_t index, Timestamp since) {
  const auto after_expiry = future.contracts[index].expiry + days(1);
  switch (future.rule) {
    case RollRule::days_before_expiry:
      return future.contracts[index].expiry - days(future.days_before_expiry);
    case RollRule::fixed_dates: return future.roll_dates[index];
    case RollRule::volume_crossover: {
      const auto crossed = crossover(contracts[index], contracts[index + 1], since);
      return std::min(crossed.value_or(after_expiry), after_expiry);
    }
  }
  return after_expiry;
}

/// The closes of both on their last common bar before `when`.
std::optional<std::pair<double, double>> common_closes(const BarSeries& from, const BarSeries& to,
                                                       Timestamp when) {
  auto i = first_at_or_after(from, when);
  auto j = first_at_or_after(to, when);
  while (i > 0 && j > 0) {
    if (from.timestamps[i - 1] == to.timestamps[j - 1]) {
      return std::pair(from.close[i - 1], to.close[j - 1]);
    }
    --(from.timestamps[i - 1] > to.timestamps[j - 1] ? i : j);
  }
  return std::nullopt;
}

/// Brings the bars before the roll to the level of the new contract.
void adjust_before(BarSeries& bars, const Roll& roll, RollAdjustment adjustment) {
  const double factor = adjustment == RollAdjustment::ratio ? roll.to_price / roll.from_price : 1.0;
  const double shift =
      adjustment == RollAdjustment::difference ? roll.to_price - roll.from_price : 0.0;
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) {
    for (auto& price : *column) price = price * factor + shift;
  }
}

Error nothing_in_common(const ContinuousFuture& future, std::size_t from, std::size_t to,
                        Timestamp when) {
  return {ErrorCode::insufficient_data,
          fmt::format("'{}' rolls from {} to {} at {}, but no bar of both is held before: load "
                      "more of {}, or choose adjustment none",
                      future.name, future.contracts[from].symbol, future.contracts[to].symbol,
                      format_timestamp(when), future.contracts[to].symbol)};
}

class Splicing {
 public:
  Splicing(const ContinuousFuture& future, std::span<const BarSeries> contracts)
      : future_(future), contracts_(contracts) {
    out_.bars.key = {future.name, future.timeframe};
  }

  Result<ContinuousSeries> run() && {
    auto since = kEarliest;
    for (std::size_t index = 0; index < contracts_.size(); ++index) {
      const bool is_last = index + 1 == contracts_.size();
      const auto until =
          is_last ? kLatest : std::max(since, roll_time(future_, contracts_, index, since));
      const auto begin = first_at_or_after(contracts_[index], since);
      const auto end = first_at_or_after(contracts_[index], until);
      if (begin < end && !out_.bars.empty()) NAUTILUS_CHECK(roll_to(index, begin));
      for (auto i = begin; i < end; ++i) {
        out_.bars.push_back(contracts_[index].bar(i));
        out_.contract.push_back(index);
      }
      since = until;
    }
    return std::move(out_);
  }

 private:
  /// `begin` is the first bar of the new contract, whose predecessor may be
  /// more than one back.
  Result<void> roll_to(std::size_t index, std::size_t begin) {
    const auto before = out_.contract.back();
    Roll roll{contracts_[index].timestamps[begin], future_.contracts[before].symbol,
              future_.contracts[index].symbol};
    const auto closes = common_closes(contracts_[before], contracts_[index], roll.timestamp);
    if (closes) {
      std::tie(roll.from_price, roll.to_price) = *closes;
      adjust_before(out_.bars, roll, future_.adjustment);
    } else if (future_.adjustment != RollAdjustment::none) {
      return nothing_in_common(future_, before, index, roll.timestamp);
    }
    out_.rolls.push_back(std::move(roll));
    return {};
  }

  const ContinuousFuture& future_;
  std::span<const BarSeries> contracts_;
  ContinuousSeries out_;
};

Result<void> check_dates(const ContinuousFuture& future) {
  if (future.rule != RollRule::fixed_dates) {
    if (future.roll_dates.empty()) return {};
    return fault("roll_dates", "go with the rule fixed_dates; leave them out");
  }
  if (future.roll_dates.size() + 1 != future.contracts.size()) {
    return fault("roll_dates",
                 fmt::format("must be one date for each contract but the first, {}, were {}",
                             future.contracts.size() - 1, future.roll_dates.size()));
  }
  const auto& dates = future.roll_dates;
  if (std::ranges::adjacent_find(dates, std::ranges::greater_equal{}) == dates.end()) return {};
  return fault("roll_dates", "must ascend");
}

}  // namespace

Result<void> check(const ContinuousFuture& future) {
  if (auto sound = check_symbol(future.name); !sound) {
    return fault("name", sound.error().faults.front().message);
  }
  if (future.contracts.empty()) return fault("contracts", "must not be empty");
  for (std::size_t i = 0; i < future.contracts.size(); ++i) {
    NAUTILUS_CHECK(check_symbol(future.contracts[i].symbol));
    if (i > 0 && future.contracts[i].expiry <= future.contracts[i - 1].expiry) {
      return fault("contracts",
                   fmt::format("must be in the order of expiry: {} does not expire "
                               "after {}",
                               future.contracts[i].symbol, future.contracts[i - 1].symbol));
    }
  }
  return check_dates(future);
}

Result<ContinuousSeries> splice(const ContinuousFuture& future,
                                std::span<const BarSeries> contracts) {
  NAUTILUS_CHECK(check(future));
  if (contracts.size() != future.contracts.size()) {
    return Error{ErrorCode::internal, "splice: not as many series as contracts"};
  }
  return Splicing(future, contracts).run();
}

}  // namespace nautilus::market
