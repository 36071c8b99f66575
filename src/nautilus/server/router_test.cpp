// SPDX-License-Identifier: MIT
#include "nautilus/server/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

using testing::HasSubstr;

Route route(std::string_view method, std::string_view path) {
  Route made;
  made.text = {.method = method, .path = path};
  return made;
}

Router three_routes() {
  std::vector<Route> routes;
  routes.push_back(route("GET", "/bars"));
  routes.push_back(route("POST", "/bars"));
  routes.push_back(route("POST", "/var"));
  return Router(std::move(routes));
}

TEST(Router, FindsARouteByMethodAndPath) {
  const auto router = three_routes();
  EXPECT_EQ(*router.find("GET", "/bars"), 0);
  EXPECT_EQ(*router.find("POST", "/bars"), 1);
  EXPECT_EQ(*router.find("POST", "/var"), 2);
}

TEST(Router, FindsGetForHead) {
  const auto router = three_routes();
  EXPECT_EQ(*router.find("HEAD", "/bars"), 0);
  EXPECT_EQ(router.find("HEAD", "/var").error().code, ErrorCode::method_not_allowed);
}

TEST(Router, NamesTheNearestPathForAnUnknownOne) {
  const auto router = three_routes();
  const auto found = router.find("GET", "/bar");
  EXPECT_EQ(found.error().code, ErrorCode::not_found);
  EXPECT_THAT(found.error().message, HasSubstr("/bars"));
  EXPECT_FALSE(router.find("GET", "/bars/"));
  EXPECT_FALSE(router.find("GET", ""));
}

TEST(Router, NamesTheMethodsOfAPath) {
  const auto router = three_routes();
  EXPECT_EQ(router.allowed_methods("/bars"), "GET, HEAD, POST");
  EXPECT_EQ(router.allowed_methods("/var"), "POST");
  EXPECT_EQ(router.allowed_methods("/nowhere"), "");
  const auto found = router.find("DELETE", "/bars");
  EXPECT_EQ(found.error().code, ErrorCode::method_not_allowed);
  EXPECT_THAT(found.error().message, HasSubstr("GET, HEAD, POST"));
}

}  // namespace
}  // namespace nautilus::server
