// SPDX-License-Identifier: MIT
#include "nautilus/server/application.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/server/application_fixture.hpp"

namespace nautilus::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kLive = "/health/live";
constexpr std::string_view kWorked = "/api/v1/ml/market/symbols";  ///< A worker computes it.
constexpr std::string_view kRegime = "/api/v1/ml/regime/current";

class ApplicationTest : public testing::Test, protected ApplicationFixture {};

TEST_F(ApplicationTest, AnswersARoute) {
  start();
  const auto response = ask(get(kLive));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(*response.body, R"({"status":"alive"})");
  EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
}

TEST_F(ApplicationTest, KeepsAGoodRequestIdAndReplacesABadOne) {
  start();
  auto good = get(kLive);
  good.headers.emplace_back("x-request-id", "order-17");
  EXPECT_EQ(header_of(ask(good), "X-Request-ID"), "order-17");
  auto bad = get(kLive);
  bad.headers.emplace_back("x-request-id", "no good\r\nX: 1");
  EXPECT_EQ(header_of(ask(bad), "X-Request-ID").size(), 32);
  EXPECT_EQ(header_of(ask(get(kLive)), "X-Request-ID").size(), 32);
}

TEST_F(ApplicationTest, WritesTheRequestIdIntoTheAudit) {
  start();
  auto sent =
      post("/api/v1/ml/portfolio", "application/json", R"({"positions":{},"cash":{"USD":1}})");
  sent.headers.emplace_back("x-request-id", "order-17");
  ASSERT_EQ(ask(sent).status, 200);
  EXPECT_EQ(audit(1).front().request_id, "order-17");
  EXPECT_EQ(audit(1).front().actor, "local");
}

TEST_F(ApplicationTest, RefusesUnknownPathsMethodsTypesAndTexts) {
  start();
  EXPECT_EQ(ask(get("/nowhere")).status, 404);
  const auto method = ask(request("DELETE", "/api/v1/ml/portfolio"));
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(header_of(method, "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(ask(post("/api/v1/ml/portfolio", "text/plain", "x")).status, 415);
  EXPECT_EQ(ask(post("/api/v1/ml/portfolio", "application/json", "{")).status, 400);
  EXPECT_EQ(ask(get("/health/live?deep=1")).status, 422);
}

TEST_F(ApplicationTest, RefusesRequestsFromForeignPagesAndNames) {
  start();
  auto page = get(kLive);
  page.headers.emplace_back("origin", "https://elsewhere.example");
  EXPECT_EQ(ask(page).status, 403);
  auto rebound = get(kLive);
  rebound.headers.front().second = "elsewhere.example";
  EXPECT_EQ(ask(rebound).status, 403);
}

TEST_F(ApplicationTest, RefusesAClientThatAsksTooOften) {
  settings_.server.burst = 2;
  settings_.server.requests_per_second = 1;
  start();
  EXPECT_EQ(ask(get(kLive)).status, 200);
  EXPECT_EQ(ask(get(kLive)).status, 200);
  const auto refused = ask(get(kLive));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header_of(refused, "Retry-After"), "1");
  auto other = get(kLive);
  other.remote_address = "127.0.0.2";
  EXPECT_EQ(ask(other).status, 200);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(ask(get(kLive)).status, 200);
}

TEST_F(ApplicationTest, AnswersTooLateWhenNoWorkerWasFreeInTime) {
  settings_.server.request_timeout_seconds = 1e-9;
  start();
  EXPECT_EQ(ask(get(kWorked)).status, 504);
}

TEST_F(ApplicationTest, KeepsToItselfWhatBrokeInsideAndLogsIt) {
  std::vector<Route> own;
  own.push_back(own_route("/own/broken", []() -> Result<HttpResponse> {
    return Error{ErrorCode::internal, "the secret place"};
  }));
  own.push_back(own_route("/own/throws", []() -> Result<HttpResponse> {
    throw std::runtime_error("the secret place");
  }));
  start(std::move(own));
  for (const auto* path : {"/own/broken", "/own/throws"}) {
    auto sent = get(path);
    sent.headers.emplace_back("x-request-id", "order-17");
    const auto response = ask(sent);
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_THAT(*response.body, Not(HasSubstr("secret")));
  }
  EXPECT_THAT(logged(), HasSubstr("a route threw: the secret place"));
  EXPECT_EQ(engine_->system().active_requests(), 0);
}

TEST_F(ApplicationTest, SaysThatItIsNotReadyWhileItDrains) {
  start();
  EXPECT_EQ(ask(get("/health/ready")).status, 200);
  state_->draining = true;
  EXPECT_EQ(ask(get("/health/ready")).status, 503);
  EXPECT_EQ(ask(get(kLive)).status, 200);
}

TEST_F(ApplicationTest, TellsASlowClientFromASlowAnswer) {
  start();
  const auto slow =
      application_->refuse({ErrorCode::deadline_exceeded, "too slow"}, get("/bars?x=1"));
  EXPECT_EQ(slow.status, 408);
  EXPECT_THAT(*slow.body, HasSubstr(R"("status":408)"));
  EXPECT_THAT(*slow.body, HasSubstr(R"("instance":"/bars")"));
  EXPECT_EQ(application_->refuse({ErrorCode::payload_too_large, "too large"}, get("/")).status,
            413);
}

TEST_F(ApplicationTest, NamesWhatTheTransportRefuses) {
  start();
  auto head = get("/bars");
  head.headers.emplace_back("x-request-id", "order-17");
  const Error error{ErrorCode::payload_too_large, "too large"};
  const auto response = application_->refuse(error, head);
  EXPECT_EQ(header_of(response, "X-Request-ID"), "order-17");
  EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(application_->refuse(error, {}), "X-Request-ID").size(), 32);
  EXPECT_THAT(logged(), AllOf(HasSubstr("order-17"), HasSubstr("too large"),
                              Not(HasSubstr(R"("level":"warning")"))));
}

