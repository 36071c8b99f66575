// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "nautilus/config/settings.hpp"
#include "nautilus/market/segments/segment_keeper.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/telemetry/log.hpp"

namespace nautilus::platform {

/// The column segments of a data folder: opened, watched, and in a server kept up to date. Without
/// them bars are read from the database, so nothing here is an error to who asks for bars.
class SegmentDesk final : public market::SegmentWatch {
 public:
  /// The segments of the data folder `folder`; what stands in the way of opening them is told by
  /// `keep`. The others outlive it.
  SegmentDesk(const std::string& folder, market::SegmentStore::Access access,
              const config::StorageSettings& settings, storage::Database& database,
              PlatformMetrics& metrics);

  /// For the bar store to read from; null where there are none to be had.
  [[nodiscard]] market::SegmentStore* store() { return store_.get(); }

  /// Keeps them up to date from now on, and logs what happens to them. REQUIRES: this is the owner,
  /// called at most once and before any other thread reads; `log` outlives this.
  void keep(telemetry::Logger& log);

  /// The bars of a series were changed.
  void changed(const market::SeriesKey& key);

  /// Waits until they are as they should be. REQUIRES: `keep` was called, and could open them.
  void wait_until_idle() { keeper_->wait_until_idle(); }

  /// Reads every byte of them, and every bar of the database too; beside an owner as well. Gives
  /// how much is there. Errors: data_loss naming each file, or a bar that both do not have alike,
  /// what is wrong with it, and the remedy.
  Result<std::string> verify();

  void on_read(market::SegmentOutcome outcome) override;
  void on_damage(std::string_view what) override;

 private:
  /// Errors: data_loss naming the first bar that the rows have otherwise.
  Result<void> compare_with_rows();
  void warn(std::string_view what, std::string_view reason) const;

  const config::StorageSettings& settings_;
  storage::Database& database_;
  PlatformMetrics& metrics_;
  std::string path_;
  std::string why_closed_;         ///< Empty if the store is open.
  std::string damage_at_opening_;  ///< Found before there was a log.
  telemetry::Logger* log_ = nullptr;
  std::unique_ptr<market::SegmentStore> store_;
  std::unique_ptr<market::SegmentSource> source_;
  std::unique_ptr<market::SegmentKeeper> keeper_;  // Last: its thread uses the others.
};

}  // namespace nautilus::platform
