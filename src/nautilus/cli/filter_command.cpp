// SPDX-License-Identifier: MIT
#include "nautilus/cli/filter_command.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nautilus::cli {
namespace {

using std::chrono::steady_clock;

constexpr int kPauseMilliseconds = 20;  ///< After which a stop is looked for.

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { close(); }

  [[nodiscard]] int get() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

Error no_process() { return {ErrorCode::unavailable, "no process is to be had for the command"}; }

/// A command that runs in a process group of its own; it ends with this.
class Filter {
 public:
  static Result<Filter> start(const std::string& command) {
    // A socket as input, since only on one can a reader that has gone be told without a signal.
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) return no_process();
    Filter filter;
    filter.input_ = Descriptor(in[0]);
    const Descriptor its_input(in[1]);
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return no_process();
    filter.output_ = Descriptor(out[0]);
    const Descriptor its_output(out[1]);
    filter.process_ = spawn(command, its_input.get(), its_output.get());
    if (filter.process_ < 0) return no_process();
    return filter;
  }

  Filter(Filter&& other) noexcept
      : process_(std::exchange(other.process_, -1)),
        input_(std::move(other.input_)),
        output_(std::move(other.output_)) {}
  Filter& operator=(Filter&&) = delete;
  ~Filter() {
    if (process_ < 0) return;
    ::kill(-process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  /// Gives and takes what can be at once; false once the command has closed its output.
  Result<bool> exchange(std::string_view& left, std::string& taken) {
    if (left.empty()) input_.close();
    std::array<pollfd, 2> ends{
        {{output_.get(), POLLIN, 0}, {left.empty() ? -1 : input_.get(), POLLOUT, 0}}};
    if (::poll(ends.data(), ends.size(), kPauseMilliseconds) <= 0) return true;
    if (ends[1].revents != 0) give(left);
    return ends[0].revents == 0 || take(taken);
  }

  /// Its status once it has ended.
  std::optional<int> ended() {
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) != process_) return std::nullopt;
    process_ = -1;
    return status;
  }

 private:
  Filter() = default;

  static pid_t spawn(const std::string& command, int input, int output) {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    sigset_t none{};
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    std::array<std::string, 3> words{"sh", "-c", command};
    std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
    pid_t process = -1;
    if (::posix_spawn(&process, "/bin/sh", &files, &attributes, arguments.data(), environ) != 0) {
      process = -1;
    }
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return process;
  }

  // A command need not read all of it.
  void give(std::string_view& left) {
    const auto sent = ::send(input_.get(), left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) left.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) left = {};
  }

  bool take(std::string& taken) const {
    std::array<char, 65'536> bytes{};
    const auto count = ::read(output_.get(), bytes.data(), bytes.size());
    if (count > 0) taken.append(bytes.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
  }

  pid_t process_ = -1;
  Descriptor input_;
  Descriptor output_;
};

Result<void> check_status(int status) {
  if (WIFSIGNALED(status)) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("the command ended by a signal: {}", ::strsignal(WTERMSIG(status)))};
  }
  if (WEXITSTATUS(status) == 0) return {};
  return Error{ErrorCode::invalid_argument,
               fmt::format("the command ended with status {}", WEXITSTATUS(status))};
}

}  // namespace

Result<std::string> run_filter(const std::string& command, std::string_view input,
                               const FilterLimits& limits, const std::stop_token& stop) {
  const auto deadline = steady_clock::now() + limits.time;
  NAUTILUS_TRY(auto filter, Filter::start(command));
  std::string output;
  for (bool is_open = true;;) {
    if (stop.stop_requested()) return Error{ErrorCode::unavailable, "stopped"};
    if (steady_clock::now() >= deadline) {
      return Error{ErrorCode::deadline_exceeded,
                   fmt::format("the command took more than {} ms", limits.time.count())};
    }
    if (output.size() > limits.bytes) {
      return Error{ErrorCode::payload_too_large,
                   fmt::format("the command wrote more than {} bytes", limits.bytes)};
    }
    if (is_open) {
      NAUTILUS_TRY(is_open, filter.exchange(input, output));
      continue;
    }
    if (const auto status = filter.ended()) {
      NAUTILUS_CHECK(check_status(*status));
      return output;
    }
    ::poll(nullptr, 0, 1);
  }
}

}  // namespace nautilus::cli
