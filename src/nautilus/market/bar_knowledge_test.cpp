// SPDX-License-Identifier: MIT
// What is read as of any time, whatever the order in which bars, corrections and corporate actions
// arrived: against a slow model that looks at everything that ever came.
#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <variant>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "nautilus/market/actions/action_store.hpp"
#include "nautilus/market/actions/adjustment.hpp"
#include "nautilus/market/bar_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

constexpr std::chrono::nanoseconds kTick(1);
const SeriesKey kDaily{"GE", {}};

Timestamp day(int index) { return from_date(2020, 1, 1) + index * std::chrono::days(1); }
Timestamp hour(int day_index, int hours) { return day(day_index) + std::chrono::hours(hours); }
Bar bar(int index, double close) { return {day(index), close, close, close, close, 8}; }

class KnowledgeTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *storage::sqlite::open(folder_.file("bars.sqlite"));
    ASSERT_TRUE(storage::migrate(*database_, BarStore::tables()));
    ASSERT_TRUE(storage::migrate(*database_, action_tables()));
    store_.emplace(*database_);
  }

  /// Writes one bar in a transaction of its own.
  Result<IngestReport> write(const Bar& written, std::optional<Timestamp> known_at = std::nullopt,
                             Timestamp received_at = day(99)) {
    BarBatch batch;
    batch.add("GE", {}, written, known_at);
    return store_->write(batch, received_at);
  }

  std::vector<double> closes(std::optional<Timestamp> as_of = std::nullopt,
                             std::optional<std::int64_t> limit = std::nullopt) {
    return store_->read({.key = kDaily, .as_of = as_of, .limit = limit})->close;
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  std::optional<BarStore> store_;
};

using Closes = std::vector<double>;

TEST_F(KnowledgeTest, ReadsTheValuesOfTheTime) {
  ASSERT_TRUE(write(bar(0, 10)));
  ASSERT_TRUE(write(bar(1, 11)));
  EXPECT_EQ(write(bar(0, 12), hour(3, 9))->corrected, 1);
  EXPECT_EQ(closes(), (Closes{12, 11}));
  EXPECT_EQ(closes(hour(3, 9)), (Closes{12, 11}));
  EXPECT_EQ(closes(hour(3, 9) - kTick), (Closes{10, 11}));
  EXPECT_EQ(closes(day(1)), (Closes{10}));
  EXPECT_EQ(closes(hour(3, 9) - kTick, 1), (Closes{11}));
}

TEST_F(KnowledgeTest, HidesABarUntilItsStatedKnowledgeTime) {
  ASSERT_TRUE(write(bar(0, 10)));
  ASSERT_TRUE(write(bar(1, 11), hour(5, 0)));
  ASSERT_TRUE(write(bar(2, 12)));
  EXPECT_EQ(closes(day(4)), (Closes{10, 12}));
  EXPECT_EQ(closes(day(4), 2), (Closes{10, 12}));
  EXPECT_EQ(closes(day(5)), (Closes{10, 11, 12}));
  const auto page = *store_->read_page({.key = kDaily, .as_of = day(4), .limit = 1});
  EXPECT_EQ(page.next, day(2));
}

TEST_F(KnowledgeTest, TakesABackfilledVersionBehindTheOneHeld) {
  ASSERT_TRUE(write(bar(0, 12), hour(9, 0)));
  const auto earlier = *write(bar(0, 11), hour(5, 0));
  EXPECT_EQ(earlier.earlier, 1);
  EXPECT_EQ(earlier.corrected, 0);
  EXPECT_EQ(write(bar(0, 10))->earlier, 1);  // As published.
  EXPECT_EQ(closes(), (Closes{12}));
  EXPECT_EQ(closes(hour(9, 0) - kTick), (Closes{11}));
  EXPECT_EQ(closes(hour(5, 0) - kTick), (Closes{10}));
}

