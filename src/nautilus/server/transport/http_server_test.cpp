// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/server/transport/listener.hpp"
#include "nautilus/server/transport/test_client.hpp"

namespace nautilus::server {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestClient;
using testing::TestHandler;

class HttpServerTest : public ::testing::Test {
 protected:
  void start(TransportOptions options = {}) {
    options.port = 0;
    server_ = *HttpServer::start(options, handler_);
  }

  TestClient connect() const { return TestClient(server_->port()); }

  /// All that comes back on one connection for `request`.
  std::string exchange(std::string_view request) {
    start();
    auto client = connect();
    client.send(request);
    client.finish_sending();
    return client.read_to_end();
  }

  TestHandler handler_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersARequest) {
  const auto answer = exchange("GET /a?b=%20 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\nDate: "));
  EXPECT_THAT(answer, HasSubstr(" GMT\r\nContent-Type: text/plain\r\nContent-Length: "));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nGET /a?b=%20  from 127.0.0.1"));
}

TEST_F(HttpServerTest, KeepsTheConnectionForTheNextRequest) {
  start();
  auto client = connect();
  for (int i = 0; i < 3; ++i) {
    client.send("POST /n HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
    EXPECT_THAT(client.read_response(), EndsWith("POST /n body from 127.0.0.1"));
  }
  EXPECT_EQ(server_->open_connections(), 1);
}

TEST_F(HttpServerTest, LeavesTheBodyOutForHead) {
  const auto answer = exchange("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\n");
  // "HEAD /abc  from 127.0.0.1" has 25 characters.
  EXPECT_THAT(answer, HasSubstr("Content-Length: 25\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(HttpServerTest, ClosesAfterHttp10UnlessAskedToKeepAlive) {
  start();
  auto one = connect();
  one.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_THAT(one.read_to_end(), HasSubstr("Connection: close"));

  auto two = connect();
  two.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(two.read_response(), HasSubstr("Connection: keep-alive"));
  two.send("GET /again HTTP/1.0\r\n\r\n");
  EXPECT_THAT(two.read_to_end(), HasSubstr("/again"));
}

TEST_F(HttpServerTest, ClosesWhenTheClientAsksForIt) {
  start();
  auto client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /ignored HTTP/1.1\r\n");
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
  EXPECT_THAT(answer, Not(HasSubstr("ignored")));
}

TEST_F(HttpServerTest, ClosesWhenTheHandlerAsksForIt) {
  start();
  auto client = connect();
  client.send("GET /close HTTP/1.1\r\nHost: x\r\n\r\nGET /ignored HTTP/1.1\r\nHost: x\r\n\r\n");
  // 204 carries neither length nor type (RFC 9110, 8.6).
  EXPECT_THAT(client.read_to_end(),
              ::testing::MatchesRegex("HTTP/1.1 204 No Content\r\nDate: [A-Za-z0-9 ,:]* GMT\r\n"
                                      "Connection: close\r\n\r\n"));
}

TEST_F(HttpServerTest, SaysContinueToAClientThatWaitsForIt) {
  start();
  auto client = connect();
  client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_THAT(client.read_response(), HasSubstr("PUT / ok"));
}

TEST_F(HttpServerTest, TakesTheWholeAddressForATarget) {
  start();
  auto client = connect();
  for (const auto& [sent, target] : {std::pair{"http://x/a?b=http://c/", "/a?b=http://c/"},
                                     {"HTTPS://x:1", "/"},
                                     {"http://x?b=c", "/?b=c"}}) {
    client.send("GET " + std::string(sent) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_response(), HasSubstr("GET " + std::string(target) + " "));
  }
}

TEST_F(HttpServerTest, WritesPipelinedAnswersTogetherAndInOrder) {
  std::string requests;
  for (int i = 0; i < 16; ++i) {
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  start();
  auto client = connect();
  client.send(requests);
  for (int i = 0; i < 16; ++i) {
    EXPECT_THAT(client.read_response(), HasSubstr("GET /" + std::to_string(i) + " "));
  }
  EXPECT_LE(client.reads(), 2);  // One write; the kernel may deliver it in two.
}

TEST_F(HttpServerTest, KeepsTheOrderWhenAnswersComeLate) {
  std::string requests;
  for (int i = 0; i < 16; ++i) {
    requests += (i % 3 == 0 ? "GET /late/" : "GET /now/") + std::to_string(i) +
                " HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  start();
  auto client = connect();
  client.send(requests);
  for (int i = 0; i < 16; ++i) {
    EXPECT_THAT(client.read_response(), HasSubstr("/" + std::to_string(i) + " "));
  }
}

TEST_F(HttpServerTest, ReadsARequestThatComesByteByByte) {
  start();
  auto client = connect();
  const std::string request =
      "\r\nPOST /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n2;why=not\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
  for (const char byte : request) client.send({&byte, 1});
  EXPECT_THAT(client.read_response(), EndsWith("POST /slow abcde from 127.0.0.1"));
}

TEST_F(HttpServerTest, AnswersAHalfClosedClientAlsoWhenLate) {
  EXPECT_THAT(exchange("GET /late HTTP/1.1\r\nHost: x\r\n\r\n"), HasSubstr("GET /late"));
}

TEST_F(HttpServerTest, SendsALargeAnswerToAClientThatReadsSlowly) {
  start();
  TestClient client(server_->port(), 4096);
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_GT(client.read_response().size(), TestHandler::kLargeSize);
  EXPECT_THAT(client.read_response(), HasSubstr("GET /next"));
}

TEST_F(HttpServerTest, ReadsABodyOfManyBuffers) {
  start({.max_body_bytes = 3'000'000});
  auto client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
  client.send(std::string(3'000'000, 'b'));
  EXPECT_GT(client.read_response().size(), 3'000'000U);
}

TEST_F(HttpServerTest, ReadsAHeadOfManyBuffers) {
  start({.max_header_bytes = 400'000});
  auto client = connect();
  client.send("GET /head HTTP/1.1\r\nHost: x\r\nX: " + std::string(300'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(client.read_response(), HasSubstr("GET /head"));
}

TEST_F(HttpServerTest, LetsNoHeaderValueStartAHeaderOfItsOwn) {
  const auto answer = exchange("GET /split HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("\r\nX-Given: a  X-Evil: b\r\n"));
}

TEST_F(HttpServerTest, ServesOnSeveralThreadsAndIpv6) {
  start({.bind = "::", .io_threads = 3});
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 30; ++i) {
    clients.push_back(std::make_unique<TestClient>(server_->port()));
    clients.back()->send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  for (auto& client : clients) {
    EXPECT_THAT(client->read_response(), EndsWith("from 127.0.0.1"));
  }
  EXPECT_EQ(server_->open_connections(), 30);
}

TEST_F(HttpServerTest, GoesOnWhenTheHandlerThrowsOrDropsItsReply) {
  start();
  for (const auto* path : {"/throw", "/dropped"}) {
    auto client = connect();
    client.send(std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(client.read_to_end(),
                AllOf(StartsWith("HTTP/1.1 500 "), EndsWith(std::string(" @") + path)));
  }
}

TEST_F(HttpServerTest, NamesAddressPortAndRemedyWhereItCannotListen) {
  start();
  const auto second = HttpServer::start({.port = server_->port()}, handler_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
  EXPECT_EQ(second.error().message,
            "cannot listen on 127.0.0.1 port " + std::to_string(server_->port()) +
                ": Address already in use; stop the program that uses it or choose another port");

  const auto nowhere = HttpServer::start({.bind = "256.0.0.1", .port = 0}, handler_);
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().message, StartsWith("bind: '256.0.0.1' is no address"));
}

TEST_F(HttpServerTest, DrainsOpenRequestsAndClosesIdleConnections) {
  start();
  auto idle = connect();
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.read_response();
  auto busy = connect();
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto reply = handler_.held();
  const std::jthread drain([this] { server_->drain_and_stop(testing::kPatience); });

  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_FALSE(connect().is_connected());
  reply(testing::text_response("done"));
  EXPECT_THAT(busy.read_to_end(), AllOf(HasSubstr("Connection: close"), EndsWith("done")));
}

TEST_F(HttpServerTest, BoundsTheDrainByItsTimeout) {
  start();
  auto busy = connect();
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto reply = handler_.held();
  server_->drain_and_stop(milliseconds(10));
  EXPECT_EQ(busy.read_to_end(), "");
  EXPECT_EQ(server_->open_connections(), 0);
  server_.reset();
  reply(testing::text_response("too late"));  // Goes nowhere, and harms nobody.
}

TEST_F(HttpServerTest, KeepsOpenConnectionsWhenItStopsAccepting) {
  start();
  auto client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_response();
  server_->stop_accepting();
  EXPECT_FALSE(connect().is_connected());
  client.send("GET /still HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_response(), HasSubstr("GET /still"));
}

}  // namespace
}  // namespace nautilus::server
