// SPDX-License-Identifier: MIT
#include "nautilus/cli/interrupt.hpp"

#include <condition_variable>
#include <mutex>

#include <pthread.h>

namespace nautilus::cli {

Interrupt::Interrupt(std::function<void()> on_hang_up) : on_hang_up_(std::move(on_hang_up)) {
  sigemptyset(&watched_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) sigaddset(&watched_, signal);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  watcher_ = std::jthread([this](const std::stop_token& ending) { watch(ending); });
}

Interrupt::~Interrupt() {
  watcher_.request_stop();
  pthread_kill(watcher_.native_handle(), SIGUSR1);  // Wakes the watcher, which is told to end.
  watcher_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interrupt::watch(const std::stop_token& ending) {
  while (!ending.stop_requested()) {
    int signal = 0;
    if (sigwait(&watched_, &signal) != 0) continue;
    if (signal == SIGHUP && on_hang_up_) on_hang_up_();
    if (signal == SIGINT || signal == SIGTERM) stop_.request_stop();
  }
}

void Interrupt::wait() const {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, stop_.get_token(), [] { return false; });
}

}  // namespace nautilus::cli
