// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "nautilus/market/bar.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::market::detail {

/// Binds timestamp and values from parameter `first` on; a bar's columns always stand together in
/// this order. Gives the number of the parameter after them.
inline int bind_values(storage::Statement& statement, int first, const Bar& bar) {
  for (const double value : {bar.open, bar.high, bar.low, bar.close, bar.volume}) {
    statement.bind(first++, value);
  }
  return first;
}

/// The values in the columns from `first` on.
inline Bar values_of(const storage::Statement& statement, int first, Timestamp timestamp) {
  return {timestamp,
          statement.real(first),
          statement.real(first + 1),
          statement.real(first + 2),
          statement.real(first + 3),
          statement.real(first + 4)};
}

/// A knowledge time; null says "since the bar was over".
inline void bind_known_at(storage::Statement& statement, int parameter,
                          std::optional<Timestamp> known_at) {
  known_at ? statement.bind(parameter, known_at->nanoseconds) : statement.bind_null(parameter);
}

inline std::optional<Timestamp> known_at_of(const storage::Statement& statement, int column) {
  if (statement.is_null(column)) return std::nullopt;
  return Timestamp{statement.integer(column)};
}

/// Runs a statement that gives no rows, and makes it ready for the next time.
inline Result<void> run(storage::Statement& statement) {
  NAUTILUS_CHECK(statement.step());
  statement.reset();
  return {};
}

}  // namespace nautilus::market::detail
