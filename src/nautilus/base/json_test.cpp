// SPDX-License-Identifier: MIT
#include "nautilus/base/json.hpp"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/random.hpp"

namespace nautilus {
namespace {

using testing::HasSubstr;

enum class Side {
  long_side,
  short_side,
};
constexpr std::array<std::string_view, 2> kSideWords{"long", "short"};
constexpr std::span<const std::string_view> enum_words(Side /*side*/) { return kSideWords; }

struct Leg {
  std::string symbol;
  double quantity = 1.0;
  Side side = Side::long_side;

  static constexpr auto fields() {
    return std::tuple{
        required_field("symbol", &Leg::symbol, "Instrument", sized(1, 8)),
        field("quantity", &Leg::quantity, "Shares", above(0)),
        field("side", &Leg::side, "Direction"),
    };
  }
};

struct Order {
  std::vector<Leg> legs;
  std::optional<int> priority;
  std::map<std::string, double> limits;
  Timestamp at;
  std::string token;

  static constexpr auto fields() {
    return std::tuple{
        required_field("legs", &Order::legs, "Parts", sized(1, 3)),
        field("priority", &Order::priority, "1 is first", between(1, 9)),
        field("limits", &Order::limits, "By name"),
        field("at", &Order::at, "When"),
        secret_field("token", &Order::token, "Secret"),
    };
  }
};

std::string fault_of(std::string_view text) {
  const auto order = json::read_text<Order>(text);
  return order ? "" : order.error().message;
}

TEST(Json, ReadsADescribedStruct) {
  const auto order = json::read_text<Order>(
      R"({"legs":[{"symbol":"SPY","quantity":2,"side":"short"}],"priority":null,"limits":{"a":0.5},
          "at":"2020-04-17T00:00:00Z"})");
  ASSERT_TRUE(order) << order.error().message;
  EXPECT_EQ(order->legs[0].quantity, 2.0);
  EXPECT_EQ(order->legs[0].side, Side::short_side);
  EXPECT_EQ(order->limits.at("a"), 0.5);
  EXPECT_EQ(order->at, from_date(2020, 4, 17));
}

TEST(Json, NamesEachFaultByItsPlace) {
  EXPECT_EQ(fault_of(R"({"legs":[{"symbol":"SPY"},{"symbol":"QQQ","quantity":-1}]})"),
            "legs.1.quantity: must be above 0, was -1");
  EXPECT_EQ(fault_of(R"({"legs":[{}]})"), "legs.0.symbol: is required");
  EXPECT_EQ(fault_of(R"({"legs":{}})"), "legs: must be a list, was an object");
  EXPECT_EQ(fault_of(R"({"legs":[{"symbol":"SPY","side":"shrt"}]})"),
            "legs.0.side: must be one of long, short, was 'shrt' (did you mean 'short'?)");
  EXPECT_EQ(fault_of(R"({"legs":[{"symbol":"SPY"}],"priorty":1})"),
            "priorty: no such field (did you mean 'priority'?)");
  EXPECT_EQ(fault_of(R"({"legs":[{"symbol":"SPY"}],"priority":1.5})"),
            "priority: must be a whole number, was 1.5");
  EXPECT_THAT(fault_of(R"({"legs":[{"symbol":"SPY"}],"at":"yesterday"})"),
              HasSubstr("at: 'yesterday'"));
}

TEST(Json, CollectsAllFaults) {
  const auto order = json::read_text<Order>(R"({"legs":[{"quantity":0}],"priority":10})");
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().faults.size(), 3U);
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const auto* text : {"", "{", "[1,]", "NaN", "{\"a\":Infinity}", "1 2", "\"\xff\"", "nul"}) {
    const auto value = json::parse(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, ErrorCode::malformed);
  }
}

TEST(Json, BoundsTheDepth) {
  EXPECT_TRUE(json::parse(std::string(32, '[') + std::string(32, ']')));
  EXPECT_FALSE(json::parse(std::string(33, '[') + std::string(33, ']')));
}

TEST(Json, WritesWhatItReads) {
  Order order{.legs = {{.symbol = "A\"B\n"}}, .priority = 3, .limits = {{"x", 0.1}}};
  order.token = "hush";
  const auto text = json::write(order);
  EXPECT_EQ(text, R"({"legs":[{"symbol":"A\"B\n","quantity":1,"side":"long"}],"priority":3,)"
                  R"("limits":{"x":0.1},"at":"1970-01-01T00:00:00.000000Z","token":"***"})");
  EXPECT_TRUE(json::parse(text));
}

TEST(Json, ReadsEveryNumberToTheNearestDouble) {
  // Scaling the digits by a power of ten, as fast parsers do, misses the last bit of these.
  const auto value = *json::parse("[106.21173856331733,0.1,1.7976931348623157e308,5e-324,1E-2]");
  const std::vector<double> expected{106.21173856331733, 0.1, 1.7976931348623157e308, 5e-324, 0.01};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(value.as_array()[i].get_double(), expected[i]) << i;
  }
}

TEST(Json, ReadsBackTheBitsOfWhatItWrote) {
  RandomStream random(1, "json");
  for (int i = 0; i < 10'000; ++i) {
    const double number = 1000 * random.uniform();
    std::string text;
    json::append_number(text, number);
    EXPECT_EQ(json::parse(text)->to_number<double>(), number) << text;
  }
}

TEST(Json, WritesNullForNumbersThatJsonLacks) {
  EXPECT_EQ(json::write(std::vector<double>{std::numeric_limits<double>::quiet_NaN(), 1e300, 1e-7}),
            "[null,1e+300,1e-07]");
}

TEST(Json, WritesTextThatIsNoUtf8AsReplacements) {
  EXPECT_EQ(json::write(std::string("a\xff\xe2\x82z")),
            "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"");
}

TEST(Json, DescribesTheRequestsSchema) {
  const auto schema = json::schema<Order>(json::Direction::request);
  EXPECT_EQ(json::to_text(schema.at("required")), R"(["legs"])");
  EXPECT_EQ(schema.at("properties").at("priority").at("maximum").as_int64(), 9);
  EXPECT_EQ(json::to_text(schema.at("properties").at("priority").at("type")),
            R"(["integer","null"])");
  const auto& leg = schema.at("properties").at("legs").at("items");
  EXPECT_EQ(leg.at("properties").at("quantity").at("exclusiveMinimum").as_int64(), 0);
  EXPECT_EQ(leg.at("properties").at("side").at("default").as_string(), "long");
  EXPECT_FALSE(leg.at("additionalProperties").as_bool());
}

TEST(Json, DescribesTheAnswersSchemaWithAllFieldsRequired) {
  const auto schema = json::schema<Order>(json::Direction::answer);
  EXPECT_EQ(schema.at("required").as_array().size(), 5U);
}

}  // namespace
}  // namespace nautilus
