// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/error.hpp"
#include "nautilus/base/field.hpp"
#include "nautilus/server/http.hpp"

namespace nautilus::server {

/// One wrong field, in the shape that the platform's clients already read.
struct ProblemField {
  std::vector<std::string> loc;
  std::string msg;
  std::string type;

  static constexpr auto fields() {
    return std::tuple{
        field("loc", &ProblemField::loc, "Where: query or body, then the path to the field"),
        field("msg", &ProblemField::msg, "What is wrong, for people"),
        field("type", &ProblemField::type, "What is wrong, for machines"),
    };
  }
};

/// The body of every error: RFC 9457, with the list of wrong fields.
struct Problem {
  std::string type;
  std::string title;
  int status = 500;
  std::string detail;
  std::string instance;
  std::vector<ProblemField> errors;

  static constexpr auto fields() {
    return std::tuple{
        field("type", &Problem::type, "A stable name of the kind of problem"),
        field("title", &Problem::title, "The kind of problem in words"),
        field("status", &Problem::status, "The HTTP status"),
        field("detail", &Problem::detail, "What was found and what to do"),
        field("instance", &Problem::instance, "The path that was asked for"),
        field("errors", &Problem::errors, "The wrong fields; empty where none is to blame"),
    };
  }
};

/// The HTTP status of an error: the one place where codes become statuses.
int status_of(ErrorCode code);

/// The words of a status, such as "Not Found".
std::string_view reason_of(int status);

/// The problem document of an error met at `path`. Of a fault of ours it says no more than that.
Problem problem_of(const Error& error, std::string_view path);

/// The whole response, with Retry-After where waiting helps and WWW-Authenticate where a key does.
HttpResponse problem_response(const Error& error, std::string_view path);

}  // namespace nautilus::server
