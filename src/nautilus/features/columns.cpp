// SPDX-License-Identifier: MIT
#include "nautilus/features/columns.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "nautilus/numeric/simd.hpp"

namespace nautilus::features {

Result<void> check(const BarColumns& bars) {
  const auto columns = bars.all();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool may_be_absent = static_cast<Input>(i) >= Input::time;
    if (columns[i].size() == bars.size() || (may_be_absent && columns[i].empty())) continue;
    return field_error({std::string(kInputWords[i])},
                       fmt::format("must have one value per bar: {} as close has, had {}",
                                   bars.size(), columns[i].size()),
                       "wrong_length");
  }
  return {};
}

bool BarBlock::fill(std::size_t row, std::span<const double> column, std::size_t count) {
  const auto values = std::span(rows_[row]).first(count);
  if (!column.empty()) return numeric::copy_finite(column.first(count), values);
  std::ranges::fill(values, kNaN);
  return false;
}

void BarBlock::give(std::size_t row, std::span<double> column, bool streams) const {
  const auto values = std::span(rows_[row]).first(column.size());
  streams ? numeric::stream_finite(values, column) : void(numeric::copy_finite(values, column));
}

BarColumns BarBlock::columns(std::size_t count) const {
  const auto column = [&](Input input) { return std::span(row(input), count); };
  return {column(Input::open),      column(Input::high),
          column(Input::low),       column(Input::close),
          column(Input::volume),    column(Input::time),
          column(Input::reference), column(Input::second_reference)};
}

}  // namespace nautilus::features
