// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "nautilus/server/transport/connection.hpp"
#include "nautilus/server/transport/file_descriptor.hpp"
#include "nautilus/server/transport/tls.hpp"

namespace nautilus::server {

/// What the I/O threads of one server share. Thread-safe.
struct TransportState {
  TransportOptions options;
  HttpHandler& handler;
  FileDescriptor listener;
  std::atomic<int> connections{0};
  std::atomic<int> surplus_connections{0};  ///< Those that are only told that there are too many.
  std::shared_ptr<BodyBudget> bodies;       ///< Requests may outlive the server.
  std::mutex tls_mutex;
  std::shared_ptr<const TlsContext> tls;  ///< Null for none; guarded by tls_mutex.
};

/// One I/O thread: accepts connections and runs them until it is drained.
class EventLoop {
 public:
  explicit EventLoop(TransportState& server);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop();

  /// Returns after drain(). Only one thread may call it.
  void run();

  /// Lets open requests finish until `deadline`. Thread-safe.
  void drain(SteadyTime deadline);

 private:
  struct Entry {
    std::unique_ptr<Connection> connection;
    int descriptor = -1;
    std::uint32_t events = 0;  ///< As registered.
  };
  using Entries = std::unordered_map<std::uint64_t, Entry>;

  [[nodiscard]] int wait_milliseconds() const;
  void dispatch(std::uint64_t number, std::uint32_t events);
  void accept_connections();
  void add_connection(FileDescriptor socket, std::string remote_address);
  std::unique_ptr<ByteStream> make_stream(FileDescriptor socket);
  void listen();
  void stop_listening();
  void deliver_replies();
  void tick();
  void start_drain();
  bool settle(Entry& entry, std::uint64_t number);
  Entries::iterator erase(Entries::iterator entry);

  TransportState& server_;
  FileDescriptor epoll_;
  std::vector<char> scratch_;
  ConnectionContext context_;
  Entries entries_;
  std::uint64_t next_number_;
  std::chrono::milliseconds tick_interval_;
  SteadyTime next_tick_;
  bool is_listening_ = false;
  bool accepts_ = true;  ///< False once the listener was shut down.
  std::atomic<SteadyTime::rep> drain_deadline_{SteadyTime::max().time_since_epoch().count()};
};

}  // namespace nautilus::server
