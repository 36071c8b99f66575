// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/event_loop.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "nautilus/server/transport/listen_socket.hpp"

namespace nautilus::server {

namespace {

constexpr std::uint64_t kListener = 0;
constexpr std::uint64_t kInbox = 1;
constexpr std::uint64_t kFirstConnection = 2;

constexpr std::size_t kScratchSize = 64U << 10U;

/// Connections above the limit that get an answer saying so; beyond these they are only closed.
constexpr int kMaxSurplus = 64;

/// Deadlines are looked at this often: a quarter of the shortest time-out, within reason.
std::chrono::milliseconds interval_of(const TransportOptions& options) {
  using std::chrono::milliseconds;
  const auto shortest = std::min(
      {options.header_timeout, options.body_timeout, options.idle_timeout, options.write_timeout});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(250));
}

void control(int epoll, int operation, int descriptor, std::uint64_t number, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = number;
  ::epoll_ctl(epoll, operation, descriptor, &event);
}

std::uint32_t events_of(const Connection& connection) {
  const std::uint32_t in = connection.wants_read() ? EPOLLIN : 0U;
  const std::uint32_t out = connection.wants_write() ? EPOLLOUT : 0U;
  return in | out;
}

/// OpenSSL writes to sockets with write(2), which raises SIGPIPE when the peer is gone.
void block_broken_pipe_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

EventLoop::EventLoop(TransportState& server)
    : server_(server),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      scratch_(kScratchSize),
      context_{.options = server.options,
               .handler = server.handler,
               .bodies = server.bodies,
               .inbox = std::make_shared<ReplyInbox>(),
               .scratch = scratch_,
               .now = std::chrono::steady_clock::now()},
      next_number_(kFirstConnection),
      tick_interval_(interval_of(server.options)),
      next_tick_(context_.now + tick_interval_) {
  control(epoll_.get(), EPOLL_CTL_ADD, context_.inbox->descriptor(), kInbox, EPOLLIN);
  listen();
}

EventLoop::~EventLoop() = default;

void EventLoop::drain(SteadyTime deadline) {
  drain_deadline_ = deadline.time_since_epoch().count();
  context_.inbox->wake();
}

void EventLoop::run() {
  block_broken_pipe_signal();
  std::array<epoll_event, 256> events{};
  while (true) {
    const int ready = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                   wait_milliseconds());
    context_.now = std::chrono::steady_clock::now();
    for (int i = 0; i < ready; ++i) {
      const auto& event = events.at(static_cast<std::size_t>(i));
      dispatch(event.data.u64, event.events);
    }
    const SteadyTime deadline{SteadyTime::duration(drain_deadline_.load())};
    if (deadline != SteadyTime::max() && !context_.draining) start_drain();
    if (context_.now >= next_tick_) tick();
    if (context_.draining && (entries_.empty() || context_.now >= deadline)) break;
  }
  for (auto entry = entries_.begin(); entry != entries_.end();) entry = erase(entry);
}

int EventLoop::wait_milliseconds() const {
  if (entries_.empty() && (is_listening_ || !accepts_)) return -1;  // Nothing can time out.
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_tick_ - context_.now);
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

void EventLoop::dispatch(std::uint64_t number, std::uint32_t events) {
  if (number == kListener) return accept_connections();
  if (number == kInbox) return deliver_replies();
  const auto found = entries_.find(number);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  // Both directions are gone: nobody is left to answer.
  const bool is_dead = (events & (EPOLLERR | EPOLLHUP)) != 0;
  if (!is_dead) entry.connection->on_ready();
  if (is_dead || !settle(entry, number)) erase(found);
}

void EventLoop::accept_connections() {
  for (int accepted = 0; accepted < 64; ++accepted) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    FileDescriptor socket(::accept4(server_.listener.get(), reinterpret_cast<sockaddr*>(&address),
                                    &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket.is_open()) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if (errno == EAGAIN) return;
      // EINVAL: shut down. Else out of descriptors or memory: again at the next tick, as the
      // listener would stay ready all the time.
      accepts_ = errno != EINVAL;
      return stop_listening();
    }
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    add_connection(std::move(socket), address_text(address));
  }
}

void EventLoop::add_connection(FileDescriptor socket, std::string remote_address) {
  const bool surplus = ++server_.connections > server_.options.max_connections;
  if (surplus) {
    --server_.connections;
    if (++server_.surplus_connections > kMaxSurplus) {
      --server_.surplus_connections;
      return;
    }
  }
  const auto number = next_number_++;
  Entry entry;
  entry.descriptor = socket.get();
  entry.connection = std::make_unique<Connection>(context_, number, make_stream(std::move(socket)),
                                                  std::move(remote_address), surplus);
  const auto added = entries_.emplace(number, std::move(entry)).first;
  control(epoll_.get(), EPOLL_CTL_ADD, added->second.descriptor, number, 0);
  added->second.connection->on_ready();  // The first request is often here already.
  if (!settle(added->second, number)) erase(added);
}

std::unique_ptr<ByteStream> EventLoop::make_stream(FileDescriptor socket) {
  const std::scoped_lock lock(server_.tls_mutex);
  return server_.tls ? server_.tls->make_stream(std::move(socket))
                     : make_tcp_stream(std::move(socket));
}

void EventLoop::listen() {
  // Several loops may wait on the one listener; a connection wakes only one of them.
  control(epoll_.get(), EPOLL_CTL_ADD, server_.listener.get(), kListener, EPOLLIN | EPOLLEXCLUSIVE);
  is_listening_ = true;
}

void EventLoop::stop_listening() {
  control(epoll_.get(), EPOLL_CTL_DEL, server_.listener.get(), kListener, 0);
  is_listening_ = false;
}

void EventLoop::deliver_replies() {
  for (const auto& reply : context_.inbox->collect()) {
    const auto number = reply.connection;
    const auto found = entries_.find(number);
    if (found == entries_.end()) continue;
    found->second.connection->on_reply(reply);
    if (!settle(found->second, number)) erase(found);
  }
}

void EventLoop::tick() {
  next_tick_ = context_.now + tick_interval_;
  if (!is_listening_ && accepts_) listen();
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    entry->second.connection->on_tick();
    entry = settle(entry->second, entry->first) ? std::next(entry) : erase(entry);
  }
}

void EventLoop::start_drain() {
  context_.draining = true;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    entry->second.connection->on_drain();
    entry = settle(entry->second, entry->first) ? std::next(entry) : erase(entry);
  }
}

bool EventLoop::settle(Entry& entry, std::uint64_t number) {
  if (entry.connection->is_finished()) return false;
  const auto events = events_of(*entry.connection);
  if (events != entry.events) {
    control(epoll_.get(), EPOLL_CTL_MOD, entry.descriptor, number, events);
    entry.events = events;
  }
  return true;
}

EventLoop::Entries::iterator EventLoop::erase(Entries::iterator entry) {
  --(entry->second.connection->is_surplus() ? server_.surplus_connections : server_.connections);
  return entries_.erase(entry);
}

}  // namespace nautilus::server
