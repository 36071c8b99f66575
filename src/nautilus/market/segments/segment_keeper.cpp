// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_keeper.hpp"

#include <utility>
#include <vector>

namespace nautilus::market {

SegmentKeeper::SegmentKeeper(SegmentStore& store, SegmentSource& source, const Options& options,
                             Failed failed)
    : store_(store),
      source_(source),
      options_(options),
      failed_(std::move(failed)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void SegmentKeeper::changed(const SeriesKey& key) {
  const std::lock_guard lock(mutex_);
  waiting_.insert(key);
  idle_ = false;
  told_.notify_one();
}

void SegmentKeeper::damage_found() {
  for (const auto& key : store_.take_damaged()) changed(key);
}

void SegmentKeeper::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idled_.wait(lock, [this] { return idle_; });
}

void SegmentKeeper::wait(const std::stop_token& stop, std::chrono::nanoseconds time) {
  std::unique_lock lock(mutex_);
  told_.wait_for(lock, stop, time, [] { return false; });
}

SegmentStore::Pace SegmentKeeper::pace(const std::stop_token& stop) {
  return [this, stop](std::size_t bytes) -> Result<void> {
    constexpr std::chrono::milliseconds least_wait(10);  // Shorter ones cost more than they wait.
    constexpr std::uint64_t nanoseconds_in_second = 1'000'000'000;
    owed_ += std::chrono::nanoseconds(bytes * nanoseconds_in_second / options_.bytes_per_second);
    if (owed_ >= least_wait) wait(stop, std::exchange(owed_, std::chrono::nanoseconds(0)));
    if (!stop.stop_requested()) return {};
    return Error{ErrorCode::unavailable, "the writing of segments was stopped"};
  };
}

Result<void> SegmentKeeper::find_stale() {
  NAUTILUS_TRY(const auto revisions, source_.revisions());
  const std::lock_guard lock(mutex_);
  for (const auto& [key, revision] : revisions) {
    if (store_.revision_of(key) != revision) waiting_.insert(key);
  }
  return {};
}

Result<void> SegmentKeeper::write(const std::stop_token& stop) {
  std::vector<SeriesKey> keys;
  {
    const std::lock_guard lock(mutex_);
    keys.assign(waiting_.begin(), waiting_.end());
    waiting_.clear();
  }
  auto written = store_.update(source_, keys, pace(stop));
  if (written) written = store_.compact(pace(stop));
  if (written) return written;
  const std::lock_guard lock(mutex_);
  waiting_.insert(keys.begin(), keys.end());
  return written;
}

void SegmentKeeper::run(const std::stop_token& stop) {
  auto done = find_stale();
  while (!stop.stop_requested()) {
    if (done) done = write(stop);
    if (stop.stop_requested()) return;
    if (!done) {
      failed_(done.error().message);
      wait(stop, options_.retry);
      done = find_stale();
      continue;
    }
    std::unique_lock lock(mutex_);
    if (waiting_.empty()) {
      idle_ = true;
      idled_.notify_all();
      told_.wait(lock, stop, [this] { return !waiting_.empty(); });
    }
    lock.unlock();
    wait(stop, options_.delay);
  }
}

}  // namespace nautilus::market
