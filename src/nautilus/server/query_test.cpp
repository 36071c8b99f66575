// SPDX-License-Identifier: MIT
#include "nautilus/server/query.hpp"

#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

struct Wanted {
  std::string symbol;
  int days = 30;
  bool deep = false;
  std::vector<std::string> groups;
  std::optional<Timestamp> as_of;

  static constexpr auto fields() {
    return std::tuple{
        required_field("symbol", &Wanted::symbol, "Symbol", sized(1, 8)),
        field("days", &Wanted::days, "Days", between(1, 100)),
        field("deep", &Wanted::deep, "Deep"),
        field("groups", &Wanted::groups, "Groups"),
        field("as_of", &Wanted::as_of, "As of"),
    };
  }
};

Result<Wanted> read(std::string_view query) {
  NAUTILUS_TRY(const auto parameters, parse_query(query));
  return read_query<Wanted>(parameters);
}

std::string fault_of(std::string_view query) {
  const auto wanted = read(query);
  return wanted ? "" : wanted.error().message;
}

TEST(Query, ReadsTypedParameters) {
  const auto wanted = read("symbol=BRK%2EB&days=5&deep=true&groups=a,b&groups=c&as_of=2020-01-01");
  ASSERT_TRUE(wanted) << wanted.error().message;
  EXPECT_EQ(wanted->symbol, "BRK.B");
  EXPECT_EQ(wanted->days, 5);
  EXPECT_TRUE(wanted->deep);
  EXPECT_EQ(wanted->groups, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(wanted->as_of, from_date(2020, 1, 1));
}

TEST(Query, NamesEachFault) {
  EXPECT_EQ(fault_of(""), "symbol: is required");
  EXPECT_EQ(fault_of("symbol=A&days=x"), "days: must be a whole number, was the text 'x'");
  EXPECT_EQ(fault_of("symbol=A&days=0"), "days: must be between 1 and 100, was 0");
  EXPECT_EQ(fault_of("symbol=A&symbol=B"), "symbol: must be given once");
  EXPECT_EQ(fault_of("symbl=A&symbol=A"), "symbl: no such parameter (did you mean 'symbol'?)");
  EXPECT_EQ(fault_of("symbol=A&deep=maybe"), "deep: must be true or false, was the text 'maybe'");
}

TEST(Query, LocatesFaultsInTheQuery) {
  const auto wanted = read("days=0");
  ASSERT_FALSE(wanted);
  EXPECT_EQ(wanted.error().faults.back().location, (std::vector<std::string>{"query", "days"}));
}

TEST(Query, RefusesBrokenEscapes) {
  for (const auto* query :
       {"symbol=%", "symbol=%2", "symbol=%zz", "symbol=%00", "%0a=1", "symbol=%ff", "%c3=1"}) {
    const auto parameters = parse_query(query);
    ASSERT_FALSE(parameters) << query;
    EXPECT_EQ(parameters.error().code, ErrorCode::malformed);
  }
}

TEST(Query, SplitsATarget) {
  EXPECT_EQ(path_of("/a/b?x=1?y"), "/a/b");
  EXPECT_EQ(query_of("/a/b?x=1?y"), "x=1?y");
  EXPECT_EQ(query_of("/a"), "");
}

}  // namespace
}  // namespace nautilus::server
