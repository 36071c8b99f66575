// SPDX-License-Identifier: MIT
#include "nautilus/market/series/series_store.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/recorded_check.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class SeriesStoreTest : public testing::Test {
 protected:
  SeriesStoreTest() : database_(*storage::sqlite::open(folder_.file("series.sqlite"))) {
    EXPECT_TRUE(storage::migrate(*database_, SeriesStore::tables()));
  }

  Result<SeriesReport> write(const std::vector<Observation>& rows, SeriesDefinition definition,
                             Timestamp now) {
    const auto transaction = *database_->write();
    auto report =
        SeriesStore::write(*transaction, definition, {definition.series_id, rows, 0, {}}, now);
    EXPECT_TRUE(!report || transaction->commit());
    return report;
  }

  /// With a lag of one day, on 2020-06-01.
  Result<SeriesReport> write(const std::vector<Observation>& rows) {
    return write(rows, lagged(), from_date(2020, 6, 1));
  }

  void hold(const std::vector<Observation>& rows) { EXPECT_TRUE(write(rows)); }

  void hold(const std::vector<Observation>& rows, const SeriesDefinition& definition,
            Timestamp now) {
    EXPECT_TRUE(write(rows, definition, now));
  }

  static SeriesDefinition lagged(std::string_view lag = "1d") {
    return {.series_id = "VIXCLS", .release_lag = *ReleaseLag::parse(lag)};
  }

  std::vector<double> values(std::optional<Timestamp> as_of = std::nullopt) {
    std::vector<double> out;
    for (const auto& each : *store_.read({.series_id = "VIXCLS", .as_of = as_of})) {
      out.push_back(each.value);
    }
    return out;
  }

  /// Expects one rejection and gives its reason.
  std::string rejected(const std::vector<Observation>& rows) {
    const auto report = write(rows);
    EXPECT_TRUE(report);
    if (!report || report->rejected.size() != 1) return "";
    return report->rejected[0].field + " " + report->rejected[0].reason;
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  SeriesStore store_{*database_};
};

Timestamp day(unsigned of_january) { return from_date(2020, 1, of_january); }

Observation on(unsigned of_january, double value,
               std::optional<Timestamp> released_at = std::nullopt) {
  return {of_january, day(of_january), value, released_at};
}

TEST_F(SeriesStoreTest, ReleasesAValueItsLagAfterItsDate) {
  EXPECT_EQ(write({on(2, 12.5), on(3, 14)})->accepted, 2);
  EXPECT_THAT(values(day(3) - std::chrono::nanoseconds(1)), ElementsAre());
  EXPECT_THAT(values(day(3)), ElementsAre(12.5));
  EXPECT_THAT(values(), ElementsAre(12.5, 14));
}

TEST_F(SeriesStoreTest, TakesARowsOwnReleaseBeforeTheLag) {
  hold({on(2, 12.5, day(9))});
  EXPECT_THAT(values(day(8)), ElementsAre());
  EXPECT_THAT(values(day(9)), ElementsAre(12.5));
}

TEST_F(SeriesStoreTest, ChangesNothingWhenAValueComesAgain) {
  hold({on(2, 12.5), on(3, 14, day(5))});
  const auto again = *write({on(2, 12.5), on(3, 14, day(5)), on(3, 14)});
  EXPECT_EQ(again.accepted + again.revised, 0);
  EXPECT_EQ(again.unchanged, 3);
  EXPECT_EQ(store_.summary("VIXCLS")->versions, 2);
}

TEST_F(SeriesStoreTest, KeepsWhatWasPublicBeforeARevision) {
  hold({on(2, 12.5)});
  EXPECT_EQ(write({on(2, 13, day(20))})->revised, 1);
  EXPECT_THAT(values(day(19)), ElementsAre(12.5));
  EXPECT_THAT(values(day(20)), ElementsAre(13));
  const auto all = *store_.read({.series_id = "VIXCLS", .all_versions = true});
  EXPECT_EQ(all.size(), 2);
}

TEST_F(SeriesStoreTest, TakesAnotherValueWithoutAReleaseAsARevisionPublicSinceNow) {
  hold({on(2, 12.5)});
  const auto later = from_date(2020, 7, 1);
  EXPECT_EQ(write({on(2, 13)}, lagged(), later)->revised, 1);
  EXPECT_THAT(values(later - hours(1)), ElementsAre(12.5));
  EXPECT_THAT(values(later), ElementsAre(13));
  EXPECT_EQ(write({on(2, 13)}, lagged(), later + hours(1))->unchanged, 1);
}

