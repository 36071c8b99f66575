// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "nautilus/base/clock.hpp"

namespace nautilus {

/// Told how far a long task has come. Used by one thread at a time.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  /// `done` of `total` units; a total of 0 means that it is not known.
  virtual void report(std::uint64_t done, std::uint64_t total) = 0;
};

/// Shows nothing.
class SilentProgress final : public Progress {
 public:
  void report(std::uint64_t /*done*/, std::uint64_t /*total*/) override {}
};

/// Draws one line over and over, at most ten times a second and at the end:
/// "[##########----------]  50 %  1000 of 2000 bars". Ends the line at destruction.
class ProgressBar final : public Progress {
 public:
  using Write = std::function<void(std::string_view text)>;

  /// REQUIRES: `clock` outlives this.
  ProgressBar(std::string unit, const Clock& clock, Write write);
  ~ProgressBar() override;
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void report(std::uint64_t done, std::uint64_t total) override;

 private:
  const std::string unit_;
  const Clock& clock_;
  const Write write_;
  std::optional<Timestamp> drawn_;
};

/// A bar on standard error where that is a terminal, else silence.
std::unique_ptr<Progress> progress_on_terminal(std::string unit, const Clock& clock);

}  // namespace nautilus
