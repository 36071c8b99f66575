// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "nautilus/server/http.hpp"
#include "nautilus/server/transport/body_budget.hpp"
#include "nautilus/server/transport/file_descriptor.hpp"

namespace nautilus::server {

/// An answer that came after HttpHandler::serve() had returned.
struct LateReply {
  std::uint64_t connection = 0;
  std::optional<HttpResponse> response;  ///< None where the Reply was dropped unused.
};

/// Where other threads leave answers for the I/O thread that owns the connection; it may outlive
/// that thread. Thread-safe.
class ReplyInbox {
 public:
  /// An event counter that becomes readable when there is something to collect.
  ReplyInbox();

  [[nodiscard]] int descriptor() const { return wakeup_.get(); }

  void post(LateReply reply);
  void wake();
  std::vector<LateReply> collect();  ///< Empties it.

 private:
  FileDescriptor wakeup_;
  std::mutex mutex_;
  std::vector<LateReply> replies_;
};

/// The right to answer one request once. An answer given by serve() itself is kept here, any other
/// goes through the inbox; destroyed unused it tells the inbox so.
/// The share of the request's body goes with it, for the handler drops both together.
class ReplyTicket {
 public:
  ReplyTicket(std::shared_ptr<ReplyInbox> inbox, std::uint64_t connection, BodyShare body);
  ReplyTicket(const ReplyTicket&) = delete;
  ReplyTicket& operator=(const ReplyTicket&) = delete;
  ~ReplyTicket();

  /// The first call counts. Thread-safe.
  void answer(HttpResponse response);

  /// Takes the right away; false if it was used. Thread-safe.
  bool revoke() { return !used_.exchange(true); }

  /// Ends the time in which an answer is kept here, and hands it over. Only the thread that made
  /// the ticket may call it.
  std::optional<HttpResponse> end_of_serve();

 private:
  std::shared_ptr<ReplyInbox> inbox_;
  std::uint64_t connection_;
  BodyShare body_;
  std::atomic<bool> used_{false};
  std::thread::id owner_ = std::this_thread::get_id();
  bool is_serving_ = true;  ///< Only touched by the owner.
  std::optional<HttpResponse> response_;
};

}  // namespace nautilus::server
