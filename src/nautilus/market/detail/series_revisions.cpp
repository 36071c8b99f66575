// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/series_revisions.hpp"

namespace nautilus::market::detail {
namespace {

/// After so many all are read: a statement costs as much as the rows of a hundred series.
constexpr int kMostSingleLookUps = 50;

}  // namespace

Result<std::optional<std::int64_t>> SeriesRevisions::of(const SeriesKey& key) {
  NAUTILUS_TRY(const auto version, database_.version());
  bool many = false;
  {
    const std::lock_guard lock(mutex_);
    if (version != version_) {
      revisions_.clear();
      single_look_ups_ = 0;
      version_ = version;
    }
    if (const auto found = revisions_.find(key); found != revisions_.end()) {
      return std::optional(found->second);
    }
    many = single_look_ups_++ == kMostSingleLookUps;
  }
  NAUTILUS_TRY(auto looked_up, many ? look_up_all() : look_up(key));
  const auto found = looked_up.find(key);
  const auto revision =
      found == looked_up.end() ? std::nullopt : std::optional<std::int64_t>(found->second);
  const std::lock_guard lock(mutex_);
  // What was read may be newer than `version`, never older; then the next call clears it.
  if (version == version_) revisions_.merge(looked_up);
  return revision;
}

Result<SeriesRevisions::Revisions> SeriesRevisions::look_up(const SeriesKey& key) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT revision FROM series "
                                    "WHERE symbol = ? AND timeframe = ? AND bars > 0"));
  const auto timeframe = key.timeframe.name();
  select->bind(1, std::string_view(key.symbol));
  select->bind(2, std::string_view(timeframe));
  NAUTILUS_TRY(const bool found, select->step());
  Revisions revisions;
  if (found) revisions.emplace(key, select->integer(0));
  return revisions;
}

Result<SeriesRevisions::Revisions> SeriesRevisions::look_up_all() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT symbol, timeframe, revision FROM series "
                                    "WHERE bars > 0"));
  Revisions revisions;
  for (;;) {
    NAUTILUS_TRY(const bool found, select->step());
    if (!found) return revisions;
    NAUTILUS_TRY(const auto timeframe, Timeframe::parse(select->text(1)));
    revisions.emplace(SeriesKey{std::string(select->text(0)), timeframe}, select->integer(2));
  }
}

}  // namespace nautilus::market::detail
