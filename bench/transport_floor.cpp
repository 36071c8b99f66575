// SPDX-License-Identifier: MIT

/// Serves a fixed answer of 1 KB: what the transport alone costs. Prints its port and runs until
/// its standard input ends.

#include <cstdio>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "nautilus/server/transport/listener.hpp"

namespace {

using nautilus::Error;
using nautilus::server::HttpHandler;
using nautilus::server::HttpRequest;
using nautilus::server::HttpResponse;

class FixedAnswer final : public HttpHandler {
 public:
  void serve(HttpRequest /*request*/, Reply reply) override { reply({.body = body_}); }

  HttpResponse refuse(const Error& error, const HttpRequest& /*head*/) override {
    return {.status = 400, .body = std::make_shared<const std::string>(error.message)};
  }

 private:
  std::shared_ptr<const std::string> body_ = std::make_shared<const std::string>(1024, 'x');
};

}  // namespace

int main() {
  FixedAnswer handler;
  auto server = nautilus::server::HttpServer::start({.port = 0}, handler);
  if (!server) {
    fmt::print(stderr, "{}\n", server.error().message);
    return 1;
  }
  fmt::print("{}\n", (*server)->port());
  std::fflush(stdout);
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
}
