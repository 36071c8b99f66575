// SPDX-License-Identifier: MIT
#include "nautilus/market/bar_batch.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

bool precedes(const BarBatch::Row& a, const BarBatch::Row& b) {
  return std::pair(a.series, a.bar.timestamp) < std::pair(b.series, b.bar.timestamp);
}

}  // namespace

Rejection rejection(std::int64_t index, const Error& error) {
  if (error.faults.empty()) return {index, "", error.message};
  const auto& fault = error.faults.front();
  return {index, fmt::format("{}", fmt::join(fault.location, ".")), fault.message};
}

std::uint32_t BarBatch::index_of(std::string_view symbol, Timeframe timeframe) {
  // Rows of one series tend to stand together.
  if (!rows_.empty()) {
    const auto& last = keys_[rows_.back().series];
    if (last.symbol == symbol && last.timeframe == timeframe) return rows_.back().series;
  }
  const auto next = static_cast<std::uint32_t>(keys_.size());
  const auto [found, is_new] = indexes_.try_emplace({std::string(symbol), timeframe}, next);
  if (is_new) {
    keys_.push_back({std::string(symbol), timeframe});
    orders_.emplace_back();
  }
  return found->second;
}

void BarBatch::add(std::string_view symbol, Timeframe timeframe, const Bar& bar,
                   std::optional<Timestamp> known_at) {
  rows_.push_back({index_of(symbol, timeframe), bar, known_at});
  orders_[rows_.back().series].add(bar.timestamp);
}

Result<void> BarBatch::reject(RejectedRow row) {
  if (rejected_.size() < kMostRejections) {
    rejected_.push_back(std::move(row));
    return {};
  }
  const auto& first = rejected_.front().rejection;
  return Error{ErrorCode::invalid_argument,
               fmt::format("more than {} rows are wrong; row {}: {}: {}", kMostRejections,
                           first.index, first.field, first.reason)};
}

std::vector<Rejection> BarBatch::rejected() const {
  std::vector<Rejection> rejections;
  for (const auto& row : rejected_) rejections.push_back(row.rejection);
  return rejections;
}

void BarBatch::sort() {
  if (!std::ranges::is_sorted(rows_, precedes)) std::ranges::stable_sort(rows_, precedes);
}

}  // namespace nautilus::market
