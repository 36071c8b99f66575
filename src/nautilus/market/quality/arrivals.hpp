// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// What can be odd about bars as they come in; each is a check of the same name.
enum class ArrivalKind {
  outside_range,
  rejected_row,
  duplicate,
  conflicting_duplicate,
  out_of_order,
  late,
  source_disagreement,
  source_rounding,
  unfinished_bar,
};
inline constexpr std::array<std::string_view, 9> kArrivalWords{
    "outside_range",         "rejected_row",    "duplicate",
    "conflicting_duplicate", "out_of_order",    "late",
    "source_disagreement",   "source_rounding", "unfinished_bar"};
constexpr const auto& enum_words(ArrivalKind /*tag*/) { return kArrivalWords; }

/// Rows of one kind: how many, over which times, and what the first of them were.
struct ArrivalTally {
  std::int64_t count = 0;
  Timestamp from = kLatest;
  Timestamp to = kEarliest;
  std::vector<std::string> examples;

  /// Counts one row. True if there is place for an example of it.
  bool add(Timestamp at);
  /// Counts those of another tally.
  void add(const ArrivalTally& other);
};

/// What was odd about the bars of one series in one write.
class Arrivals {
 public:
  ArrivalTally& of(ArrivalKind kind) { return tallies_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const ArrivalTally& of(ArrivalKind kind) const {
    return tallies_[static_cast<std::size_t>(kind)];
  }

 private:
  std::array<ArrivalTally, kArrivalWords.size()> tallies_;
};

/// How the rows of a series follow each other in a text. A text may run either way; the rows that
/// go against its direction are out of order.
class RowOrder {
 public:
  void add(Timestamp at);

  /// Takes the rows of a later part of the same text.
  void add(const RowOrder& later);

  /// The steps against the direction that most steps have.
  [[nodiscard]] const ArrivalTally& disorder() const;

 private:
  void step(Timestamp before, Timestamp at);

  bool begun_ = false;
  Timestamp first_;
  Timestamp last_;
  ArrivalTally rises_;
  ArrivalTally falls_;
};

}  // namespace nautilus::market
