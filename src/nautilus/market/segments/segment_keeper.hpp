// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <stop_token>
#include <string_view>
#include <thread>

#include "nautilus/market/segments/segment_source.hpp"
#include "nautilus/market/segments/segment_store.hpp"

namespace nautilus::market {

/// Keeps segments up to date on a thread of its own: at first with everything that changed while
/// it did not run, then with each change that it is told of. Safe to call from several threads at
/// once; nobody waits for it, and its end cuts short what it does.
class SegmentKeeper {
 public:
  struct Options {
    std::chrono::milliseconds delay{1000};  ///< Changes so close to each other are written as one.
    std::chrono::milliseconds retry{30'000};      ///< After a failure.
    std::uint64_t bytes_per_second = 100U << 20;  ///< The fastest that is written.
  };
  /// Told why something could not be written, on the keeper's thread.
  using Failed = std::function<void(std::string_view what)>;

  /// `store` and `source` outlive it.
  SegmentKeeper(SegmentStore& store, SegmentSource& source, const Options& options, Failed failed);

  /// The bars of a series were changed, and the change is durable.
  void changed(const SeriesKey& key);

  /// Something damaged was found; it is written anew.
  void damage_found();

  /// Waits until the segments are as they should be, as far as was told by now.
  void wait_until_idle();

 private:
  void run(const std::stop_token& stop);
  Result<void> find_stale();
  Result<void> write(const std::stop_token& stop);
  [[nodiscard]] SegmentStore::Pace pace(const std::stop_token& stop);
  void wait(const std::stop_token& stop, std::chrono::nanoseconds time);

  SegmentStore& store_;
  SegmentSource& source_;
  const Options options_;
  const Failed failed_;
  std::chrono::nanoseconds owed_{0};  ///< Time to wait for what was written; of the thread alone.
  std::mutex mutex_;                  // Guards the two below.
  std::set<SeriesKey> waiting_;
  bool idle_ = false;
  std::condition_variable_any told_;
  std::condition_variable_any idled_;
  std::jthread thread_;  // Last, so that all above is there before it runs.
};

}  // namespace nautilus::market
