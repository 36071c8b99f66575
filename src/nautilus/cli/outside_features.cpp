// SPDX-License-Identifier: MIT
#include "nautilus/cli/outside_features.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::cli {
namespace {

constexpr std::size_t kNotRead = static_cast<std::size_t>(-1);

bool is_time(std::string_view name) {
  return name == "timestamp" || name == "date" || name == "time" || name == "datetime" ||
         name == "known_at";
}

std::string cell(double value) { return std::isnan(value) ? std::string() : format_number(value); }

std::string when(double seconds) {
  constexpr double nanoseconds = 1e9;
  return format_timestamp(Timestamp{static_cast<std::int64_t>(seconds * nanoseconds)});
}

Error wrong(std::size_t line, std::string_view what) {
  return {ErrorCode::invalid_argument,
          fmt::format("the command's output, line {}: {}", line, what)};
}

/// Which column each field of a line goes to.
std::vector<std::size_t> places_of(std::string_view heading, OutsideColumns& out) {
  std::vector<std::size_t> places;
  for (const auto each : split(heading, ',')) {
    const auto name = trimmed(each);
    places.push_back(is_time(name) ? kNotRead : out.names.size());
    if (!is_time(name)) out.names.emplace_back(name);
  }
  return places;
}

Result<void> take_line(std::string_view text, std::size_t line,
                       const std::vector<std::size_t>& places, OutsideColumns& out) {
  const auto cells = split(text, ',');
  if (cells.size() != places.size()) {
    return wrong(line, fmt::format("{} fields, {} are named", cells.size(), places.size()));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (places[i] == kNotRead) continue;
    const auto given = trimmed(cells[i]);
    const bool is_missing = given.empty() || given == "nan" || given == "NaN";
    const auto value = is_missing ? features::kNaN : parse_number(given);
    if (!value) {
      return wrong(line, fmt::format("{} is no number: '{}'", out.names[places[i]], given));
    }
    out.columns[places[i]].push_back(*value);
  }
  return {};
}

/// How many bars there are without those at the end that have no close.
std::size_t bars_with_value(const features::BarColumns& bars) {
  std::size_t count = bars.size();
  while (count > 0 && std::isnan(bars.close[count - 1])) --count;
  return count;
}

}  // namespace

std::string bars_as_csv(const features::BarColumns& bars) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (std::size_t t = 0; t < bars.size(); ++t) {
    text += when(bars.time[t]);
    for (const auto& column : {bars.open, bars.high, bars.low, bars.close, bars.volume}) {
      text += ',';
      text += cell(column[t]);
    }
    text += '\n';
  }
  return text;
}

Result<OutsideColumns> read_columns(std::string_view text, std::size_t bars) {
  auto lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  if (lines.empty()) return wrong(1, "there is none; name the columns in the first line");
  OutsideColumns out;
  const auto places = places_of(lines.front(), out);
  if (out.names.empty()) return wrong(1, "names no feature");
  if (lines.size() != bars + 1) {
    return wrong(lines.size(), fmt::format("{} lines for {} bars; write one for each, with an "
                                           "empty field where there is no value",
                                           lines.size() - 1, bars));
  }
  out.columns.resize(out.names.size());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    NAUTILUS_CHECK(take_line(lines[i], i + 1, places, out));
  }
  return out;
}

Result<features::AuditReport> audit_command(const std::string& command,
                                            const features::BarColumns& bars,
                                            const features::AuditOptions& options,
                                            const FilterLimits& limits,
                                            const std::stop_token& stop) {
  const auto run = [&](const features::BarColumns& given) -> Result<OutsideColumns> {
    NAUTILUS_TRY(const auto text, run_filter(command, bars_as_csv(given), limits, stop));
    return read_columns(text, given.size());
  };
  NAUTILUS_TRY(const auto first, run(bars));
  const auto compute = [&](const features::AuditData& data) -> Result<features::AuditColumns> {
    NAUTILUS_TRY(auto out, run(data.bars.slice(0, bars_with_value(data.bars))));
    if (out.names != first.names) {
      return Error{ErrorCode::invalid_argument,
                   "the command names other columns when there are fewer bars, or more"};
    }
    for (auto& column : out.columns) column.resize(data.size(), features::kNaN);
    return std::move(out.columns);
  };
  return features::audit(first.names, {bars}, compute, options);
}

}  // namespace nautilus::cli
