// SPDX-License-Identifier: MIT
#include "nautilus/market/series/series_csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/detail/csv_header.hpp"
#include "nautilus/market/detail/line_source.hpp"
#include "nautilus/market/detail/series_columns.hpp"
#include "nautilus/market/series/series_definition.hpp"

namespace nautilus::market {
namespace {

constexpr std::array<std::string_view, 6> kMissing{"", ".", "na", "n/a", "nan", "null"};
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::int64_t kLinesBetweenStops = 4096;

/// Reads the rows below the first line into a batch per series.
class SeriesCsv {
 public:
  SeriesCsv(detail::SeriesColumns columns, const SeriesCsvOptions& options)
      : columns_(std::move(columns)), options_(options) {}

  Result<void> take(std::string_view line);
  std::vector<SeriesBatch> batches() &&;

 private:
  bool split(std::string_view line);
  Result<void> reject(std::string_view field, std::string reason);
  Result<void> add(const detail::ValueColumn& column, Observation row);
  [[nodiscard]] std::string series_of(const detail::ValueColumn& column) const;

  detail::SeriesColumns columns_;
  const SeriesCsvOptions& options_;
  std::vector<std::string_view> cells_;
  std::map<std::string, SeriesBatch> batches_;
  std::int64_t row_ = -1;
  std::size_t rejected_ = 0;
};

bool SeriesCsv::split(std::string_view line) {
  cells_.clear();
  for (bool at_end = false; !at_end;) {
    if (!detail::take_field(line, columns_.separator, cells_.emplace_back(), at_end)) return false;
  }
  return cells_.size() == columns_.count;
}

std::string SeriesCsv::series_of(const detail::ValueColumn& column) const {
  return columns_.series_id ? std::string(cells_[*columns_.series_id]) : column.series_id;
}

Result<void> SeriesCsv::reject(std::string_view field, std::string reason) {
  if (++rejected_ > kMostRejections) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("more than {} rows are wrong; row {}: {} {}", kMostRejections, row_,
                             field, reason)};
  }
  // A row that names no series of its own counts with the first.
  const auto& first = columns_.values.front().series_id;
  auto& batch = batches_[first.empty() ? options_.series_id : first];
  batch.rejected.push_back({row_, std::string(field), std::move(reason)});
  return {};
}

Result<void> SeriesCsv::take(std::string_view line) {
  if (trimmed(line).empty()) return {};
  ++row_;
  if (!split(line)) {
    return reject(
        "", fmt::format("has {} fields, the first line names {}", cells_.size(), columns_.count));
  }
  Observation row{.index = row_};
  const auto date = parse_timestamp(cells_[columns_.date]);
  if (!date) return reject("date", date.error().message);
  row.observed_at = *date;
  if (columns_.released_at && !is_missing_value(cells_[*columns_.released_at])) {
    const auto released_at = parse_timestamp(cells_[*columns_.released_at]);
    if (!released_at) return reject("released_at", released_at.error().message);
    row.released_at = *released_at;
  }
  for (const auto& column : columns_.values) NAUTILUS_CHECK(add(column, row));
  return {};
}

Result<void> SeriesCsv::add(const detail::ValueColumn& column, Observation row) {
  const auto series_id = series_of(column);
  if (columns_.series_id) {
    if (const auto sound = check_series_id(series_id); !sound) {
      return reject("series_id", sound.error().faults.front().message);
    }
    if (!options_.series_id.empty() && series_id != options_.series_id) return {};
  }
  auto& batch = batches_[series_id];
  const auto text = cells_[column.place];
  if (is_missing_value(text)) {
    ++batch.skipped;
    return {};
  }
  const auto number = parse_number(text);
  if (!number)
    return reject("value", fmt::format("must be a number, was '{}'", text.substr(0, 40)));
  row.value = *number;
  batch.observations.push_back(row);
  return {};
}

std::vector<SeriesBatch> SeriesCsv::batches() && {
  std::vector<SeriesBatch> all;
  for (auto& [series_id, batch] : batches_) {
    batch.series_id = series_id;
    all.push_back(std::move(batch));
  }
  return all;
}

Result<std::vector<SeriesBatch>> read(detail::LineSource source, const SeriesCsvOptions& options) {
  NAUTILUS_TRY(auto line, source.next());
  if (!line) return Error{ErrorCode::invalid_argument, "line 1: is missing, the text is empty"};
  if (line->starts_with(kByteOrderMark)) line->remove_prefix(kByteOrderMark.size());
  NAUTILUS_TRY(auto columns, detail::read_series_header(*line, options));
  SeriesCsv csv(std::move(columns), options);
  for (;;) {
    if (source.line() % kLinesBetweenStops == 0 && options.stop.stop_requested()) {
      return Error{ErrorCode::unavailable, fmt::format("stopped after line {}", source.line())};
    }
    NAUTILUS_TRY(const auto next, source.next());
    if (!next) return std::move(csv).batches();
    NAUTILUS_CHECK(csv.take(*next));
  }
}

}  // namespace

bool is_missing_value(std::string_view text) {
  return std::ranges::find(kMissing, detail::lower_case(text)) != kMissing.end();
}

Result<std::vector<SeriesBatch>> read_series_file(const std::string& path,
                                                  const SeriesCsvOptions& options) {
  NAUTILUS_TRY(auto source, detail::LineSource::open(path));
  return read(std::move(source), options);
}

Result<std::vector<SeriesBatch>> read_series_csv(std::string_view text,
                                                 const SeriesCsvOptions& options) {
  return read(detail::LineSource::over(text), options);
}

}  // namespace nautilus::market
