// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/text.hpp"
#include "nautilus/server/application_fixture.hpp"

namespace nautilus::server {
namespace {

using security::Role;

constexpr std::size_t kRoutes = 38;

/// Every route with the examples of its own declaration, asked on data on which they work.
class AccessTest : public testing::Test, protected ApplicationFixture {
 protected:
  void SetUp() override {
    for (const auto* symbol : {"SP500", "AAPL", "GE", "MSFT"}) {
      hold(symbol, platform::daily_bars(300));
    }
    ASSERT_TRUE(engine_->portfolios().put(platform::kTester, {.positions = {{"GE", 200}}}));
    ASSERT_TRUE(engine_->futures().put(
        platform::kTester,
        {.name = "SP500_CONTINUOUS", .contracts = {{"SP500", from_date(2030, 3, 15)}}}));
    start();
  }

  std::string make_key(Role role) {
    const auto made =
        *engine_->keys().create(platform::kTester, std::string(to_word(role)), role, std::nullopt);
    EXPECT_TRUE(engine_->keys().refresh());
    return std::string(made.text.reveal());
  }

  /// The path with the examples of its own parameters in it, and the others behind it.
  static std::string example_target(const Route& route) {
    std::string path(route.text.path);
    std::string query = "?";
    for (const auto example : split(route.text.example_query, '&')) {
      const auto name = "{" + std::string(example.substr(0, example.find('='))) + "}";
      const auto place = path.find(name);
      if (place == std::string::npos) {
        query += std::string(example) + "&";
      } else {
        path.replace(place, name.size(), example.substr(name.size() - 1));
      }
    }
    query.pop_back();
    return path + query;
  }

  std::vector<HttpRequest> examples_of(const Route& route) {
    const auto target = example_target(route);
    if (route.text.example_bodies.empty()) return {request(route.text.method, target)};
    std::vector<HttpRequest> requests;
    for (const auto& body : route.text.example_bodies) {
      requests.push_back(post(target, body.media_type, body.text));
    }
    return requests;
  }

  int status_with_key(HttpRequest sent, const std::string& key) {
    sent.headers.emplace_back("authorization", "Bearer " + key);
    return ask(std::move(sent)).status;
  }
};

TEST_F(AccessTest, AnyoneOnThisMachineMayAskAllWhileThereIsNoKey) {
  ASSERT_EQ(application_->router().routes().size(), kRoutes);
  for (const auto& route : application_->router().routes()) {
    for (const auto& example : examples_of(route)) {
      const auto response = ask(example);
      EXPECT_EQ(response.status, 200) << example.method << ' ' << example.target;
      EXPECT_EQ(response.content_type, route.media_type) << example.target;
    }
  }
}

TEST_F(AccessTest, NobodyMayAskAnythingWithoutAKeyOnceThereIsOne) {
  (void)make_key(Role::reader);
  std::size_t asked = 0;
  for (const auto& route : application_->router().routes()) {
    const auto response = ask(examples_of(route).front());
    EXPECT_EQ(response.status, 401) << route.text.path;
    EXPECT_FALSE(header_of(response, "WWW-Authenticate").empty());
    ++asked;
  }
  EXPECT_EQ(asked, kRoutes);
  EXPECT_EQ(ask(get("/nowhere")).status, 401);
}

TEST_F(AccessTest, EachRoleMayAskWhatItsRouteSays) {
  std::size_t allowed = 0;
  std::size_t refused = 0;
  std::map<Role, std::string> keys;
  for (const auto role : {Role::reader, Role::trader, Role::risk, Role::admin}) {
    keys[role] = make_key(role);
  }
  for (const auto& [role, key] : keys) {
    for (const auto& route : application_->router().routes()) {
      const bool allows = security::allows(role, route.text.role);
      ++(allows ? allowed : refused);
      EXPECT_EQ(status_with_key(examples_of(route).front(), key), allows ? 200 : 403)
          << to_word(role) << ' ' << route.text.method << ' ' << route.text.path;
    }
  }
  // Refused: reader and risk the six POSTs of the trader, all but the admin the configuration.
  EXPECT_EQ(refused, 2 * 6 + 3);
  EXPECT_EQ(allowed + refused, 4 * kRoutes);
}

TEST_F(AccessTest, ARoleIsCheckedTheFirstTimeAKeyIsSeenToo) {
  const auto key = make_key(Role::reader);
  EXPECT_EQ(status_with_key(get("/api/v1/ml/config"), key), 403);  // Verified by a worker.
  EXPECT_EQ(status_with_key(get("/api/v1/ml/config"), key), 403);  // Known.
}

TEST_F(AccessTest, AWrongOrRevokedKeyIsRefused) {
  auto key = make_key(Role::admin);
  EXPECT_EQ(status_with_key(get("/health/live"), key), 200);
  auto wrong = key;
  wrong.back() = wrong.back() == 'A' ? 'E' : 'A';
  EXPECT_EQ(status_with_key(get("/health/live"), wrong), 401);
  EXPECT_EQ(status_with_key(get("/health/live"), "nonsense"), 401);
  EXPECT_EQ(application_->admit(post("/api/v1/ml/portfolio", "application/json", ""))->status, 401);
  ASSERT_TRUE(engine_->keys().revoke(platform::kTester, engine_->keys().list()->front().id));
  ASSERT_TRUE(engine_->keys().refresh());
  EXPECT_EQ(status_with_key(get("/health/live"), key), 401);
}

TEST_F(AccessTest, WhatIsChangedIsAuditedUnderTheKey) {
  const auto key = make_key(Role::trader);
  const auto id = engine_->keys().list()->front().id;
  ASSERT_EQ(
      status_with_key(post("/api/v1/ml/portfolio", "application/json", R"({"positions":{}})"), key),
      200);
  EXPECT_EQ(audit(1).front().actor, id);
}

}  // namespace
}  // namespace nautilus::server
