// SPDX-License-Identifier: MIT
#include "nautilus/base/progress.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace nautilus {
namespace {

constexpr std::chrono::milliseconds kBetweenDrawings{100};
constexpr std::uint64_t kWidth = 20;

std::string drawing(std::uint64_t done, std::uint64_t total, std::string_view unit) {
  if (total == 0) return fmt::format("\r{} {}", done, unit);
  const auto share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
  const auto filled = static_cast<std::size_t>(share * kWidth);
  return fmt::format("\r[{}{}] {:3} %  {} of {} {}", std::string(filled, '#'),
                     std::string(kWidth - filled, '-'), static_cast<int>(share * 100), done, total,
                     unit);
}

}  // namespace

ProgressBar::ProgressBar(std::string unit, const Clock& clock, Write write)
    : unit_(std::move(unit)), clock_(clock), write_(std::move(write)) {}

ProgressBar::~ProgressBar() {
  if (drawn_) write_("\n");
}

void ProgressBar::report(std::uint64_t done, std::uint64_t total) {
  const auto now = clock_.now();
  const bool at_end = total > 0 && done >= total;
  if (drawn_ && !at_end && now - *drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  write_(drawing(done, total, unit_));
}

std::unique_ptr<Progress> progress_on_terminal(std::string unit, const Clock& clock) {
  if (isatty(STDERR_FILENO) == 0) return std::make_unique<SilentProgress>();
  return std::make_unique<ProgressBar>(std::move(unit), clock, [](std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
  });
}

}  // namespace nautilus
