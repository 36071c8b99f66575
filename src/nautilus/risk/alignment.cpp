// SPDX-License-Identifier: MIT
#include "nautilus/risk/alignment.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace nautilus::risk {
namespace {

/// Checks the first `known` rows: nothing later may influence the answer, not even by an error.
Result<void> check(const CloseSeries& series, std::size_t known) {
  for (std::size_t i = 0; i < known; ++i) {
    const double close = series.closes[i];
    if (!std::isfinite(close) || close <= 0) {
      return field_error({series.symbol, "closes", std::to_string(i)},
                         fmt::format("must be finite and above 0, was {}", close), "out_of_range");
    }
    if (i > 0 && series.timestamps[i] <= series.timestamps[i - 1]) {
      return field_error(
          {series.symbol, "timestamps", std::to_string(i)},
          fmt::format("must be after {}, was {}", format_timestamp(series.timestamps[i - 1]),
                      format_timestamp(series.timestamps[i])),
          "not_rising");
    }
  }
  return {};
}

Result<void> check_shape(std::span<const CloseSeries> series) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series[i].timestamps.size() != series[i].closes.size()) {
      return field_error({series[i].symbol, "closes"},
                         fmt::format("must be as many as the timestamps, {}, were {}",
                                     series[i].timestamps.size(), series[i].closes.size()),
                         "length");
    }
    if (!seen.insert(series[i].symbol).second) {
      return field_error({series[i].symbol}, "must be given once, was given twice", "duplicate");
    }
  }
  return {};
}

std::size_t known_at(const CloseSeries& series, std::optional<Timestamp> as_of) {
  if (!as_of) return series.timestamps.size();
  const auto first_later = std::ranges::find_if(
      series.timestamps, [&](Timestamp timestamp) { return timestamp > *as_of; });
  return static_cast<std::size_t>(first_later - series.timestamps.begin());
}

/// Moves `row` on to `when`; whether the series has that time.
bool advance_to(const CloseSeries& series, std::size_t known, Timestamp when, std::size_t& row) {
  while (row < known && series.timestamps[row] < when) ++row;
  return row < known && series.timestamps[row] == when;
}

void join(std::span<const CloseSeries> series, std::span<const std::size_t> known,
          AlignedCloses& into) {
  std::vector<std::size_t> rows(series.size(), 0);
  for (std::size_t lead = 0; lead < known[0]; ++lead) {
    const Timestamp when = series[0].timestamps[lead];
    bool everyone_has_it = true;
    for (std::size_t i = 0; i < series.size(); ++i) {
      everyone_has_it = advance_to(series[i], known[i], when, rows[i]) && everyone_has_it;
    }
    if (!everyone_has_it) continue;
    into.timestamps.push_back(when);
    for (std::size_t i = 0; i < series.size(); ++i) {
      into.closes[i].push_back(series[i].closes[rows[i]]);
    }
  }
}

}  // namespace

Result<AlignedCloses> align(std::span<const CloseSeries> series, std::optional<Timestamp> as_of) {
  NAUTILUS_CHECK(check_shape(series));
  AlignedCloses aligned;
  if (series.empty()) return aligned;

  std::vector<std::size_t> known;
  for (const CloseSeries& each : series) {
    known.push_back(known_at(each, as_of));
    NAUTILUS_CHECK(check(each, known.back()));
    aligned.symbols.push_back(each.symbol);
  }
  aligned.closes.resize(series.size());
  join(series, known, aligned);
  const std::size_t common = aligned.timestamps.size();
  for (std::size_t i = 0; i < series.size(); ++i) {
    aligned.coverage.push_back({series[i].symbol, static_cast<std::int64_t>(known[i]),
                                static_cast<std::int64_t>(known[i] - common)});
  }
  return aligned;
}

}  // namespace nautilus::risk
