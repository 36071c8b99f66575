// SPDX-License-Identifier: MIT
#include "nautilus/base/thread_pool.hpp"

#include <cassert>
#include <exception>
#include <utility>

#include <fmt/format.h>

namespace nautilus {

ThreadPool::ThreadPool(const Limits& limits, Failed failed)
    : limits_(limits), failed_(std::move(failed)) {
  assert(limits.threads > 0 && limits.queue > 0);
  threads_.reserve(limits.threads);
  for (std::size_t i = 0; i < limits.threads; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

ThreadPool::~ThreadPool() {
  std::deque<Job> dropped;
  {
    std::unique_lock lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    idle_.wait_for(lock, limits_.drain, [this] { return queue_.empty() && running_ == 0; });
    dropped.swap(queue_);
  }
  stop_.request_stop();
  threads_.clear();  // Joins.
  if (!dropped.empty()) {
    failed_(fmt::format("{} waiting jobs were dropped at shutdown", dropped.size()));
  }
}

bool ThreadPool::try_submit(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    if (closed_ || queue_.size() >= limits_.queue) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

std::size_t ThreadPool::waiting() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void ThreadPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto job = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    run(job);
    job = nullptr;  // What it captured goes before the pool calls itself idle.
    lock.lock();
    --running_;
    if (queue_.empty() && running_ == 0) idle_.notify_all();
  }
}

void ThreadPool::run(const Job& job) const {
  try {
    job();
  } catch (const std::exception& error) {
    failed_(fmt::format("a job threw: {}", error.what()));
  } catch (...) {
    failed_("a job threw something that is no std::exception");
  }
}

}  // namespace nautilus
