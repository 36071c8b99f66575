// SPDX-License-Identifier: MIT
#include "nautilus/market/stitched_bars.hpp"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Timestamp day(int index) { return from_date(2020, 1, 1) + index * std::chrono::hours(24); }

Bar bar(int index, double close) { return {day(index), close, close, close, close, 1}; }

Period days(int from, int to) { return {day(from), day(to)}; }

class StitchedBarsTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(storage::migrate(*database_, BarStore::tables())); }

  void hold(const std::string& symbol, const std::vector<Bar>& bars,
            std::optional<Timestamp> known_at = std::nullopt) {
    const auto writer = *store_.begin(day(900));
    for (const auto& each : bars) ASSERT_TRUE(writer->add({symbol, {}}, each, known_at));
    ASSERT_TRUE(writer->finish());
  }

  std::vector<double> closes(const std::vector<SeriesPart>& parts, BarQuery query = {}) {
    query.key = {"WHOLE", {}};
    const auto page = read_page(store_, query, parts);
    EXPECT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->bars.key.symbol, "WHOLE");
    return page->bars.close;
  }

  static SeriesPart part(const std::string& symbol, const Period& within,
                         const Period& borne = kAlways) {
    return {{symbol, {}}, within, borne};
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_ =
      *storage::sqlite::open(folder_.file("bars.sqlite"));
  BarStore store_{*database_};
};

TEST_F(StitchedBarsTest, TakesOfEachNameItsTime) {
  hold("OLD", {bar(0, 10), bar(1, 11), bar(2, 12), bar(3, 13)});
  hold("NEW", {bar(1, 21), bar(2, 22), bar(3, 23)});
  const std::vector parts{part("NEW", days(2, 900)), part("OLD", days(0, 2))};
  EXPECT_THAT(closes(parts), ElementsAre(10, 11, 22, 23));
  EXPECT_THAT(closes(parts, {.from = day(1), .to = day(3)}), ElementsAre(11, 22));
}

TEST_F(StitchedBarsTest, PrefersTheNameThatWasBorneThen) {
  hold("OLD", {bar(0, 10), bar(1, 11), bar(2, 12)});
  hold("NEW", {bar(0, 20), bar(1, 21), bar(2, 22), bar(3, 23)});
  hold("OLD", {bar(2, 99)}, day(800));
  EXPECT_THAT(closes({part("NEW", kAlways, days(2, 900)), part("OLD", kAlways, days(1, 2))}),
              ElementsAre(20, 11, 22, 23));
}

TEST_F(StitchedBarsTest, TakesOfEqualNamesWhatWasKnownLast) {
  const std::vector parts{part("A", kAlways), part("B", kAlways)};
  hold("A", {bar(0, 10), bar(1, 11), bar(2, 12)});
  hold("B", {bar(0, 20), bar(1, 21), bar(2, 12)});
  EXPECT_THAT(closes(parts), ElementsAre(10, 11, 12));
  hold("B", {bar(1, 31)}, day(50));
  EXPECT_THAT(closes(parts), ElementsAre(10, 31, 12));
  hold("A", {bar(1, 41)}, day(60));
  EXPECT_THAT(closes(parts), ElementsAre(10, 41, 12));
  EXPECT_THAT(closes(parts, {.as_of = day(55)}), ElementsAre(10, 31, 12));
  EXPECT_THAT(closes(parts, {.as_of = day(49)}), ElementsAre(10, 11, 12));
}

TEST_F(StitchedBarsTest, PagesThroughAllBarsOnce) {
  hold("A", {bar(0, 1), bar(2, 3), bar(3, 4), bar(6, 7)});
  hold("B", {bar(1, 2), bar(3, 4), bar(4, 5), bar(5, 6)});
  const std::vector parts{part("A", kAlways), part("B", kAlways)};
  for (int limit = 1; limit <= 8; ++limit) {
    BarQuery query{.key = {"WHOLE", {}}, .limit = limit};
    std::vector<double> seen;
    for (bool more = true; more;) {
      const auto page = *read_page(store_, query, parts);
      EXPECT_LE(page.bars.size(), static_cast<std::size_t>(limit));
      seen.insert(seen.end(), page.bars.close.begin(), page.bars.close.end());
      more = page.next.has_value();
      query.from = page.next;
    }
    EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5, 6, 7)) << limit;
  }
}

TEST_F(StitchedBarsTest, SaysWhatIsHeldInstead) {
  hold("OLD", {bar(0, 10)});
  const auto late = read_page(store_, {.key = {"WHOLE", {}}}, std::vector{part("OLD", days(1, 2))});
  EXPECT_EQ(late.error().code, ErrorCode::not_found);
  EXPECT_THAT(late.error().message, HasSubstr("those under OLD are of times"));
  const auto none = read_page(store_, {.key = {"WHOLE", {}}}, {});
  EXPECT_EQ(none.error().code, ErrorCode::not_found);
  // Nothing of the time asked for is no error, as of a series under one name.
  EXPECT_THAT(closes({part("OLD", days(0, 2))}, {.from = day(1)}), ElementsAre());
}

/// A bar as one name has it, and what decides which is taken.
struct Candidate {
  bool borne = false;
  std::optional<Timestamp> known_at;
  double close = 0;
};

using Candidates = std::map<int, std::vector<Candidate>>;

/// Holds random bars under a name, and notes those that may be taken.
class RandomNames : public StitchedBarsTest {
 protected:
  SeriesPart hold_a_name(const std::string& name, Candidates& candidates) {
    const int from = below(15);
    const int borne = below(15);
    const auto writer = *store_.begin(day(900));
    for (int i = 0; i < 25; ++i) {
      if (below(3) == 0) continue;
      const double close = 1 + below(1000);
      const auto known_at = below(2) == 0 ? std::optional(day(50 + below(100))) : std::nullopt;
      EXPECT_TRUE(writer->add({name, {}}, bar(i, close), known_at));
      if (i < from || i >= from + 12) continue;
      candidates[i].push_back({i >= borne && i < borne + 8, known_at, close});
    }
    EXPECT_TRUE(writer->finish());
    return part(name, days(from, from + 12), days(borne, borne + 8));
  }

  int below(int limit) { return static_cast<int>(random_.uniform() * limit); }

  RandomStream random_{7, "names"};
};

TEST_F(RandomNames, AreReadAsASlowReadingDoes) {
  for (int round = 0; round < 30; ++round) {
    std::vector<SeriesPart> parts;
    Candidates candidates;
    for (const auto* name : {"A", "B", "C"}) {
      parts.push_back(hold_a_name(name + std::to_string(round), candidates));
    }
    std::vector<double> expected;
    for (const auto& [index, of_day] : candidates) {
      // The first of the largest, for an earlier part goes before an equal one.
      const auto rank = [](const Candidate& each) { return std::pair(each.borne, each.known_at); };
      expected.push_back(std::ranges::max_element(of_day, {}, rank)->close);
    }
    EXPECT_EQ(closes(parts), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace nautilus::market
