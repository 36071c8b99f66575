// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/process_figures.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

#include "nautilus/base/file.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::telemetry {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMaxFile = 1UL << 20;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// The word of that index, numbered from 0.
std::optional<double> number_at(std::string_view words, std::size_t index) {
  const auto parts = split(words, ' ');
  return index < parts.size() ? parse_number(trimmed(parts[index])) : std::nullopt;
}

/// Seconds since the epoch at which the machine started: the line "btime N" of /proc/stat.
std::optional<double> boot_seconds() {
  const auto stat = read_file("/proc/stat", kMaxFile);
  constexpr std::string_view label = "\nbtime ";
  const auto at = stat ? stat->find(label) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  const auto rest = std::string_view(*stat).substr(at + label.size());
  return parse_number(rest.substr(0, rest.find('\n')));
}

}  // namespace

double process_start_seconds() {
  const auto stat = read_file("/proc/self/stat", kMaxFile);
  const auto boot = boot_seconds();
  if (!stat || !boot) return kUnknown;
  // Counted behind the name, which may hold blanks: the start is field 22, the first here is 3.
  const auto behind_name = std::string_view(*stat).substr(stat->rfind(')') + 2);
  const auto ticks = number_at(behind_name, 22 - 3);
  return ticks ? *boot + *ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)) : kUnknown;
}

double process_cpu_seconds() {
  rusage usage{};
  return ::getrusage(RUSAGE_SELF, &usage) == 0 ? seconds(usage.ru_utime) + seconds(usage.ru_stime)
                                               : kUnknown;
}

double process_resident_bytes() {
  const auto statm = read_file("/proc/self/statm", kMaxFile);
  const auto pages = statm ? number_at(*statm, 1) : std::nullopt;
  return pages ? *pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) : kUnknown;
}

double process_open_files() {
  std::error_code failure;
  std::int64_t count = 0;
  for (std::filesystem::directory_iterator each("/proc/self/fd", failure), end;
       !failure && each != end; each.increment(failure)) {
    ++count;
  }
  return failure ? kUnknown : static_cast<double>(count - 1);  // One is the look itself.
}

}  // namespace nautilus::telemetry
