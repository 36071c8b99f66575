// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string_view>
#include <thread>
#include <vector>

namespace nautilus {

/// A fixed number of threads that run jobs in the order of submission, from a queue of fixed
/// length. Safe to call from several threads at once.
///
/// At destruction it takes no more jobs, runs those that wait for at most `drain`, drops the rest
/// and joins; a job that runs then is waited for, so a long one should watch `stopping()`.
class ThreadPool {
 public:
  using Job = std::function<void()>;
  /// Told what went wrong, on a pool thread or the destroying one: a job threw, jobs were dropped.
  using Failed = std::function<void(std::string_view what)>;

  struct Limits {
    std::size_t threads = 1;
    std::size_t queue = 1;  ///< Jobs that may wait beside those running.
    std::chrono::nanoseconds drain{0};
  };

  /// REQUIRES: at least one thread and one place in the queue.
  ThreadPool(const Limits& limits, Failed failed);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Queues the job, or returns false when the queue is full; never waits.
  [[nodiscard]] bool try_submit(Job job);

  /// Jobs that wait for a thread.
  [[nodiscard]] std::size_t waiting() const;

  /// Requested when the time to drain is over.
  [[nodiscard]] std::stop_token stopping() const { return stop_.get_token(); }

 private:
  void work();
  void run(const Job& job) const;

  const Limits limits_;
  const Failed failed_;
  std::stop_source stop_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;  ///< A job came, or the end.
  std::condition_variable idle_;     ///< Nothing waits and nothing runs.
  std::deque<Job> queue_;
  std::size_t running_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace nautilus
