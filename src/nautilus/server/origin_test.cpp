// SPDX-License-Identifier: MIT
#include "nautilus/server/origin.hpp"

#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

bool passes(std::string host, std::string origin = "", bool keys = false) {
  HttpRequest request;
  request.headers.emplace_back("host", std::move(host));
  if (!origin.empty()) request.headers.emplace_back("origin", std::move(origin));
  return check_origin(request, keys).has_value();
}

TEST(Origin, LetsLocalNamesIn) {
  for (const auto* host :
       {"localhost", "localhost:8001", "127.0.0.1:8001", "127.8.9.1", "[::1]:80"}) {
    EXPECT_TRUE(passes(host)) << host;
  }
}

TEST(Origin, RefusesRebornNamesWhereNobodyIsAskedForAKey) {
  for (const auto* host :
       {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""}) {
    EXPECT_FALSE(passes(host)) << host;
  }
  EXPECT_TRUE(passes("risk.firm.example", "", true));
}

TEST(Origin, RefusesForeignPagesAlways) {
  EXPECT_TRUE(passes("localhost:8001", "http://localhost:8001"));
  EXPECT_FALSE(passes("localhost:8001", "http://localhost:3000"));
  EXPECT_FALSE(passes("risk.firm.example", "https://evil.example", true));
  EXPECT_FALSE(passes("localhost:8001", "null"));
}

}  // namespace
}  // namespace nautilus::server
