// SPDX-License-Identifier: MIT
#include "open_loop/load.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <deque>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "nautilus/server/transport/file_descriptor.hpp"

namespace nautilus::bench {

namespace {

using server::FileDescriptor;
using Time = std::chrono::steady_clock::time_point;

/// How long answers are waited for after the last request was due.
constexpr std::chrono::seconds kGrace{2};

struct Answer {
  int status = 0;
  std::size_t size = 0;  ///< Head and body.
};

/// The first answer in `bytes`, if it is complete.
std::optional<Answer> first_answer(std::string_view bytes) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  const auto head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return std::nullopt;
  Answer answer{.size = head + 4};
  std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
  if (const auto at = bytes.find(name); at < head) {
    std::size_t length = 0;
    std::from_chars(bytes.data() + at + name.size(), bytes.data() + head, length);
    answer.size += length;
  }
  if (bytes.size() < answer.size) return std::nullopt;
  return answer;
}

struct Lane {
  FileDescriptor socket;
  std::string received;
  std::optional<Time> due;  ///< When its open request should have been sent.
};

class Load {
 public:
  Load(const LoadOptions& options, sockaddr_in address, std::string request)
      : options_(options),
        address_(address),
        request_(std::move(request)),
        epoll_(::epoll_create1(EPOLL_CLOEXEC)),
        lanes_(static_cast<std::size_t>(options.connections)) {
    report_.rate = options.rate;
    report_.seconds = options.seconds;
    report_.connections = options.connections;
    report_.latencies.reserve(static_cast<std::size_t>(options.rate * options.seconds) + 1);
  }

  Result<LoadReport> run() {
    for (std::size_t i = 0; i < lanes_.size(); ++i) NAUTILUS_CHECK(connect(i));
    ::prctl(PR_SET_TIMERSLACK, 1UL);  // Wake when asked, not 50 us later.
    start_ = std::chrono::steady_clock::now();
    const auto total = static_cast<std::uint64_t>(options_.rate * options_.seconds);
    const Time last = due_at(total) + kGrace;
    while (report_.scheduled < total || busy_ > 0 || !waiting_.empty()) {
      const Time now = std::chrono::steady_clock::now();
      if (now >= last || (idle_.empty() && busy_ == 0)) break;
      while (report_.scheduled < total && due_at(report_.scheduled) <= now) {
        waiting_.push_back(due_at(report_.scheduled++));
      }
      while (!waiting_.empty() && !idle_.empty()) send_next();
      wait(report_.scheduled < total ? std::min(due_at(report_.scheduled), last) : last);
    }
    report_.unanswered =
        static_cast<std::uint64_t>(busy_) + waiting_.size() + total - report_.scheduled;
    report_.scheduled = total;
    return std::move(report_);
  }

 private:
  [[nodiscard]] Time due_at(std::uint64_t request) const {
    const std::chrono::duration<double> after(static_cast<double>(request) / options_.rate);
    return start_ + std::chrono::duration_cast<std::chrono::nanoseconds>(after);
  }

  Result<void> connect(std::size_t number) {
    Lane lane{.socket = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))};
    if (::connect(lane.socket.get(), reinterpret_cast<const sockaddr*>(&address_),
                  sizeof address_) != 0) {
      return Error{
          ErrorCode::unavailable,
          fmt::format("cannot connect to {} port {}: {}; is the server running?", options_.host,
                      options_.port, std::generic_category().message(errno))};
    }
    const int on = 1;
    ::setsockopt(lane.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = number;
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, lane.socket.get(), &event);
    lanes_[number] = std::move(lane);
    idle_.push_back(number);
    return {};
  }

  void send_next() {
    const std::size_t number = idle_.front();
    idle_.pop_front();
    Lane& lane = lanes_[number];
    lane.due = waiting_.front();
    waiting_.pop_front();
    ++busy_;
    const auto sent = ::send(lane.socket.get(), request_.data(), request_.size(), MSG_NOSIGNAL);
    if (std::cmp_not_equal(sent, request_.size())) replace(number);
  }

  void wait(Time until) {
    std::array<epoll_event, 256> events{};
    const auto left = std::max(until - std::chrono::steady_clock::now(), Time::duration::zero());
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec timeout{.tv_sec = whole.count(), .tv_nsec = (left - whole).count()};
    const int ready = ::epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                     &timeout, nullptr);
    for (int i = 0; i < ready; ++i) receive(events.at(static_cast<std::size_t>(i)).data.u64);
  }

  void receive(std::size_t number) {
    Lane& lane = lanes_[number];
    std::array<char, 64U << 10U> bytes{};
    const auto got = ::recv(lane.socket.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got <= 0) return replace(number);
    lane.received.append(bytes.data(), static_cast<std::size_t>(got));
    const auto answer = first_answer(lane.received);
    if (!answer || !lane.due) return;
    report_.latencies.push_back(std::chrono::steady_clock::now() - *lane.due);
    ++(answer->status / 100 == 2 ? report_.answered : report_.refused);
    lane.received.erase(0, answer->size);
    lane.due.reset();
    --busy_;
    idle_.push_back(number);
  }

  /// A new connection in place of a broken one; its request is not tried again.
  void replace(std::size_t number) {
    Lane& lane = lanes_[number];
    if (lane.due) {
      ++report_.broken;
      --busy_;
    }
    std::erase(idle_, number);
    lane = Lane{};
    // Where it fails the others carry the load; with none left the load ends.
    static_cast<void>(connect(number).has_value());
  }

  const LoadOptions& options_;
  sockaddr_in address_;
  std::string request_;
  FileDescriptor epoll_;
  std::vector<Lane> lanes_;
  std::deque<std::size_t> idle_;
  std::deque<Time> waiting_;  ///< Due and not sent.
  int busy_ = 0;
  Time start_;
  LoadReport report_;
};

}  // namespace

Result<LoadReport> run_load(const LoadOptions& options) {
  NAUTILUS_TRY(const auto address, loopback_address(options));
  NAUTILUS_TRY(auto request, request_text(options));
  return Load(options, address, std::move(request)).run();
}

}  // namespace nautilus::bench
