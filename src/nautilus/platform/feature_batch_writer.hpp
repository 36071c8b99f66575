// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/platform/feature_answers.hpp"
#include "nautilus/platform/feature_batch_store.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// Writes computed features to the table feature_batches on a thread of its own, many in one
/// transaction, and removes those kept long enough. Nobody waits for it: where answers come faster
/// than they can be written, they are left out and counted. Its end writes what is waiting.
/// Thread-safe.
class FeatureBatchWriter {
 public:
  /// Told why rows could not be written, on the writer's thread.
  using Failed = std::function<void(std::string_view what)>;

  /// What is given outlives this.
  FeatureBatchWriter(storage::Database& database, const Clock& clock, PlatformMetrics& metrics,
                     int kept_days, Failed failed);

  /// The answer was computed, of bars of that timeframe.
  void add(std::shared_ptr<const FeaturesAnswer> answer, market::Timeframe timeframe);

  /// Waits until all that was added by now is dealt with.
  void wait_until_idle();

 private:
  struct Computed {
    std::shared_ptr<const FeaturesAnswer> answer;
    market::Timeframe timeframe;
    Timestamp at;
  };

  void run(const std::stop_token& stop);
  void write(std::span<const Computed> computed);
  Result<void> insert(std::span<const FeatureBatch> rows);
  Result<void> forget_old(const std::stop_token& stop);
  static void append(const Computed& computed, std::vector<FeatureBatch>& rows);

  storage::Database& database_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  const int kept_days_;
  const Failed failed_;
  bool failing_ = false;  ///< Of the thread alone: whether it was told already.
  Timestamp looked_;      ///< Of the thread alone: when old rows were looked for.
  std::mutex mutex_;      // Guards the two below.
  std::vector<Computed> waiting_;
  bool idle_ = true;
  std::condition_variable_any told_;
  std::condition_variable_any idled_;
  std::jthread thread_;  // Last, so that all above is there before it runs.
};

}  // namespace nautilus::platform
