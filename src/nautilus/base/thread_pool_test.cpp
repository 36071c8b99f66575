// SPDX-License-Identifier: MIT
#include "nautilus/base/thread_pool.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus {
namespace {

using testing::HasSubstr;

constexpr std::chrono::seconds kLong{60};  // Never waited for in full.

void ignore(std::string_view /*what*/) {}

/// A pool of one thread that is busy until `release` is called.
struct BusyPool {
  explicit BusyPool(std::chrono::nanoseconds drain, ThreadPool::Failed failed = ignore)
      : pool(std::make_unique<ThreadPool>(ThreadPool::Limits{1, 2, drain}, std::move(failed))) {
    EXPECT_TRUE(pool->try_submit([this] {
      started.count_down();
      gate.get_future().wait();
    }));
    started.wait();
  }
  void release() { gate.set_value(); }

  std::latch started{1};
  std::promise<void> gate;
  std::unique_ptr<ThreadPool> pool;
};

TEST(ThreadPool, RunsEveryJobBeforeItEnds) {
  std::atomic<int> sum = 0;
  {
    ThreadPool pool({.threads = 4, .queue = 1000, .drain = kLong}, ignore);
    for (int i = 1; i <= 1000; ++i) {
      while (!pool.try_submit([&sum, i] { sum += i; })) std::this_thread::yield();
    }
  }
  EXPECT_EQ(sum, 500'500);  // 1000 * 1001 / 2
}

TEST(ThreadPool, RefusesWhenTheQueueIsFull) {
  BusyPool busy(kLong);
  EXPECT_TRUE(busy.pool->try_submit([] {}));
  EXPECT_TRUE(busy.pool->try_submit([] {}));
  EXPECT_EQ(busy.pool->waiting(), 2U);
  EXPECT_FALSE(busy.pool->try_submit([] {}));
  busy.release();
}

TEST(ThreadPool, ReportsWhatAJobThrewAndGoesOn) {
  std::vector<std::string> reports;
  std::atomic<bool> went_on = false;
  {
    ThreadPool pool({.threads = 1, .queue = 8, .drain = kLong},
                    [&](std::string_view what) { reports.emplace_back(what); });
    EXPECT_TRUE(pool.try_submit([] { throw std::runtime_error("disk on fire"); }));
    EXPECT_TRUE(pool.try_submit([] { throw 7; }));
    EXPECT_TRUE(pool.try_submit([&] { went_on = true; }));
  }
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_THAT(reports[0], HasSubstr("disk on fire"));
  EXPECT_TRUE(went_on);
}

TEST(ThreadPool, DropsWhatWaitsWhenTheTimeToDrainIsOver) {
  std::string report;
  std::atomic<bool> ran = false;
  BusyPool busy(std::chrono::nanoseconds(0), [&](std::string_view what) { report = what; });
  EXPECT_TRUE(busy.pool->try_submit([&] { ran = true; }));
  // The running job is let go only once the pool has given up on the queue.
  const std::stop_callback give_up(busy.pool->stopping(), [&] { busy.release(); });

  busy.pool.reset();

  EXPECT_FALSE(ran);
  EXPECT_THAT(report, HasSubstr("1 waiting jobs were dropped"));
}

TEST(ThreadPool, FreesWhatAJobCapturedAsSoonAsItIsDone) {
  auto captured = std::make_shared<int>(1);
  const std::weak_ptr<int> seen = captured;
  {
    ThreadPool pool({.threads = 1, .queue = 1, .drain = kLong}, ignore);
    EXPECT_TRUE(pool.try_submit([held = std::move(captured)] {}));
  }
  EXPECT_TRUE(seen.expired());
}

}  // namespace
}  // namespace nautilus
