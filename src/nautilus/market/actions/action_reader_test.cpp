// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/action_reader.hpp"

#include <array>

#include <gtest/gtest.h>

namespace nautilus::market {
namespace {

const CorporateAction kSplit{
    .symbol = "AAPL", .ex_date = from_date(2014, 6, 9), .ratio = 7, .source = "issuer"};

TEST(ActionReader, ReadsBothShapesOfJson) {
  const std::string one =
      R"({"symbol":"AAPL","type":"split","ex_date":"2014-06-09","ratio":7,"source":"issuer"})";
  for (const auto& text : {"[" + one + "]", R"({"actions":[)" + one + "]}"}) {
    EXPECT_EQ(read_json_actions(text)->actions, (std::vector{kSplit})) << text;
  }
}

TEST(ActionReader, ReadsCsvWithEmptyCellsAndRatiosOfBothForms) {
  const auto rows = *read_csv_actions(
      "\xef\xbb\xbfType,symbol,ex_date,ratio,amount,known_at,source,cancelled\r\n"
      "split,AAPL,2014-06-09,7:1,,,issuer,\r\n"
      "\r\n"
      "split,GE,2021-08-02,1:8,,2021-06-18T12:00:00Z,,true\r\n"
      "dividend,AAPL,2014-05-08,,3.29,,,0\r\n",
      "");
  const auto& actions = rows.actions;
  ASSERT_EQ(actions.size(), 3);
  EXPECT_EQ(rows.lines, (std::vector<std::int64_t>{2, 4, 5}));
  EXPECT_EQ(actions[0], kSplit);
  EXPECT_EQ(actions[1].ratio, 0.125);
  EXPECT_TRUE(actions[1].cancelled);
  EXPECT_EQ(actions[1].known_at, *parse_timestamp("2021-06-18T12:00:00Z"));
  EXPECT_EQ(actions[2].amount, 3.29);
}

TEST(ActionReader, TakesTheSymbolOfAllRowsFromOutside) {
  const auto rows = *read_csv_actions("type;ex_date;ratio\nsplit;2014-06-09;7\n", "AAPL");
  EXPECT_EQ(rows.actions.front().symbol, "AAPL");
}

TEST(ActionReader, NamesLineAndField) {
  constexpr std::array<std::array<std::string_view, 2>, 7> cases{{
      {"", "line 1: is missing"},
      {"symbol,typ\n", "line 1: no column 'typ' (did you mean 'type'?)"},
      {"symbol,symbol\n", "line 1: column 'symbol' stands twice"},
      {"symbol,type,ex_date\nA,split\n", "line 2: has 2 fields, the first line names 3"},
      {"symbol,type,ex_date,ratio\nA,split,2014-06-09,7:0\n", "line 2: ratio"},
      {"symbol,type,ex_date,ratio\nA,spilt,2014-06-09,7\n", "line 2: type"},
      {"type,ex_date,ratio\nsplit,2014-06-09,7\n", "line 2: symbol"},
  }};
  for (const auto& [text, sentence] : cases) {
    const auto refused = read_csv_actions(text, "");
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().message.substr(0, sentence.size()), sentence);
  }
}

}  // namespace
}  // namespace nautilus::market
