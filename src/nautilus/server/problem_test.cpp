// SPDX-License-Identifier: MIT
#include "nautilus/server/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json.hpp"

namespace nautilus::server {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

struct Row {
  ErrorCode code;
  int status;
  std::string_view title;
};

/// Statuses and titles as RFC 9110 and RFC 6585 name them.
constexpr Row kRows[] = {
    {ErrorCode::malformed, 400, "Bad Request"},
    {ErrorCode::unauthenticated, 401, "Unauthorized"},
    {ErrorCode::permission_denied, 403, "Forbidden"},
    {ErrorCode::not_found, 404, "Not Found"},
    {ErrorCode::method_not_allowed, 405, "Method Not Allowed"},
    {ErrorCode::conflict, 409, "Conflict"},
    {ErrorCode::payload_too_large, 413, "Content Too Large"},
    {ErrorCode::unsupported_media_type, 415, "Unsupported Media Type"},
    {ErrorCode::invalid_argument, 422, "Unprocessable Content"},
    {ErrorCode::insufficient_data, 422, "Unprocessable Content"},
    {ErrorCode::resource_exhausted, 429, "Too Many Requests"},
    {ErrorCode::headers_too_large, 431, "Request Header Fields Too Large"},
    {ErrorCode::data_loss, 500, "Internal Server Error"},
    {ErrorCode::internal, 500, "Internal Server Error"},
    {ErrorCode::unavailable, 503, "Service Unavailable"},
    {ErrorCode::deadline_exceeded, 504, "Gateway Timeout"},
};

TEST(Problem, HasTheStatusAndTitleOfItsCode) {
  ASSERT_EQ(std::size(kRows), static_cast<std::size_t>(ErrorCode::internal) + 1);
  for (const auto& row : kRows) {
    const auto problem = problem_of({row.code, "what was found"}, "/bars");
    EXPECT_EQ(problem.status, row.status) << to_string(row.code);
    EXPECT_EQ(problem.title, row.title);
    EXPECT_EQ(problem.type, "urn:nautilus-ml:problem:" + std::string(to_string(row.code)));
    EXPECT_EQ(problem.instance, "/bars");
  }
}

TEST(Problem, ListsTheWrongFields) {
  const auto error = field_error({"body", "bars", "0"}, "must be above 0", "out_of_range");
  const auto problem = problem_of(error, "/bars");
  ASSERT_EQ(problem.errors.size(), 1);
  EXPECT_THAT(problem.errors[0].loc, testing::ElementsAre("body", "bars", "0"));
  EXPECT_EQ(problem.errors[0].msg, "must be above 0");
  EXPECT_EQ(problem.errors[0].type, "out_of_range");
}

TEST(Problem, KeepsToItselfWhatBrokeInside) {
  for (const auto code : {ErrorCode::internal, ErrorCode::data_loss}) {
    Error error = field_error({"api_keys"}, "row 7 of /var/lib is torn", "torn", code);
    const auto body = *problem_response(error, "/bars").body;
    EXPECT_THAT(body, Not(HasSubstr("torn"))) << to_string(code);
    EXPECT_THAT(body, Not(HasSubstr("api_keys")));
    EXPECT_THAT(body, HasSubstr("X-Request-ID"));
  }
}

TEST(ProblemResponse, SaysWhenToComeBack) {
  Error error{ErrorCode::resource_exhausted, "too many"};
  error.retry_after_seconds = 7;
  EXPECT_THAT(problem_response(error, "/").headers, Contains(Pair("Retry-After", "7")));
  const auto never = problem_response({ErrorCode::not_found, "none"}, "/");
  EXPECT_TRUE(never.headers.empty());
}

TEST(ProblemResponse, SaysHowToPresentAKey) {
  const auto response = problem_response({ErrorCode::unauthenticated, "no key"}, "/");
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response.headers, Contains(Pair("WWW-Authenticate", HasSubstr("Bearer"))));
  EXPECT_THAT(response.headers, Contains(Pair("WWW-Authenticate", HasSubstr("Basic"))));
}

}  // namespace
}  // namespace nautilus::server
