// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/isolated_trial.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nautilus::features {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kLongestVerdict = 4096;
constexpr char kPassed = '+';
constexpr char kRefused = '-';

/// A crash is to end the process at once: neither the parent's handlers nor a dump of it are
/// wanted.
void crash_plainly() {
  for (const int each : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::signal(each, SIG_DFL);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

/// The end of the process that tries: nothing of the parent's is unwound or flushed.
[[noreturn]] void give_verdict(int pipe, const std::function<Result<void>()>& trial) {
  crash_plainly();
  const auto outcome = trial();
  std::string verdict(1, outcome ? kPassed : kRefused);
  if (!outcome) verdict += outcome.error().message;
  verdict.resize(std::min(verdict.size(), kLongestVerdict));
  const auto written = ::write(pipe, verdict.data(), verdict.size());
  ::_exit(written < 0 ? 1 : 0);
}

/// What comes through the pipe until its other end closes; nullopt where the time is over before.
std::optional<std::string> read_until(int pipe, steady_clock::time_point deadline) {
  std::string text;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady_clock::now());
    pollfd waiting{pipe, POLLIN, 0};
    const int ready = left.count() <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    std::array<char, kLongestVerdict> bytes{};
    const auto count = ::read(pipe, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

Error refused(std::string why) { return {ErrorCode::invalid_argument, std::move(why)}; }

Result<void> judge(std::string_view verdict, int status) {
  if (WIFSIGNALED(status)) {
    return refused(fmt::format("crashed in its trial: {}", ::strsignal(WTERMSIG(status))));
  }
  if (verdict.starts_with(kPassed)) return {};
  if (verdict.starts_with(kRefused)) return refused(std::string(verdict.substr(1)));
  return refused(fmt::format("ended the process in its trial, status {}", WEXITSTATUS(status)));
}

}  // namespace

Result<void> in_own_process(const std::function<Result<void>()>& trial,
                            std::chrono::milliseconds limit) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return Error{ErrorCode::unavailable, "no pipe to be had"};
  const auto deadline = steady_clock::now() + limit;
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(pipe[0]);
    give_verdict(pipe[1], trial);
  }
  ::close(pipe[1]);
  if (child < 0) {
    ::close(pipe[0]);
    return Error{ErrorCode::unavailable, "no process to be had for a trial"};
  }
  const auto verdict = read_until(pipe[0], deadline);
  ::close(pipe[0]);
  ::kill(child, SIGKILL);  // Of one that ends already it changes nothing, not even the status.
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return verdict ? judge(*verdict, status) : refused("took too long in its trial");
}

}  // namespace nautilus::features