TEST_F(KnowledgeTest, KnowsACorrectionWithoutTimeSinceItWasReceived) {
  ASSERT_TRUE(write(bar(0, 10), std::nullopt, day(50)));
  ASSERT_TRUE(write(bar(0, 11), std::nullopt, day(60)));
  ASSERT_TRUE(write(bar(0, 12), std::nullopt, day(60)));  // Received at once: the later one holds.
  EXPECT_EQ(closes(day(60) - kTick), (Closes{10}));
  EXPECT_EQ(closes(day(60)), (Closes{12}));
  ASSERT_TRUE(write(bar(0, 13), std::nullopt, day(70)));
  EXPECT_EQ(closes(day(69)), (Closes{12}));
}

TEST_F(KnowledgeTest, LetsABarThatStillFormsBeReplaced) {
  ASSERT_TRUE(write(bar(0, 10), std::nullopt, hour(0, 10)));
  ASSERT_TRUE(write(bar(0, 11), std::nullopt, hour(0, 20)));
  EXPECT_EQ(closes(day(1)), (Closes{11}));
  ASSERT_TRUE(write(bar(0, 12), hour(2, 0)));
  EXPECT_EQ(closes(hour(1, 5)), (Closes{11}));
}

TEST_F(KnowledgeTest, TakesWhatIsSentAgainForARepeat) {
  ASSERT_TRUE(write(bar(0, 10)));
  ASSERT_TRUE(write(bar(0, 11), hour(3, 0)));
  EXPECT_EQ(write(bar(0, 10))->unchanged, 1);
  EXPECT_EQ(write(bar(0, 11))->unchanged, 1);
  EXPECT_EQ(write(bar(0, 11), hour(3, 0))->unchanged, 1);
  EXPECT_EQ(closes(), (Closes{11}));
  EXPECT_EQ(write(bar(0, 12))->corrected, 1);
}

TEST_F(KnowledgeTest, RefusesTwoValuesForOneKnowledgeTime) {
  ASSERT_TRUE(write(bar(0, 10), hour(3, 0)));
  ASSERT_TRUE(write(bar(0, 12), hour(5, 0)));
  for (const int hours : {3, 5}) {
    const auto refused = write(bar(0, 11), hour(hours, 0));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_NE(refused.error().message.find("give the correction the later time"),
              std::string::npos);
  }
  EXPECT_EQ(closes(), (Closes{12}));
}

TEST_F(KnowledgeTest, RefusesAKnowledgeTimeOfBeforeTheBarIsOverOrOfTheFuture) {
  EXPECT_EQ(write(bar(0, 10), day(1) - kTick).error().message,
            "the bar of 2020-01-01T00:00:00.000000Z: known_at: must not be before the bar is over "
            "at 2020-01-02T00:00:00.000000Z, was 2020-01-01T23:59:59.999999999Z; leave it out if "
            "the values were known then");
  EXPECT_NE(write(bar(0, 10), day(99) + kTick).error().message.find("must not be in the future"),
            std::string::npos);
  EXPECT_TRUE(store_->symbols()->empty());
}

TEST_F(KnowledgeTest, ListsTheTimesBetweenWhichNothingChanges) {
  ASSERT_TRUE(write(bar(0, 10)));
  EXPECT_TRUE(store_->knowledge_times(kDaily)->empty());
  ASSERT_TRUE(write(bar(0, 12), hour(5, 0)));
  ASSERT_TRUE(write(bar(0, 11), hour(3, 0)));
  EXPECT_EQ(*store_->knowledge_times(kDaily), (std::vector{hour(3, 0), hour(5, 0)}));
}

/// A version of a bar, or of an action, as it once came.
struct Version {
  Bar bar;
  std::optional<Timestamp> known_at;
};
using Item = std::variant<Version, CorporateAction>;

