// SPDX-License-Identifier: MIT
#include "nautilus/market/detail/series_revisions.hpp"

namespace nautilus::market::detail {

Result<std::optional<std::int64_t>> SeriesRevisions::of(const SeriesKey& key) {
  NAUTILUS_TRY(const auto version, database_.version());
  {
    const std::lock_guard lock(mutex_);
    if (version != version_) revisions_.clear();
    version_ = version;
    if (const auto found = revisions_.find(key); found != revisions_.end()) {
      return std::optional(found->second);
    }
  }
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(const auto select,
               transaction->prepare("SELECT revision FROM series "
                                    "WHERE symbol = ? AND timeframe = ? AND bars > 0"));
  const auto timeframe = key.timeframe.name();
  select->bind(1, std::string_view(key.symbol));
  select->bind(2, std::string_view(timeframe));
  NAUTILUS_TRY(const bool found, select->step());
  if (!found) return std::optional<std::int64_t>();
  const auto revision = select->integer(0);
  const std::lock_guard lock(mutex_);
  // What is read now may be newer than `version`, never older; with a newer one it is cleared.
  if (version == version_) revisions_[key] = revision;
  return std::optional(revision);
}

}  // namespace nautilus::market::detail
