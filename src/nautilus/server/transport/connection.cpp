// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/connection.hpp"

#include <exception>
#include <utility>

#include <fmt/format.h>

namespace nautilus::server {

namespace {

/// Answers of pipelined requests are collected up to here before they are sent.
constexpr std::size_t kSendSize = 256U << 10U;

/// Received beyond the present request while its answer is awaited; then the client has to wait.
constexpr std::size_t kReadAhead = 64U << 10U;

/// Buffers larger than this are given back when they are empty.
constexpr std::size_t kKeptCapacity = 16U << 10U;

/// How long a client may take to close after the last answer.
constexpr std::chrono::seconds kLingerTimeout{2};

void clear(std::string& buffer) {
  buffer.clear();
  if (buffer.capacity() > kKeptCapacity) buffer.shrink_to_fit();
}

/// Keeps what a refusal of the request needs once the handler has it.
void remember(const HttpRequest& request, HttpRequest& into) {
  into.method = request.method;
  into.target = request.target;
  into.remote_address = request.remote_address;
  into.headers.clear();
  for (const auto& header : request.headers) {
    if (header.first == "x-request-id" || header.first == "traceparent") {
      into.headers.push_back(header);
    }
  }
}

double seconds(std::chrono::milliseconds time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

Connection::Connection(ConnectionContext& context, std::uint64_t number,
                       std::unique_ptr<ByteStream> stream, std::string remote_address, bool surplus)
    : context_(context),
      number_(number),
      stream_(std::move(stream)),
      remote_address_(std::move(remote_address)),
      surplus_(surplus),
      parser_(context.options.max_header_bytes, context.options.max_body_bytes) {
  update_deadline();
}

bool Connection::wants_read() const {
  if (peer_finished_) return false;
  switch (phase_) {
    case Phase::handshake:
    case Phase::receiving:
    case Phase::closing: return !wants_write_;
    case Phase::answering: return !wants_write_ && pending_.size() < kReadAhead;
    case Phase::lingering: return true;
    case Phase::finished: return false;
  }
  return false;
}

bool Connection::wants_write() const { return wants_write_ && phase_ != Phase::finished; }

void Connection::on_ready() {
  if ((phase_ != Phase::handshake || shake_hands()) && flush()) {
    if (phase_ == Phase::lingering) {
      discard();
    } else {
      pump();
      if (phase_ != Phase::lingering && wants_read()) receive();
    }
  }
  update_deadline();
}

void Connection::on_reply(const LateReply& reply) {
  if (phase_ != Phase::answering) return;
  if (reply.response) {
    send_response(*reply.response);
  } else {
    refuse({ErrorCode::internal, "the request was left without an answer"});
  }
  if (flush()) pump();
  update_deadline();
}

void Connection::on_tick() {
  if (context_.now < deadline_) return;
  switch (wait_) {
    case Wait::head:
      refuse({ErrorCode::deadline_exceeded, fmt::format("request head must come within {} s",
                                                        seconds(context_.options.header_timeout))});
      break;
    case Wait::body:
      refuse({ErrorCode::deadline_exceeded, fmt::format("request body must come within {} s",
                                                        seconds(context_.options.body_timeout))});
      break;
    case Wait::none: break;
    case Wait::write:
      // Else the kernel would keep the unread answer long after us.
      stream_->abandon();
      phase_ = Phase::finished;
      break;
    case Wait::handshake:
    case Wait::idle:
    case Wait::linger: phase_ = Phase::finished; break;
  }
  if (phase_ != Phase::finished) flush();
  update_deadline();
}

void Connection::on_drain() {
  const auto is_idle = [this] { return awaited() == Wait::idle; };
  // A request that has arrived already still gets its answer.
  if (is_idle() && wants_read()) receive();
  if (is_idle()) {
    stream_->finish_writing();
    phase_ = Phase::finished;
  }
  if (phase_ == Phase::handshake) phase_ = Phase::finished;
  update_deadline();
}

bool Connection::shake_hands() {
  const auto status = stream_->shake_hands();
  wants_write_ = status == StreamStatus::wants_write;
  if (status == StreamStatus::wants_read || wants_write_) return false;
  if (status != StreamStatus::done) {
    phase_ = Phase::finished;
    return false;
  }
  phase_ = Phase::receiving;
  client_certificate_ = stream_->client_certificate();
  if (surplus_) {
    refuse(
        {.code = ErrorCode::unavailable,
         .message = fmt::format("all {} connections are in use", context_.options.max_connections),
         .retry_after_seconds = 1});
  }
  return true;
}

void Connection::receive() {
  const auto [status, bytes] = stream_->read(context_.scratch);
  switch (status) {
    case StreamStatus::done: pending_.append(context_.scratch.data(), bytes); break;
    case StreamStatus::ended: peer_finished_ = true; break;
    case StreamStatus::failed: phase_ = Phase::finished; return;
    case StreamStatus::wants_read: return;
    case StreamStatus::wants_write: wants_write_ = true; return;
  }
  pump();
}

void Connection::discard() {
  const auto status = stream_->read(context_.scratch).status;
  if (status == StreamStatus::ended || status == StreamStatus::failed) phase_ = Phase::finished;
}

void Connection::pump() {
  std::size_t used = 0;
  do {
    used = process(pending_);
    if (used == pending_.size()) {
      clear(pending_);
    } else {
      pending_.erase(0, used);
    }
  } while (flush() && used > 0 && !pending_.empty());
  // Half a request, or none, from a client that will send no more.
  if (phase_ == Phase::receiving && peer_finished_ && out_.empty()) phase_ = Phase::finished;
}

std::size_t Connection::process(std::string_view bytes) {
  std::size_t used = 0;
  while (phase_ == Phase::receiving && used < bytes.size() && out_.size() < kSendSize) {
    const auto taken = parser_.feed(bytes.substr(used));
    if (!taken) {
      refuse(taken.error());
      return bytes.size();
    }
    used += *taken;
    if (parser_.has_head()) {
      if (!parser_.is_complete() && !std::exchange(admitted_, true)) admit();
      take_share();
      if (phase_ != Phase::receiving) return bytes.size();
    }
    if (!parser_.is_complete()) break;
    serve();
  }
  return used;
}

const HttpRequest& Connection::head() {
  auto& request = parser_.request();
  request.remote_address = remote_address_;
  request.client_certificate = client_certificate_;
  return request;
}

void Connection::admit() {
  try {
    if (const auto refusal = context_.handler.admit(head())) return refuse(*refusal);
  } catch (const std::exception& thrown) {
    return refuse({ErrorCode::internal, thrown.what()});
  }
  if (parser_.expects_continue()) out_.append("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::take_share() {
  if (phase_ != Phase::receiving) return;
  if (body_.grow_to(parser_.request().body.size(), context_.bodies)) return;
  refuse(
      {.code = ErrorCode::unavailable,
       .message = fmt::format("request bodies of all connections fill the {} bytes kept for them",
                              context_.options.max_buffered_bytes),
       .retry_after_seconds = 1});
}

void Connection::serve() {
  form_ = {.is_http_1_0 = parser_.is_http_1_0(), .closes = !parser_.keeps_alive()};
  (void)head();
  HttpRequest request = parser_.take();
  form_.is_head = request.method == "HEAD";
  request.admitted = std::exchange(admitted_, false);
  remember(request, answered_);
  phase_ = Phase::answering;
  ++progress_;
  const auto ticket = std::make_shared<ReplyTicket>(context_.inbox, number_, std::move(body_));
  try {
    context_.handler.serve(std::move(request), [ticket](HttpResponse response) {
      ticket->answer(std::move(response));
    });
  } catch (const std::exception& thrown) {
    if (ticket->revoke()) refuse({ErrorCode::internal, thrown.what()});
  } catch (...) {
    if (ticket->revoke()) refuse({ErrorCode::internal, "the request handler failed"});
  }
  if (const auto response = ticket->end_of_serve()) send_response(*response);
}

void Connection::send_response(const HttpResponse& response) {
  form_.closes = form_.closes || response.close || context_.draining;
  append_response(out_, response, form_, context_.date.text());
  phase_ = form_.closes ? Phase::closing : Phase::receiving;
}

void Connection::refuse(const Error& error) {
  try {
    refuse(context_.handler.refuse(error, phase_ == Phase::answering ? answered_ : head()));
  } catch (const std::exception&) {
    refuse(HttpResponse{.status = 500});
  }
}

void Connection::refuse(const HttpResponse& response) {
  was_refused_ = true;
  if (phase_ != Phase::answering) {
    form_ = {.is_head = parser_.request().method == "HEAD", .is_http_1_0 = parser_.is_http_1_0()};
  }
  form_.closes = true;
  send_response(response);
  // What has come of a body is not kept while the client takes its time to close.
  clear(parser_.request().body);
  body_.release();
}

bool Connection::flush() {
  wants_write_ = false;
  while (sent_ < out_.size()) {
    const auto [status, bytes] = stream_->write(std::string_view(out_).substr(sent_));
    if (status == StreamStatus::wants_write) {
      wants_write_ = true;
      return false;
    }
    if (status == StreamStatus::wants_read) return false;
    if (status != StreamStatus::done) {
      phase_ = Phase::finished;
      return false;
    }
    sent_ += bytes;
    ++progress_;
  }
  clear(out_);
  sent_ = 0;
  if (phase_ == Phase::closing) begin_linger();
  return phase_ != Phase::finished;
}

void Connection::begin_linger() {
  stream_->finish_writing();
  // Closing over unread bytes would reset the connection and take the answer with it.
  const bool may_have_unread = was_refused_ || !pending_.empty() || !context_.draining;
  phase_ = may_have_unread && !peer_finished_ ? Phase::lingering : Phase::finished;
}

Connection::Wait Connection::awaited() const {
  switch (phase_) {
    case Phase::handshake: return Wait::handshake;
    case Phase::lingering: return Wait::linger;
    case Phase::finished: return Wait::none;
    case Phase::closing: return Wait::write;
    case Phase::answering: return out_.empty() ? Wait::none : Wait::write;
    case Phase::receiving: break;
  }
  if (!out_.empty()) return Wait::write;
  if (parser_.has_head()) return Wait::body;
  return parser_.has_started() || !pending_.empty() ? Wait::head : Wait::idle;
}

void Connection::update_deadline() {
  const Wait wait = awaited();
  if (wait == wait_ && progress_ == wait_progress_) return;
  wait_ = wait;
  wait_progress_ = progress_;
  const auto& options = context_.options;
  switch (wait) {
    case Wait::none: deadline_ = SteadyTime::max(); break;
    case Wait::handshake:
    case Wait::head: deadline_ = context_.now + options.header_timeout; break;
    case Wait::idle: deadline_ = context_.now + options.idle_timeout; break;
    case Wait::body: deadline_ = context_.now + options.body_timeout; break;
    case Wait::write: deadline_ = context_.now + options.write_timeout; break;
    case Wait::linger: deadline_ = context_.now + kLingerTimeout; break;
  }
}

}  // namespace nautilus::server
