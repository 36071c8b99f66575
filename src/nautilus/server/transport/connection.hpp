// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "nautilus/server/http.hpp"
#include "nautilus/server/transport/body_budget.hpp"
#include "nautilus/server/transport/byte_stream.hpp"
#include "nautilus/server/transport/listener.hpp"
#include "nautilus/server/transport/reply_inbox.hpp"
#include "nautilus/server/transport/request_parser.hpp"
#include "nautilus/server/transport/response_text.hpp"

namespace nautilus::server {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What the connections of one I/O thread share.
struct ConnectionContext {
  const TransportOptions& options;
  HttpHandler& handler;
  std::shared_ptr<BodyBudget> bodies;
  std::shared_ptr<ReplyInbox> inbox;
  std::span<char> scratch;  ///< Where bytes are read to.
  HttpDate date;
  SteadyTime now;         ///< As of the last wake-up.
  bool draining = false;  ///< Each connection ends with its present request.
};

/// One connection: bytes in, requests to the handler, answers out in order. It knows no event
/// loop: its owner calls it when the socket is ready, an answer came or time has passed, and then
/// looks at what it wants next. For one thread.
class Connection {
 public:
  /// Where `surplus`, it only tells that there are too many connections.
  Connection(ConnectionContext& context, std::uint64_t number, std::unique_ptr<ByteStream> stream,
             std::string remote_address, bool surplus);

  void on_ready();                        ///< The socket can be read or written.
  void on_reply(const LateReply& reply);  ///< An answer came; ignored if it is not awaited.
  void on_tick();                         ///< Time has passed.
  void on_drain();                        ///< The context began to drain.

  [[nodiscard]] bool is_finished() const { return phase_ == Phase::finished; }
  [[nodiscard]] bool is_surplus() const { return surplus_; }
  [[nodiscard]] bool wants_read() const;
  [[nodiscard]] bool wants_write() const;

 private:
  enum class Phase {
    handshake,
    receiving,  ///< A request, or the wait for one.
    answering,  ///< The handler has it; what follows waits.
    closing,    ///< The last answer is on its way out.
    lingering,  ///< All is said; what still comes is thrown away until the peer closes.
    finished,
  };
  enum class Wait {
    none,
    handshake,
    idle,
    head,
    body,
    write,
    linger
  };

  bool shake_hands();
  void receive();
  void discard();
  void pump();
  std::size_t process(std::string_view bytes);
  const HttpRequest& head();
  void admit();
  void take_share();
  void serve();
  void send_response(const HttpResponse& response);
  void refuse(const Error& error);
  void refuse(const HttpResponse& response);
  bool flush();
  void begin_linger();
  void update_deadline();
  [[nodiscard]] Wait awaited() const;

  ConnectionContext& context_;
  std::uint64_t number_;
  std::unique_ptr<ByteStream> stream_;
  std::string remote_address_;
  std::string client_certificate_;
  bool surplus_;
  Phase phase_ = Phase::handshake;
  bool peer_finished_ = false;  ///< No more bytes will come.
  bool wants_write_ = false;    ///< The stream is stuck until the socket can be written.
  bool admitted_ = false;       ///< The handler was asked whether the body may come.
  bool was_refused_ = false;
  RequestParser parser_;
  std::string pending_;   ///< Bytes received and not yet parsed.
  std::string out_;       ///< Bytes to be sent.
  std::size_t sent_ = 0;  ///< Of `out_`.
  BodyShare body_;        ///< Of the request that is being received.
  HttpRequest answered_;  ///< What names the request that is being answered.
  AnswerForm form_;       ///< Of its answer.
  Wait wait_ = Wait::none;
  std::uint64_t progress_ = 0;  ///< Grows when the present wait begins anew.
  std::uint64_t wait_progress_ = 0;
  SteadyTime deadline_ = SteadyTime::max();
};

}  // namespace nautilus::server
