// SPDX-License-Identifier: MIT
#include "nautilus/server/openapi.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/text.hpp"
#include "nautilus/server/application_fixture.hpp"

namespace nautilus::server {
namespace {

constexpr std::size_t kShownRoutes = 34;  // Of 38; four are files that a page is made of.

/// The document as a client gets it.
class OpenApiTest : public testing::Test, protected ApplicationFixture {
 protected:
  void SetUp() override {
    start();
    document_ = *json::parse(*ask(get("/openapi.json")).body);
  }

  const std::vector<Route>& routes() { return application_->router().routes(); }

  const json::Value* operation_of(const Route& route) {
    const auto* path = document_.at("paths").as_object().if_contains(route.text.path);
    return path == nullptr
               ? nullptr
               : path->as_object().if_contains(route.text.method == "GET" ? "get" : "post");
  }

  json::Value document_;
};

TEST_F(OpenApiTest, ShowsEachRouteOnceAndNoHiddenOne) {
  std::size_t shown = 0;
  std::set<std::string> operations;
  for (const auto& route : routes()) {
    const auto* operation = operation_of(route);
    ASSERT_EQ(operation == nullptr, route.hidden) << route.text.path;
    if (route.hidden) continue;
    ++shown;
    operations.insert(std::string(operation->at("operationId").as_string()));
    EXPECT_EQ(operation->at("operationId").as_string(), route.text.operation);
    EXPECT_FALSE(operation->at("summary").as_string().empty()) << route.text.path;
  }
  std::size_t listed = 0;
  for (const auto& path : document_.at("paths").as_object()) {
    listed += path.value().as_object().size();
  }
  EXPECT_EQ(shown, kShownRoutes);
  EXPECT_EQ(listed, shown);
  EXPECT_EQ(operations.size(), shown);
}

TEST_F(OpenApiTest, DescribesEveryParameter) {
  std::size_t parameters = 0;
  for (const auto& route : routes()) {
    if (route.hidden) continue;
    const auto& listed = operation_of(route)->at("parameters").as_array();
    EXPECT_EQ(listed.size(), route.query_schema.at("properties").as_object().size());
    for (const auto& parameter : listed) {
      ++parameters;
      EXPECT_FALSE(parameter.at("description").as_string().empty()) << route.text.path;
      const auto in_path = "{" + std::string(parameter.at("name").as_string()) + "}";
      const bool expected = route.text.path.find(in_path) != std::string_view::npos;
      EXPECT_EQ(parameter.at("in").as_string(), expected ? "path" : "query");
      EXPECT_TRUE(parameter.at("schema").is_object());
    }
  }
  EXPECT_EQ(parameters, 94);
}

/// Resolves every $ref below a value; returns how many there are.
std::size_t resolve(const json::Value& value, const json::Value& document) {
  std::size_t found = 0;
  if (const auto* list = value.if_array()) {
    for (const auto& each : *list) found += resolve(each, document);
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      if (member.key() != "$ref") {
        found += resolve(member.value(), document);
        continue;
      }
      ++found;
      const auto* place = &document;
      for (const auto step : split(std::string_view(member.value().as_string()).substr(2), '/')) {
        place = place->as_object().if_contains(step);
        if (place == nullptr) break;
      }
      EXPECT_NE(place, nullptr) << member.value();
    }
  }
  return found;
}

TEST_F(OpenApiTest, ResolvesEveryReference) {
  EXPECT_GE(resolve(document_, document_), kShownRoutes * 8);  // Each route's common errors.
}

TEST_F(OpenApiTest, GivesAnExampleForEveryMediaTypeOfABody) {
  std::size_t bodies = 0;
  for (const auto& route : routes()) {
    if (route.hidden) continue;
    const auto* body = operation_of(route)->as_object().if_contains("requestBody");
    ASSERT_EQ(body == nullptr, route.text.example_bodies.empty()) << route.text.path;
    if (body == nullptr) continue;
    for (const auto& example : route.text.example_bodies) {
      const auto& media = body->at("content").as_object().at(example.media_type);
      EXPECT_TRUE(media.as_object().contains("example"));
      ++bodies;
    }
  }
  EXPECT_EQ(bodies, 14);
}

TEST_F(OpenApiTest, SaysWhichRoleARouteNeeds) {
  for (const auto& route : routes()) {
    if (route.hidden) continue;
    const std::string description(operation_of(route)->at("description").as_string());
    EXPECT_THAT(description, testing::HasSubstr("Needs the role " +
                                                std::string(to_word(route.text.role)) + "."));
  }
}

}  // namespace
}  // namespace nautilus::server
