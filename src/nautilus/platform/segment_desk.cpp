// SPDX-License-Identifier: MIT
#include "nautilus/platform/segment_desk.hpp"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/segments/row_segment_source.hpp"

namespace nautilus::platform {
namespace {

constexpr double kBytesPerMegabyte = 1e6;

/// Which bar of a series the database and its segments do not have alike.
std::string differing_bar(const market::BarSeries& rows, const market::BarSeries& segments) {
  std::size_t bar = 0;
  while (bar < rows.size() && bar < segments.size() && rows.bar(bar) == segments.bar(bar)) ++bar;
  const auto& longer = bar < rows.size() ? rows : segments;
  return fmt::format(
      "the {} bar {} of {} is not the same in the database and in the segments: one of them was "
      "damaged; compare it with its source, and send it again or restore a backup",
      rows.key.timeframe.name(),
      bar < longer.size() ? format_timestamp(longer.timestamps[bar]) : "", rows.key.symbol);
}

}  // namespace

SegmentDesk::SegmentDesk(const std::string& folder, market::SegmentStore::Access access,
                         const config::StorageSettings& settings, storage::Database& database,
                         PlatformMetrics& metrics)
    : settings_(settings),
      database_(database),
      metrics_(metrics),
      path_((std::filesystem::path(folder) / "segments").string()) {
  if (!settings_.segments) return;
  auto opened = market::SegmentStore::open(path_, access, *this);
  if (opened) {
    store_ = *std::move(opened);
  } else {
    why_closed_ = opened.error().message;
  }
}

void SegmentDesk::keep(telemetry::Logger& log) {
  log_ = &log;
  if (!why_closed_.empty()) warn("segments cannot be used, bars are read from rows", why_closed_);
  if (!damage_at_opening_.empty()) warn("a segment is damaged", damage_at_opening_);
  if (!store_) return;
  source_ = std::make_unique<market::RowSegmentSource>(database_);
  market::SegmentKeeper::Options options;
  options.delay = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>(settings_.segment_delay_seconds));
  options.bytes_per_second =
      static_cast<std::uint64_t>(settings_.segment_write_megabytes_per_second * kBytesPerMegabyte);
  keeper_ = std::make_unique<market::SegmentKeeper>(
      *store_, *source_, options,
      [this](std::string_view reason) { warn("segments could not be written", reason); });
}

void SegmentDesk::changed(const market::SeriesKey& key) {
  if (keeper_) keeper_->changed(key);
}

Result<std::string> SegmentDesk::verify() {
  const auto damage = market::SegmentStore::verify(path_);
  if (damage.empty()) {
    if (!store_) return settings_.segments ? why_closed_ : std::string("switched off");
    NAUTILUS_CHECK(compare_with_rows());
    return fmt::format("{} pack{}, all sound, and as the database has them", store_->packs(),
                       store_->packs() == 1 ? "" : "s");
  }
  std::string text;
  for (const auto& each : damage) text += fmt::format("{}: {}; ", each.file, each.what);
  return Error{ErrorCode::data_loss,
               fmt::format("{}bars are read from the database where this is met; to have them "
                           "written anew stop the server, remove '{}' and start it",
                           text, path_)};
}

Result<void> SegmentDesk::compare_with_rows() {
  market::BarStore rows(database_);
  market::BarStore segments(database_, store_.get());
  NAUTILUS_TRY(const auto held, rows.symbols());
  for (const auto& each : held) {
    const market::SeriesKey key{each.symbol, each.timeframe};
    NAUTILUS_TRY(const auto row_bars, rows.read({.key = key}));
    NAUTILUS_TRY(const auto segment_bars, segments.read({.key = key}));
    if (row_bars == segment_bars) continue;
    // Bars may be written between the two reads.
    NAUTILUS_TRY(const auto again, rows.read({.key = key}));
    if (again != row_bars) continue;
    return Error{ErrorCode::data_loss, differing_bar(row_bars, segment_bars)};
  }
  return {};
}

void SegmentDesk::on_read(market::SegmentOutcome outcome) { metrics_.count_segment_read(outcome); }

void SegmentDesk::on_damage(std::string_view what) {
  if (!store_)
    damage_at_opening_ += fmt::format("{}{}", damage_at_opening_.empty() ? "" : "; ", what);
  if (log_ == nullptr) return;
  warn("a segment is damaged", what);
  if (keeper_) keeper_->damage_found();
}

void SegmentDesk::warn(std::string_view what, std::string_view reason) const {
  log_->warning(what, {{"reason", reason}});
}

}  // namespace nautilus::platform
