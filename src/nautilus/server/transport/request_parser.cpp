// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/request_parser.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <fmt/format.h>

namespace nautilus::server {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::iequals;
using BeastText = boost::beast::string_view;

namespace {

/// A body announced as larger than this grows as it comes: an announcement costs the client
/// nothing.
constexpr std::uint64_t kLargestReserve = 1U << 20U;

std::string_view view(BeastText text) { return {text.data(), text.size()}; }

std::string lower_case(BeastText text) {
  std::string result(text.size(), '\0');
  std::ranges::transform(text, result.begin(), boost::beast::detail::ascii_tolower);
  return result;
}

/// A client may send the whole address (RFC 9112, 3.2.2); what we serve goes by path and query.
std::string origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    const auto start = target.substr(0, scheme.size());
    if (!iequals(BeastText(start.data(), start.size()), BeastText(scheme.data(), scheme.size()))) {
      continue;
    }
    target.remove_prefix(scheme.size());
    target.remove_prefix(std::min(target.find_first_of("/?"), target.size()));
    return target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  }
  return std::string(target);
}

Error malformed(std::string message) { return {ErrorCode::malformed, std::move(message)}; }

}  // namespace

/// Beast's parser, filling an HttpRequest and adding what Beast lets pass.
class RequestParser::Message final : private http::basic_parser<true> {
 public:
  Message(std::uint32_t max_head_bytes, std::uint64_t max_body_bytes)
      : max_head_bytes_(max_head_bytes), max_body_bytes_(max_body_bytes) {
    eager(true);
    header_limit(max_head_bytes);
    body_limit(max_body_bytes);
    request_.headers.reserve(8);
  }

  Result<std::size_t> feed(std::string_view bytes) {
    error_code code;
    const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), code);
    if (fault_) return *std::move(fault_);
    if (code && code != http::error::need_more) return error_of(code);
    const std::size_t left = bytes.size() - used;
    if (has_head_) {
      if (!is_done() && left > max_head_bytes_) {
        return malformed("request body: a chunk header or trailer is too long");
      }
      return used;
    }
    head_bytes_ += used;
    if (head_bytes_ + left > max_head_bytes_) return head_too_large();
    return used;
  }

  [[nodiscard]] bool has_started() const { return got_some(); }
  [[nodiscard]] bool has_head() const { return has_head_; }
  [[nodiscard]] bool is_complete() const { return is_done(); }
  [[nodiscard]] bool expects_continue() const { return expects_continue_ && !is_http_1_0_; }
  [[nodiscard]] bool keeps_alive() const { return keep_alive(); }
  [[nodiscard]] bool is_http_1_0() const { return is_http_1_0_; }
  HttpRequest& request() { return request_; }

 private:
  [[nodiscard]] Error head_too_large() const {
    return {ErrorCode::headers_too_large,
            fmt::format("request line and headers must fit in {} bytes", max_head_bytes_)};
  }

  [[nodiscard]] Error error_of(error_code code) const {
    if (code == http::error::header_limit) return head_too_large();
    if (code == http::error::body_limit) {
      return {ErrorCode::payload_too_large,
              fmt::format("request body must be at most {} bytes", max_body_bytes_)};
    }
    return malformed(fmt::format("request could not be parsed: {}", code.message()));
  }

  void fail(std::string message, error_code& code) {
    fault_ = malformed(std::move(message));
    code = http::error::bad_field;
  }

  void on_request_impl(http::verb /*verb*/, BeastText method, BeastText target, int version,
                       error_code& /*code*/) override {
    request_.method = view(method);
    request_.target = origin_form(view(target));
    is_http_1_0_ = version == 10;
  }

  void on_field_impl(http::field name, BeastText text, BeastText value, error_code& code) override {
    if (has_head_) return;  // A trailer; nothing we serve needs one.
    request_.headers.emplace_back(lower_case(text), view(value));
    switch (name) {
      case http::field::host: ++hosts_; break;
      case http::field::expect: expects_continue_ = iequals(value, "100-continue"); break;
      case http::field::content_length:
        if (std::exchange(has_length_, true)) fail("header content-length: given twice", code);
        if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) {
          fail(fmt::format("header content-length: expected digits, found '{}'", view(value)),
               code);
        }
        break;
      case http::field::transfer_encoding:
        if (is_http_1_0_ || !iequals(value, "chunked")) {
          fail(fmt::format("header transfer-encoding: only 'chunked' in HTTP/1.1 is understood, "
                           "found '{}'",
                           view(value)),
               code);
        }
        break;
      default: break;
    }
  }

  void on_header_impl(error_code& code) override {
    has_head_ = true;
    if (hosts_ > 1) fail("header host: given twice", code);
    if (hosts_ == 0 && !is_http_1_0_) fail("header host: required in HTTP/1.1", code);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length,
                         error_code& /*code*/) override {
    if (length) request_.body.reserve(std::min(*length, kLargestReserve));
  }

  std::size_t on_body_impl(BeastText text, error_code& /*code*/) override {
    request_.body.append(text.data(), text.size());
    return text.size();
  }

  void on_chunk_header_impl(std::uint64_t /*size*/, BeastText /*extensions*/,
                            error_code& /*code*/) override {}

  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, BeastText text,
                                 error_code& /*code*/) override {
    request_.body.append(text.data(), text.size());
    return text.size();
  }

  void on_response_impl(int /*status*/, BeastText /*reason*/, int /*version*/,
                        error_code& /*code*/) override {}
  void on_finish_impl(error_code& /*code*/) override {}

  std::uint32_t max_head_bytes_;
  std::uint64_t max_body_bytes_;
  std::size_t head_bytes_ = 0;
  int hosts_ = 0;
  bool has_length_ = false;
  bool has_head_ = false;
  bool expects_continue_ = false;
  bool is_http_1_0_ = false;
  std::optional<Error> fault_;
  HttpRequest request_;
};

/// Remade in place for each request: Beast's parser reads only one.
struct RequestParser::Machine {
  std::uint32_t max_head_bytes;
  std::uint64_t max_body_bytes;
  std::optional<Message> message;
};

RequestParser::RequestParser(std::uint32_t max_head_bytes, std::uint64_t max_body_bytes)
    : machine_(new Machine{max_head_bytes, max_body_bytes, std::nullopt}) {
  machine_->message.emplace(max_head_bytes, max_body_bytes);
}

RequestParser::~RequestParser() = default;

Result<std::size_t> RequestParser::feed(std::string_view bytes) {
  // An empty line before a request line is to be ignored (RFC 9112, 2.2).
  std::size_t blank = 0;
  if (!has_started()) {
    while (bytes.substr(blank).starts_with("\r\n")) blank += 2;
    if (bytes.substr(blank) == "\r" || blank == bytes.size()) return blank;
  }
  NAUTILUS_TRY(const auto used, machine_->message->feed(bytes.substr(blank)));
  return blank + used;
}

bool RequestParser::has_started() const { return machine_->message->has_started(); }
bool RequestParser::has_head() const { return machine_->message->has_head(); }
bool RequestParser::is_complete() const { return machine_->message->is_complete(); }
bool RequestParser::expects_continue() const { return machine_->message->expects_continue(); }
bool RequestParser::keeps_alive() const { return machine_->message->keeps_alive(); }
bool RequestParser::is_http_1_0() const { return machine_->message->is_http_1_0(); }
HttpRequest& RequestParser::request() { return machine_->message->request(); }

HttpRequest RequestParser::take() {
  HttpRequest request = std::move(machine_->message->request());
  machine_->message.emplace(machine_->max_head_bytes, machine_->max_body_bytes);
  return request;
}

}  // namespace nautilus::server
