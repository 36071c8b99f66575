// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_batch_writer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace nautilus::platform {
namespace {

constexpr std::size_t kMostWaiting = 2048;
constexpr std::size_t kAnswersInTransaction =
    64;                                    // Others who write wait no longer than for these.
constexpr std::chrono::seconds kDelay(1);  // Answers so close to each other go together.
constexpr std::chrono::hours kBetweenLooks(1);
constexpr int kForgottenAtOnce = 2000;

}  // namespace

FeatureBatchWriter::FeatureBatchWriter(storage::Database& database, const Clock& clock,
                                       PlatformMetrics& metrics, int kept_days, Failed failed)
    : database_(database),
      clock_(clock),
      metrics_(metrics),
      kept_days_(kept_days),
      failed_(std::move(failed)),
      looked_(kEarliest),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void FeatureBatchWriter::add(std::shared_ptr<const FeaturesAnswer> answer,
                             market::Timeframe timeframe) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() == kMostWaiting) {
    metrics_.count_feature_batches(BatchOutcome::dropped, answer->features.size());
    return;
  }
  waiting_.push_back({std::move(answer), timeframe, clock_.now()});
  idle_ = false;
  told_.notify_one();
}

void FeatureBatchWriter::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idled_.wait(lock, [this] { return idle_; });
}

void FeatureBatchWriter::run(const std::stop_token& stop) {
  for (bool ends = false; !ends;) {
    std::vector<Computed> computed;
    {
      std::unique_lock lock(mutex_);
      told_.wait_for(lock, stop, kDelay, [this] { return !waiting_.empty(); });
      ends = stop.stop_requested();
      computed.swap(waiting_);
      if (computed.empty()) idle_ = true;
    }
    if (computed.empty()) idled_.notify_all();
    write(computed);
    if (const auto forgotten = forget_old(stop); !forgotten) failed_(forgotten.error().message);
  }
}

void FeatureBatchWriter::append(const Computed& computed, std::vector<FeatureBatch>& rows) {
  const auto& answer = *computed.answer;
  for (const auto& [group, values] : answer.features) {
    rows.push_back({.timestamp = answer.timestamp,
                    .symbol = answer.symbol,
                    .timeframe = std::string(computed.timeframe.name()),
                    .feature_group = group,
                    .features = {values.begin(), values.end()},
                    .feature_set_version = answer.feature_set_version,
                    .computation_time_ms = answer.computation_time_ms,
                    .cache_hit = answer.cache_hit,
                    .created_at = computed.at});
  }
}

void FeatureBatchWriter::write(std::span<const Computed> computed) {
  while (!computed.empty()) {
    const auto now = computed.first(std::min(computed.size(), kAnswersInTransaction));
    computed = computed.subspan(now.size());
    std::vector<FeatureBatch> rows;
    for (const Computed& each : now) append(each, rows);
    const auto written = insert(rows);
    metrics_.count_feature_batches(written ? BatchOutcome::written : BatchOutcome::failed,
                                   rows.size());
    if (!written && !failing_) failed_(written.error().message);
    failing_ = !written;
  }
}

Result<void> FeatureBatchWriter::insert(std::span<const FeatureBatch> rows) {
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_CHECK(record(*transaction, rows));
  return transaction->commit();
}

Result<void> FeatureBatchWriter::forget_old(const std::stop_token& stop) {
  const auto now = clock_.now();
  if (now < looked_ + kBetweenLooks) return {};
  looked_ = now;
  const auto before = now - std::chrono::hours(24) * kept_days_;
  for (std::int64_t forgotten = 1; forgotten > 0 && !stop.stop_requested();) {
    NAUTILUS_TRY(const auto transaction, database_.write());
    NAUTILUS_TRY(forgotten, forget_batches(*transaction, before, kForgottenAtOnce));
    NAUTILUS_CHECK(transaction->commit());
  }
  return {};
}

}  // namespace nautilus::platform
