// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/bar.hpp"
#include "nautilus/market/instruments/period.hpp"
#include "nautilus/market/quality/arrivals.hpp"

namespace nautilus::market {

/// A row that was not taken, and why.
struct Rejection {
  std::int64_t index = 0;  ///< Of the row among all rows given, from 0.
  std::string field;
  std::string reason;

  friend bool operator==(const Rejection&, const Rejection&) = default;

  static constexpr auto fields() {
    // Qualified, since the member `field` hides the function.
    return std::tuple{
        nautilus::field("index", &Rejection::index, "The row, counted from 0"),
        nautilus::field("field", &Rejection::field,
                        "The first wrong field; empty for the whole row"),
        nautilus::field("reason", &Rejection::reason, "What is wrong and what was found"),
    };
  }
};

/// A rejected row with what could be read of it: its series, whose symbol is empty where it cannot
/// be told, and its values where all could be read and only contradict each other.
struct RejectedRow {
  Rejection rejection;
  SeriesKey key;
  std::optional<Bar> bar;
  /// Of a bar that its text leaves unfinished: its first and its last tick there.
  std::optional<Period> unfinished = std::nullopt;
};

/// The rejection of a row for the first fault of an error.
Rejection rejection(std::int64_t index, const Error& error);

/// More rejected rows than this, and the whole text is refused: it is no list of bars.
inline constexpr std::size_t kMostRejections = 1000;

/// Checked bars of any number of series in the order they came, and the rows that failed the check.
class BarBatch {
 public:
  struct Row {
    std::uint32_t series;  ///< Index into keys().
    Bar bar;
    std::optional<Timestamp> known_at;  ///< As the source states it.
  };

  void add(std::string_view symbol, Timeframe timeframe, const Bar& bar,
           std::optional<Timestamp> known_at = std::nullopt);

  /// Errors: invalid_argument with this rejection once there are more than kMostRejections.
  Result<void> reject(RejectedRow row);

  /// Brings the bars of a series into the order of time, equal times as they came. The later of two
  /// bars still comes later, and a store takes ascending bars fastest.
  void sort();

  [[nodiscard]] const std::vector<SeriesKey>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::vector<Rejection> rejected() const;
  [[nodiscard]] const std::vector<RejectedRow>& rejected_rows() const { return rejected_; }

  /// How the rows came, before any sorting: one for each of keys().
  [[nodiscard]] const std::vector<RowOrder>& orders() const { return orders_; }

 private:
  std::uint32_t index_of(std::string_view symbol, Timeframe timeframe);

  std::vector<SeriesKey> keys_;
  std::map<std::pair<std::string, Timeframe>, std::uint32_t> indexes_;
  std::vector<Row> rows_;
  std::vector<RowOrder> orders_;
  std::vector<RejectedRow> rejected_;
};

}  // namespace nautilus::market