TEST_F(SeriesStoreTest, KeepsWhatIsKnownOfASeriesUnlessToldOtherwise) {
  auto definition = lagged();
  definition.title = "Volatility";
  definition.frequency = Frequency::daily;
  hold({}, definition, day(20));
  hold({on(2, 12.5)}, {.series_id = "VIXCLS", .unit = "index"}, day(20));
  const auto held = *store_.summary("VIXCLS");
  EXPECT_EQ(held.definition.title, "Volatility");
  EXPECT_EQ(held.definition.unit, "index");
  EXPECT_EQ(held.definition.frequency, Frequency::daily);
  EXPECT_EQ(held.definition.release_lag->name(), "1d");
  EXPECT_EQ(held.observations, 1);
  EXPECT_EQ(held.last_released_at, day(3));
}

TEST_F(SeriesStoreTest, RefusesValuesOfWhichNobodySaysWhenTheyWerePublic) {
  const auto report = write({on(2, 12.5)}, {.series_id = "VIXCLS"}, day(20));
  EXPECT_EQ(report.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(report.error().faults.front().location, ElementsAre("release_lag"));
  EXPECT_THAT(report.error().message, HasSubstr("released_at"));
  EXPECT_TRUE(write({on(2, 12.5, day(3))}, {.series_id = "VIXCLS"}, day(20)));
}

TEST_F(SeriesStoreTest, RejectsWhatCannotBe) {
  EXPECT_THAT(rejected({on(2, kNaN)}), HasSubstr("value must be a finite number"));
  EXPECT_THAT(rejected({on(2, 1, from_date(2020, 6, 2))}), HasSubstr("must not be in the future"));
  EXPECT_THAT(rejected({{0, from_date(2020, 5, 31) + hours(1), 1, {}}}),
              HasSubstr("in the future"));
  EXPECT_THAT(rejected({on(2, 1, day(1))}), HasSubstr("must not be before 2020-01-02"));
  EXPECT_THAT(rejected({on(2, 1, day(2))}), HasSubstr("as the day begins"));
  EXPECT_THAT(rejected({on(2, 1), on(2, 2)}), HasSubstr("another row gives 1"));
  EXPECT_THAT(rejected({on(4, 1, day(5)), on(4, 2, day(5))}), HasSubstr("is 2, but 1 is held"));
  EXPECT_THAT(rejected({{0, kLatest, 1, kLatest}}), HasSubstr("date must be between"));
  EXPECT_THAT(values(), ElementsAre(1, 1));  // Of each pair the first.
}

TEST_F(SeriesStoreTest, TakesAValueOfATimeOfDayThatIsPublicAtOnce) {
  const auto at = day(2) + hours(21);
  EXPECT_EQ(write({{0, at, 7, at}})->accepted, 1);
}

TEST_F(SeriesStoreTest, NamesANearSeriesForAnUnknownOne) {
  hold({on(2, 12.5)});
  EXPECT_EQ(store_.read({.series_id = "VIXCL"}).error().code, ErrorCode::not_found);
  EXPECT_THAT(store_.summary("VIXCL").error().message, HasSubstr("did you mean 'VIXCLS'"));
  EXPECT_EQ(store_.as_of_join("GOLD", {}).error().code, ErrorCode::not_found);
  EXPECT_FALSE(write({}, {.series_id = "not a name"}, day(20)));
}

TEST_F(SeriesStoreTest, RefusesToRewriteAValueEvenByHand) {
  hold({on(2, 12.5)});
  const auto transaction = *database_->write();
  EXPECT_FALSE(transaction->execute("UPDATE external_values SET value = 1"));
}

TEST_F(SeriesStoreTest, TakesAMillionValues) {
  std::vector<Observation> rows;
  for (std::int64_t i = 0; i < 1'000'000; ++i) {
    rows.push_back({i, from_date(2010, 1, 1) + i * std::chrono::minutes(1), 1.0, {}});
  }
  EXPECT_EQ(write(rows)->accepted, 1'000'000);
  const std::vector<Timestamp> at{from_date(2011, 1, 1)};
  EXPECT_EQ(store_.as_of_join("VIXCLS", at)->observed_at[0], from_date(2010, 12, 31));
}

TEST_F(SeriesStoreTest, PagesByDateWithAllVersionsOfEach) {
  hold({on(2, 1), on(2, 2, day(8)), on(3, 3), on(4, 4)});
  const auto page = *store_.read({.series_id = "VIXCLS", .all_versions = true, .limit = 2});
  EXPECT_EQ(page.size(), 3);
  EXPECT_EQ(page.back().observed_at, day(3));
}

TEST_F(SeriesStoreTest, JoinsTheNewestValuePublicAtEachTime) {
  hold({on(2, 10), on(3, 20), on(2, 11, day(6)), on(3, 21, day(7))});
  const std::vector<Timestamp> at{day(2), day(3), day(4), day(6), day(7)};
  const auto joined = *store_.as_of_join("VIXCLS", at);
  EXPECT_THAT(joined.value, ElementsAre(testing::IsNan(), 10, 20, 20, 21));
  EXPECT_THAT(joined.previous, ElementsAre(testing::IsNan(), testing::IsNan(), 10, 11, 11));
  EXPECT_THAT(joined.observed_at, ElementsAre(kEarliest, day(2), day(3), day(3), day(3)));
  EXPECT_THAT(joined.released_at, ElementsAre(kEarliest, day(3), day(4), day(4), day(7)));
}

TEST_F(SeriesStoreTest, JoinsNothingThatWasPublicOnlyAfterAsOf) {
  hold({on(2, 10), on(3, 20)});
  const std::vector<Timestamp> at{day(3), day(9)};
  EXPECT_THAT(store_.as_of_join("VIXCLS", at, day(3))->value, ElementsAre(10, 10));
}

TEST_F(SeriesStoreTest, JoinsOnlyTimesThatAscend) {
  hold({on(2, 10)});
  const std::vector<Timestamp> at{day(4), day(3)};
  EXPECT_FALSE(store_.as_of_join("VIXCLS", at));
}

/// The definition in words, slowly: of what was released by `at`, the newest observation, or the
/// one before it, in the version released last.
double slowly(const std::vector<Observation>& rows, Timestamp at, std::size_t back) {
  std::map<Timestamp, std::pair<Timestamp, double>, std::greater<>> newest;
  for (const auto& row : rows) {
    if (*row.released_at > at) continue;
    auto& held = newest[row.observed_at];
    if (*row.released_at >= held.first) held = {*row.released_at, row.value};
  }
  auto place = newest.begin();
  for (std::size_t i = 0; i < back && place != newest.end(); ++i) ++place;
  return place == newest.end() ? kNaN : place->second.second;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Of the features that are the value of a series.
void record_slow(int compared) {
  for (const std::string series :
       {"vix", "treasury_10y", "treasury_2y", "dollar_index", "oil_price", "gold_price",
        "earnings_sentiment", "news_sentiment"}) {
    testing_checks::record({.indicator = "joined_value",
                            .output = "joined_value",
                            .source = std::string(testing_checks::kSlowVersion),
                            .compared = compared,
                            .reference = "series:" + series});
  }
}

TEST_F(SeriesStoreTest, JoinsLikeTheSlowVersionWhateverTheReleasesAndRevisions) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomStream random(seed, "releases");
    const auto below = [&](int n) { return static_cast<int>(random.uniform() * n); };
    std::vector<Observation> rows;
    std::map<std::pair<Timestamp, Timestamp>, bool> taken;
    for (int i = 0; i < 60; ++i) {
      const auto observed = day(1) + days(below(20));
      const auto released = observed + hours(1 + below(400));
      if (!taken.emplace(std::pair(observed, released), true).second) continue;
      rows.push_back({i, observed, random.uniform(), released});
    }
    const auto id = "S" + std::to_string(seed);
    ASSERT_TRUE(write(rows, {.series_id = id}, from_date(2020, 6, 1))->rejected.empty());
    std::vector<Timestamp> at;
    for (int i = 0; i < 40 * 24; i += 5) at.push_back(day(1) + hours(i));
    const auto joined = *store_.as_of_join(id, at);
    for (std::size_t i = 0; i < at.size(); ++i) {
      ASSERT_TRUE(same(joined.value[i], slowly(rows, at[i], 0))) << seed << " at " << i;
      ASSERT_TRUE(same(joined.previous[i], slowly(rows, at[i], 1))) << seed << " at " << i;
      compared += std::isnan(joined.previous[i]) ? 0 : 1;
    }
  }
  record_slow(compared);
}

}  // namespace
}  // namespace nautilus::market
