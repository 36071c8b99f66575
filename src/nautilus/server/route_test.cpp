// SPDX-License-Identifier: MIT
#include "nautilus/server/route.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

HttpRequest body(std::string type, std::string text) {
  return {.headers = {{"content-type", std::move(type)}}, .body = std::move(text)};
}

Route taking(std::vector<BodyExample> examples) {
  Route route;
  route.text.example_bodies = std::move(examples);
  return route;
}

TEST(MediaType, IsWithoutParametersInLowerCase) {
  EXPECT_EQ(media_type_of("application/json"), "application/json");
  EXPECT_EQ(media_type_of(" Text/CSV ; charset=utf-8"), "text/csv");
  EXPECT_EQ(media_type_of(""), "");
}

TEST(MediaType, IsOneOfThoseThatTheRouteTakes) {
  const auto route = taking({{"application/json", "{}"}, {"text/csv", ""}});
  EXPECT_TRUE(check_media_type(route, body("application/json", "{}")));
  EXPECT_TRUE(check_media_type(route, body("text/csv; header=present", "a,b")));
  const auto refused = check_media_type(route, body("text/plain", "a"));
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported_media_type);
  EXPECT_THAT(refused.error().message, HasSubstr("application/json or text/csv"));
  EXPECT_FALSE(check_media_type(route, {.body = "{}"}));  // Named by no header at all.
}

TEST(MediaType, IsNotAskedForWithoutABody) {
  EXPECT_TRUE(check_media_type(taking({{"application/json", "{}"}}), body("text/plain", "")));
  EXPECT_TRUE(check_media_type(taking({}), body("text/plain", "text")));
}

TEST(ARouteThatTakesNothing, RefusesParametersAndBodies) {
  EXPECT_TRUE(check_takes_nothing({.target = "/health"}));
  EXPECT_TRUE(check_takes_nothing({.target = "/health?"}));
  const auto parameter = check_takes_nothing({.target = "/health?deep=1"});
  EXPECT_THAT(parameter.error().faults.front().location, ElementsAre("query", "deep"));
  const auto text = check_takes_nothing({.target = "/health", .body = "{}"});
  EXPECT_THAT(text.error().faults.front().location, ElementsAre("body"));
}

struct Order {
  int quantity = 0;

  static constexpr auto fields() {
    return std::tuple{required_field("quantity", &Order::quantity, "How many", between(1, 9))};
  }
};

TEST(ABody, IsReadByItsFields) {
  EXPECT_EQ(detail::read_body<Order>({.body = R"({"quantity":3})"})->quantity, 3);
  const auto wrong = detail::read_body<Order>({.body = R"({"quantity":10})"});
  EXPECT_THAT(wrong.error().faults.front().location, ElementsAre("body", "quantity"));
  EXPECT_EQ(detail::read_body<Order>({.body = "{"}).error().code, ErrorCode::malformed);
}

TEST(ABody, ThatIsBlankIsNull) {
  EXPECT_TRUE(detail::parse_body({.body = " \n"})->is_null());
  EXPECT_TRUE(detail::parse_body({})->is_null());
}

TEST(ABody, MayBeReadByTheRouteItself) {
  const auto raw = *detail::read_body<RawBody>(body("Text/CSV; charset=utf-8", "a,b"));
  EXPECT_EQ(raw.media_type, "text/csv");
  EXPECT_EQ(raw.text, "a,b");
}

}  // namespace
}  // namespace nautilus::server
