// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "nautilus/server/http.hpp"

namespace nautilus::server {

/// What the request says about the form of its answer.
struct AnswerForm {
  bool is_head = false;      ///< HEAD: the headers of the answer without its body.
  bool is_http_1_0 = false;  ///< Keeping the connection has to be said.
  bool closes = false;       ///< The connection ends with this answer.
};

/// "OK" for 200; empty for a status that has no name here.
std::string_view reason_phrase(int status);

/// The text of the Date header, made anew only when the second changes. For one thread.
class HttpDate {
 public:
  [[nodiscard]] std::string_view text();

 private:
  std::time_t second_ = -1;
  std::string text_;
};

/// Appends the response as it goes over the wire. Line breaks and NUL in header values, which would
/// let a value start a header of its own, become blanks.
void append_response(std::string& out, const HttpResponse& response, AnswerForm form,
                     std::string_view date);

}  // namespace nautilus::server
