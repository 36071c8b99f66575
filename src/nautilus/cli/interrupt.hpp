// SPDX-License-Identifier: MIT
#pragma once

#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace nautilus::cli {

/// Turns SIGINT and SIGTERM, while it lives, into a request to stop; SIGHUP into a call. The
/// signals are blocked in the thread that makes it and in those it starts later, and waited for on
/// a thread of its own, where any code may run. One at a time.
class Interrupt {
 public:
  explicit Interrupt(std::function<void()> on_hang_up = {});
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

  /// Returns when a stop is requested.
  void wait() const;

 private:
  void watch(const std::stop_token& ending);

  std::function<void()> on_hang_up_;
  std::stop_source stop_;
  sigset_t watched_{};
  sigset_t before_{};
  std::jthread watcher_;
};

}  // namespace nautilus::cli