TEST_F(ApplicationTest, WritesNoLinePerRefusalWithoutAnAccessLog) {
  settings_.server.access_log = false;
  start();
  (void)application_->refuse({ErrorCode::malformed, "no request"}, {});
  EXPECT_THAT(logged(), Not(HasSubstr("no request")));
}

TEST_F(ApplicationTest, RefusesByTheHeadBeforeTheBodyComes) {
  start();
  const auto status_by_head = [this](HttpRequest head) {
    head.headers.emplace_back("content-length", "9");
    const auto refusal = application_->admit(head);
    return refusal ? refusal->status : 0;
  };
  EXPECT_EQ(status_by_head(post("/api/v1/ml/portfolio", "application/json", "")), 0);
  EXPECT_EQ(status_by_head(post("/api/v1/ml/portfolio", "text/plain", "")), 415);
  EXPECT_EQ(status_by_head(post("/nowhere", "application/json", "")), 404);
  EXPECT_EQ(status_by_head(request("DELETE", "/api/v1/ml/portfolio")), 405);
  auto page = post("/api/v1/ml/portfolio", "application/json", "");
  page.headers.emplace_back("origin", "https://elsewhere.example");
  EXPECT_EQ(status_by_head(page), 403);
  auto chunked = request("POST", "/api/v1/ml/portfolio");  // May turn out empty: no type needed.
  EXPECT_FALSE(application_->admit(chunked));
}

TEST_F(ApplicationTest, CountsARequestOnceThatWasAdmittedByItsHead) {
  settings_.server.burst = 1;
  settings_.server.requests_per_second = 1;
  start();
  auto sent = post("/api/v1/ml/portfolio", "application/json", R"({"positions":{}})");
  EXPECT_FALSE(application_->admit(sent));
  sent.admitted = true;
  EXPECT_EQ(ask(sent).status, 200);
  EXPECT_EQ(application_->admit(sent)->status, 429);
}

TEST_F(ApplicationTest, CountsAndLogsEveryRequest) {
  start();
  (void)ask(get(kLive));
  (void)ask(get("/nowhere"));
  EXPECT_THAT(logged(), HasSubstr(R"("path":"/nowhere","status":404)"));
  const auto metrics = *ask(get("/metrics")).body;
  EXPECT_THAT(metrics, HasSubstr(R"(route="/health/live")"));
  EXPECT_THAT(metrics, Not(HasSubstr("/nowhere")));  // Else anyone could fill the memory.
}

/// With one worker, which a route of its own keeps busy until the test lets it go.
class BusyApplicationTest : public ApplicationTest {
 protected:
  void start_busy() {
    settings_.server.worker_threads = 1;
    settings_.server.worker_queue = 1;
    std::vector<Route> own;
    own.push_back(own_route("/own/busy", [this]() -> Result<HttpResponse> {
      entered_.set_value();
      gate_.get_future().wait();
      return HttpResponse();
    }));
    start(std::move(own));
  }

  std::future<HttpResponse> occupy_the_worker() {
    auto busy = send(get("/own/busy"));
    entered_.get_future().wait();
    return busy;
  }

  std::promise<void> entered_;
  std::promise<void> gate_;
};

TEST_F(BusyApplicationTest, RefusesWhatTheQueueDoesNotHold) {
  start_busy();
  auto busy = occupy_the_worker();
  auto waiting = send(get(kWorked));
  const auto refused = ask(get(kWorked));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(header_of(refused, "Retry-After"), "1");
  EXPECT_EQ(ask(get(kLive)).status, 200);  // No worker is asked whether the process lives.
  gate_.set_value();
  EXPECT_EQ(busy.get().status, 200);
  EXPECT_EQ(waiting.get().status, 200);
}

TEST_F(BusyApplicationTest, AnswersWhatStandsReadyWithoutAWorker) {
  hold("SP500", platform::daily_bars(300));
  start_busy();
  const auto computed = ask(get(kRegime));
  ASSERT_EQ(computed.status, 200);
  auto busy = occupy_the_worker();
  auto ready = send(get(kRegime));
  EXPECT_EQ(ready.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  gate_.set_value();
  EXPECT_EQ(ready.get().body, computed.body);  // The very same text, not an equal one.
  busy.get();
  hold("SP500", platform::daily_bars(301));
  EXPECT_NE(*ask(get(kRegime)).body, *computed.body);
}

}  // namespace
}  // namespace nautilus::server