/// Everything that ever came of one symbol, and how it looks as of any time.
class History {
 public:
  History(std::string symbol, std::mt19937& random) : symbol_(std::move(symbol)) {
    for (int index = 0; index < kDays; ++index) add_bar(index, random);
    for (const auto type : {ActionType::split, ActionType::dividend}) {
      for (int index = 1; index < kDays; ++index) add_action(type, index, random);
    }
    const auto repeats = items_.size() / 4;
    for (std::size_t i = 0; i < repeats; ++i) items_.push_back(items_[random() % items_.size()]);
    std::ranges::shuffle(items_, random);
  }

  [[nodiscard]] const std::string& symbol() const { return symbol_; }
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }

  /// Every time at which the view may change, and just before it.
  [[nodiscard]] std::set<Timestamp> cuts() const {
    std::set<Timestamp> cuts;
    for (int index = 0; index < kDays; ++index) cuts.insert({day(index), day(index) - kTick});
    for (const auto& item : items_) {
      const auto known_at = std::visit([](const auto& each) { return each.known_at; }, item);
      if (known_at) cuts.insert({*known_at, *known_at - kTick});
    }
    return cuts;
  }

  [[nodiscard]] std::vector<Bar> view(Timestamp as_of, Adjustment adjustment) const {
    std::vector<Bar> raw;
    for (int index = 0; index < kDays; ++index) {
      if (const auto* known = version_of(day(index), as_of)) raw.push_back(known->bar);
    }
    auto bars = raw;
    for (int ex = 1; ex < kDays; ++ex) {
      const auto split = figure(ActionType::split, day(ex), as_of);
      const auto dividend = figure(ActionType::dividend, day(ex), as_of);
      const double ratio = split && adjustment != Adjustment::none ? *split : 1;
      double factor = 1 / ratio;
      const auto after =
          std::ranges::find_if(raw, [&](const Bar& each) { return each.timestamp >= day(ex); });
      if (dividend && adjustment == Adjustment::total_return && after != raw.begin()) {
        const auto& before = *std::prev(after);
        double since = 1;  // Of new shares for each one of the last bar.
        for (int each = 1; each <= ex; ++each) {
          const auto earlier = figure(ActionType::split, day(each), as_of);
          if (day(each) > before.timestamp) since *= earlier.value_or(1);
        }
        factor *= 1 - *dividend / (before.close / since);
      }
      for (auto& each : bars) {
        if (each.timestamp >= day(ex)) continue;
        for (auto* price : {&each.open, &each.high, &each.low, &each.close}) *price *= factor;
        each.volume *= ratio;
      }
    }
    return bars;
  }

 private:
  static constexpr int kDays = 6;

  void add_bar(int index, std::mt19937& random) {
    const bool published = random() % 4 != 0;
    if (published) items_.push_back(Version{bar(index, price(random)), std::nullopt});
    const int stated = static_cast<int>(random() % 3) + (published ? 0 : 1);
    for (int i = 0; i < stated; ++i) {  // Of any day, each at an hour of its own.
      const auto known_at = hour(index + 1 + static_cast<int>(random() % kDays), 3 * i + 1);
      items_.push_back(Version{bar(index, price(random)), known_at});
    }
  }

  void add_action(ActionType type, int index, std::mt19937& random) {
    const int versions = static_cast<int>(random() % 3);
    for (int i = 0; i < versions; ++i) {
      CorporateAction action{.symbol = symbol_, .type = type, .ex_date = day(index)};
      const auto ratio = static_cast<double>(2 + random() % 6);
      (type == ActionType::split ? action.ratio : action.amount) = ratio;
      action.known_at = hour(static_cast<int>(random() % kDays), 3 * i + 2);
      action.cancelled = random() % 5 == 0;
      items_.push_back(action);
    }
  }

  static double price(std::mt19937& random) { return 1000 + static_cast<double>(random() % 500); }

  [[nodiscard]] const Version* version_of(Timestamp opened, Timestamp as_of) const {
    if (opened + std::chrono::days(1) > as_of) return nullptr;
    const Version* newest = nullptr;
    for (const auto& item : items_) {
      const auto* version = std::get_if<Version>(&item);
      if (version == nullptr || version->bar.timestamp != opened) continue;
      if (version->known_at && *version->known_at > as_of) continue;
      if (newest == nullptr || version->known_at >= newest->known_at) newest = version;
    }
    return newest;
  }

  [[nodiscard]] std::optional<double> figure(ActionType type, Timestamp ex_date,
                                             Timestamp as_of) const {
    const CorporateAction* newest = nullptr;
    for (const auto& item : items_) {
      const auto* action = std::get_if<CorporateAction>(&item);
      if (action == nullptr || action->type != type || action->ex_date != ex_date) continue;
      if (*action->known_at > as_of || ex_date > as_of) continue;
      if (newest == nullptr || *action->known_at >= *newest->known_at) newest = action;
    }
    if (newest == nullptr || newest->cancelled) return std::nullopt;
    return type == ActionType::split ? newest->ratio : newest->amount;
  }

  std::string symbol_;
  std::vector<Item> items_;
};

