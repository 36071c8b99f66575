// SPDX-License-Identifier: MIT
#include <array>
#include <ostream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/server/transport/listener.hpp"
#include "nautilus/server/transport/test_client.hpp"

namespace nautilus::server {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestClient;
using testing::TestHandler;

struct Refused {
  std::string name;
  std::string request;
  std::string code = "malformed";

  friend void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }
};

/// What a client sends that gets refused; limits are 1,024 bytes of head and 1,000 of body.
const std::array kRefused{
    Refused{"NoRequestLine", "hello\r\n\r\n"},
    Refused{"UnknownVersion", "GET / HTTP/3.0\r\nHost: x\r\n\r\n"},
    Refused{"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
    Refused{"NoHost", "GET / HTTP/1.1\r\n\r\n"},
    Refused{"TwoHosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"},
    Refused{
        "LengthAndChunked",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"},
    Refused{
        "ChunkedAndLength",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"},
    Refused{"TwoEqualLengths",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx"},
    Refused{"ListOfLengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\nx"},
    Refused{"SignedLength", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nx"},
    Refused{"LengthBeyond64Bits",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nx"},
    Refused{"UnknownCoding", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"},
    Refused{"CodingBeforeChunked",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
    Refused{"DisguisedChunked",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
    Refused{"ChunkedInHttp10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    Refused{"BareLineFeed", "GET / HTTP/1.1\nHost: x\n\n"},
    Refused{"BareLineFeedInHeaders", "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n"},
    Refused{"NulInHeader", std::string("GET / HTTP/1.1\r\nHost: x\0y\r\n\r\n", 30)},
    Refused{"NulInTarget", std::string("GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", 28)},
    Refused{"BlankBeforeColon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"},
    Refused{"NoHeaderName", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"},
    Refused{"ChunkSizeNoNumber",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"},
    Refused{"ChunkSizeNegative",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n"},
    Refused{"ChunkSizeBeyond64Bits",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            "10000000000000001\r\nx\r\n0\r\n\r\n"},
    Refused{"ChunkWithoutEnd",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n"},
    Refused{"EndlessChunkExtension",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                std::string(2000, 'e')},
    Refused{"EndlessHeader", "GET / HTTP/1.1\r\nHost: " + std::string(2000, 'h'),
            "headers_too_large"},
    Refused{"LongHead", "GET / HTTP/1.1\r\nHost: " + std::string(1100, 'h') + "\r\n\r\n",
            "headers_too_large"},
    Refused{"LongTarget", "GET /" + std::string(2000, 't'), "headers_too_large"},
    Refused{"AnnouncedBody", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n",
            "payload_too_large"},
    Refused{"AnnouncedBodyBeforeContinue",
            "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n",
            "payload_too_large"},
    Refused{"SumOfChunks",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3E0\r\n" +
                std::string(992, 'c') + "\r\n9\r\n",
            "payload_too_large"},
};

class RefusalTest : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusalTest, IsAnsweredOnceThenClosed) {
  TestHandler handler;
  const auto server =
      *HttpServer::start({.port = 0, .max_body_bytes = 1000, .max_header_bytes = 1024}, handler);
  TestClient client(server->port());
  client.send(GetParam().request);
  const auto answer = client.read_to_end();
  EXPECT_THAT(answer, AllOf(StartsWith("HTTP/1.1 4"), HasSubstr("\r\nConnection: close\r\n"),
                            HasSubstr("\r\n\r\n" + GetParam().code + ": ")));
  EXPECT_EQ(answer.find("HTTP/1.1 4", 1), std::string::npos) << answer;
}

INSTANTIATE_TEST_SUITE_P(All, RefusalTest, ::testing::ValuesIn(kRefused),
                         [](const auto& instance) { return instance.param.name; });

class TransportLimitsTest : public ::testing::Test {
 protected:
  TestClient connect(TransportOptions options) {
    options.port = 0;
    server_ = *HttpServer::start(options, handler_);
    return TestClient(server_->port());
  }

  TestHandler handler_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(TransportLimitsTest, AnswersBeforeItRefusesThePipelinedNext) {
  auto client = connect({});
  client.send("GET /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/9.9\r\n\r\n");
  EXPECT_THAT(client.read_response(), HasSubstr("GET /first"));
  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 400"));
}

TEST_F(TransportLimitsTest, TellsAClientThatGoesOnSendingALargeBody) {
  auto client = connect({.max_body_bytes = 1000});
  client.send("POST /big HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
  // Taken and thrown away: closing at once would reset the connection under the answer.
  EXPECT_TRUE(client.send(std::string(4'000'000, 'b')));
  EXPECT_THAT(client.read_response(), AllOf(StartsWith("HTTP/1.1 413"), EndsWith("@/big")));
}

TEST_F(TransportLimitsTest, NamesTheRequestThatItRefuses) {
  auto large = connect({.max_body_bytes = 1000});
  large.send("POST / HTTP/1.1\r\nHost: x\r\nX-Request-ID: a-1\r\nContent-Length: 2000\r\n\r\n");
  EXPECT_THAT(large.read_to_end(), HasSubstr("X-Request-ID: a-1\r\n"));
  TestClient dropped(server_->port());
  dropped.send("GET /dropped HTTP/1.1\r\nHost: x\r\nX-Request-ID: b-2\r\n\r\n");
  EXPECT_THAT(dropped.read_to_end(), HasSubstr("X-Request-ID: b-2\r\n"));
}

TEST_F(TransportLimitsTest, RefusesABodyByItsHead) {
  auto waiting = connect({});
  waiting.send(
      "PUT /forbidden HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
  EXPECT_THAT(waiting.read_to_end(),
              AllOf(StartsWith("HTTP/1.1 403"), HasSubstr("\r\nConnection: close\r\n"),
                    EndsWith("not wanted from 127.0.0.1")));
  TestClient sending(server_->port());
  sending.send("PUT /forbidden HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
  EXPECT_TRUE(sending.send(std::string(4'000'000, 'b')));  // Taken and thrown away.
  EXPECT_THAT(sending.read_response(), StartsWith("HTTP/1.1 403"));
}

TEST_F(TransportLimitsTest, HoldsOnlySoManyBytesOfBodiesOverAllConnections) {
  const std::string put =
      " HTTP/1.1\r\nHost: x\r\nContent-Length: 600\r\n\r\n" + std::string(600, 'b');
  auto first = connect({.max_buffered_bytes = 1000});
  first.send("PUT /held" + put);
  auto reply = handler_.held();  // Its body is with the handler, and counts there too.
  TestClient second(server_->port());
  second.send("PUT /second" + put);
  EXPECT_THAT(second.read_to_end(), AllOf(StartsWith("HTTP/1.1 503"), EndsWith("@/second")));
  TestClient without(server_->port());
  without.send("GET /without HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(without.read_response(), StartsWith("HTTP/1.1 200"));
  reply(testing::text_response("done"));
  reply = nullptr;  // Gives the bytes back.
  EXPECT_THAT(first.read_response(), EndsWith("done"));
  TestClient third(server_->port());
  third.send("PUT /third" + put);
  EXPECT_THAT(third.read_response(), StartsWith("HTTP/1.1 200"));
}

TEST_F(TransportLimitsTest, RefusesAHeadThatDripsIn) {
  auto client = connect({.header_timeout = milliseconds(60)});
  client.send("GET / HTTP/1.1\r\nHost: ");
  EXPECT_TRUE(client.drip('h'));
  EXPECT_THAT(client.read_to_end(),
              AllOf(StartsWith("HTTP/1.1 408"),
                    HasSubstr("deadline_exceeded: request head must come within 0.06 s")));
}

TEST_F(TransportLimitsTest, RefusesABodyThatDripsIn) {
  auto client = connect({.body_timeout = milliseconds(60)});
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
  EXPECT_TRUE(client.drip('b'));
  EXPECT_THAT(client.read_to_end(),
              AllOf(StartsWith("HTTP/1.1 408"),
                    HasSubstr("deadline_exceeded: request body must come within 0.06 s @/b")));
}

TEST_F(TransportLimitsTest, ClosesAnIdleConnectionWithoutAWord) {
  auto client = connect({.idle_timeout = milliseconds(60)});
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_response();
  EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(TransportLimitsTest, GivesUpOnAClientThatNeverReads) {
  auto client = connect({.write_timeout = milliseconds(60)});
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  pollfd hung_up{.fd = client.descriptor(), .events = POLLRDHUP, .revents = 0};
  ASSERT_EQ(::poll(&hung_up, 1, 20'000), 1);
  EXPECT_LT(client.read_to_end().size(), TestHandler::kLargeSize);
}

TEST_F(TransportLimitsTest, TellsOneConnectionTooManyAndServesAgainWhenOneIsFree) {
  auto first = connect({.max_connections = 1});
  first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_response();
  TestClient second(server_->port());
  EXPECT_THAT(second.read_to_end(), AllOf(StartsWith("HTTP/1.1 503"),
                                          HasSubstr("unavailable: all 1 connections are in use")));
  first.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  first.read_to_end();
  first = TestClient(0);  // Closes it.
  std::string answer;
  do {  // Until the server has seen it, with an answer each time.
    TestClient third(server_->port());
    third.send("GET /third HTTP/1.1\r\nHost: x\r\n\r\n");
    third.finish_sending();
    answer = third.read_to_end();
  } while (answer.starts_with("HTTP/1.1 503"));
  EXPECT_THAT(answer, HasSubstr("GET /third"));
}

TEST_F(TransportLimitsTest, SurvivesMutatedRequests) {
  const std::array<std::string, 3> seeds{
      "GET /a?b=c HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\nGET /late HTTP/1.1\r\nHost: x\r\n\r\n",
      "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n{\"a\": [1,2]}",
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;e=\"f\"\r\nabcde\r\nA\r\n0123456789\r\n0\r\nT: u\r\n\r\n"};
  const std::string_view interesting("\0\r\n :;,\t\x7f\xff-0", 12);
  std::mt19937 random(20'240'131);
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  auto witness = connect({.max_body_bytes = 4096, .max_header_bytes = 1024});
  for (int i = 0; i < 2000; ++i) {
    std::string request = seeds.at(below(seeds.size()));
    for (auto changes = 1 + below(4); changes > 0; --changes) {
      const auto at = below(request.size());
      switch (below(4)) {
        case 0: request[at] = interesting[below(interesting.size())]; break;
        case 1: request.erase(at, 1 + below(4)); break;
        case 2: request.insert(at, request.substr(below(request.size()), below(40))); break;
        default: request[at] = static_cast<char>(below(256)); break;
      }
    }
    TestClient client(server_->port());
    client.send(request);
    client.finish_sending();
    const auto answer = client.read_to_end();
    ASSERT_THAT(answer, Not(EndsWith("(timed out)"))) << ::testing::PrintToString(request);
    ASSERT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 ")) << answer;
  }
  witness.send("GET /alive HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(witness.read_response(), HasSubstr("GET /alive"));
}

}  // namespace
}  // namespace nautilus::server