void expect_same(const BarSeries& found, const std::vector<Bar>& expected, const std::string& of) {
  ASSERT_EQ(found.size(), expected.size()) << of;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(found.timestamps[i], expected[i].timestamp) << of;
    EXPECT_NEAR(found.close[i] / expected[i].close, 1, 1e-14) << of;
    EXPECT_NEAR(found.high[i] / expected[i].high, 1, 1e-14) << of;
    EXPECT_NEAR(found.volume[i] / expected[i].volume, 1, 1e-14) << of;
  }
}

class ArrivalTest : public KnowledgeTest {
 protected:
  /// Writes the part of a history that comes in this one of so many transactions.
  static void arrive(BarWriter& writer, const History& history, std::size_t part,
                     std::size_t parts) {
    const auto& items = history.items();
    for (auto i = items.size() * part / parts; i < items.size() * (part + 1) / parts; ++i) {
      if (const auto* version = std::get_if<Version>(&items[i])) {
        const auto added = writer.add({history.symbol(), {}}, version->bar, version->known_at);
        ASSERT_TRUE(added) << added.error().message;
        continue;
      }
      const std::array action{std::get<CorporateAction>(items[i])};
      std::set<std::string> touched;
      const auto added = record_actions(writer.transaction(), action, day(99), false, touched);
      ASSERT_TRUE(added) << added.error().message;
    }
  }

  void expect_views(const History& history) {
    for (const auto as_of : history.cuts()) {
      const auto series = store_->read({.key = {history.symbol(), {}}, .as_of = as_of});
      ASSERT_TRUE(series) << series.error().message;
      const auto reader = *database_->read();
      const auto actions = *select_actions(*reader, {.symbol = history.symbol(), .as_of = as_of});
      for (const auto adjustment :
           {Adjustment::none, Adjustment::split, Adjustment::total_return}) {
        const auto of =
            fmt::format("{} {} {}", history.symbol(), format_timestamp(as_of), to_word(adjustment));
        const auto adjusted = adjust(*series, actions, adjustment, as_of);
        ASSERT_TRUE(adjusted) << of << adjusted.error().message;
        expect_same(adjusted->bars, history.view(as_of, adjustment), of);
      }
    }
  }
};

TEST_F(ArrivalTest, GivesTheSameViewsInWhateverOrderItAllArrives) {
  constexpr std::size_t histories = 240;
  constexpr std::size_t parts = 4;
  std::mt19937 random(2014);
  std::vector<History> all;
  for (std::size_t i = 0; i < histories; ++i) all.emplace_back(fmt::format("H{}", i), random);
  for (std::size_t part = 0; part < parts; ++part) {
    const auto writer = *store_->begin(day(99));
    for (const auto& each : all) arrive(*writer, each, part, parts);
    ASSERT_TRUE(writer->finish());
  }
  for (const auto& each : all) expect_views(each);
}

}  // namespace
}  // namespace nautilus::market
