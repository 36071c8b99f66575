// SPDX-License-Identifier: MIT
#include "nautilus/market/instruments/instrument.hpp"

#include <gtest/gtest.h>

#include "nautilus/market/instruments/instrument_book.hpp"
#include "nautilus/market/instruments/instrument_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

Instrument apple() {
  return {.instrument_id = "AAPL.NASDAQ", .calendar = "XNYS", .sector = "Technology"};
}

/// Facebook, which was FB until 2022-06-09.
Instrument meta() {
  return {.instrument_id = "META.NASDAQ", .aliases = {{"FB", {}, at("2022-06-09")}}};
}

Result<InstrumentBook> book_of(std::vector<Instrument> instruments) {
  return InstrumentBook().with(std::move(instruments), CalendarSet());
}

std::string id_of(const InstrumentBook& book, std::string_view name, std::string_view as_of) {
  const auto found = book.resolve(name, at(as_of));
  return found ? (*found)->instrument_id : found.error().message;
}

std::string refusal(std::vector<Instrument> instruments) {
  const auto book = book_of(std::move(instruments));
  return book ? "" : book.error().message;
}

TEST(Instrument, TakesSymbolAndVenueOfItsId) {
  const auto sound = *completed({.instrument_id = "BRK.B.NYSE"});
  EXPECT_EQ(sound.symbol, "BRK.B");
  EXPECT_EQ(sound.venue, "NYSE");
}

TEST(Instrument, RefusesWhatIsNone) {
  EXPECT_EQ(refusal({{.instrument_id = "AAPL"}}),
            "instruments.0.instrument_id: must be SYMBOL.VENUE such as AAPL.NASDAQ, was 'AAPL'");
  EXPECT_EQ(refusal({apple(), {.instrument_id = "A.B", .venue = "C"}}),
            "instruments.1.venue: must be that of the id, B, was 'C'");
  EXPECT_EQ(refusal({{.instrument_id = "A.B", .currency = "usd"}}),
            "instruments.0.currency: must be capital letters such as USD, was 'usd'");
  EXPECT_EQ(refusal({{.instrument_id = "A.B", .calendar = "XLON"}}),
            "instruments.0.calendar: no calendar 'XLON' is known, only XNYS, CMES, FX, 24/7");
  EXPECT_NE(refusal({{.instrument_id = "A.B", .symbol = "A B"}}), "");
  EXPECT_NE(
      refusal({{.instrument_id = "A.B", .listed = at("2020-01-02"), .delisted = at("2020-01-02")}}),
      "");
  EXPECT_NE(
      refusal({{.instrument_id = "A.B", .aliases = {{"C", at("2020-01-02"), at("2020-01-01")}}}}),
      "");
  EXPECT_EQ(
      refusal({{.instrument_id = "A.B",
                .aliases = {{"C", {}, at("2020-01-02")}, {"C", at("2020-01-01"), {}}}}}),
      "instruments.0.aliases.1: C is an alias for a part of this time already; give each time "
      "once");
  EXPECT_EQ(refusal({apple(), apple()}),
            "instruments.1.instrument_id: AAPL.NASDAQ is given twice; remove one");
}

TEST(InstrumentBook, ResolvesEverySpelling) {
  const auto book = *book_of({apple(), meta()});
  for (const auto* name : {"AAPL", "AAPL.NASDAQ"}) {
    EXPECT_EQ(id_of(book, name, "2020-01-01"), "AAPL.NASDAQ") << name;
  }
  for (const auto* name : {"META", "META.NASDAQ", "FB", "FB.NASDAQ"}) {
    EXPECT_EQ(id_of(book, name, "2020-01-01"), "META.NASDAQ") << name;
    EXPECT_EQ(id_of(book, name, "2023-01-01"), "META.NASDAQ") << name;
  }
  EXPECT_EQ(id_of(book, "aapl", "2020-01-01"), "no instrument is known as 'aapl'");
}

/// GM of before the bankruptcy and the new one: one ticker, two companies.
TEST(InstrumentBook, KnowsWhoBoreAReusedTickerWhen) {
  const auto book =
      *book_of({{.instrument_id = "MTLQQ.NYSE",
                 .delisted = at("2011-03-31"),
                 .aliases = {{"GM", {}, at("2009-06-02")}}},
                {.instrument_id = "GM2.NYSE", .symbol = "GM", .listed = at("2010-11-18")}});
  EXPECT_EQ(id_of(book, "GM", "2009-06-01"), "MTLQQ.NYSE");
  EXPECT_EQ(id_of(book, "GM.NYSE", "2009-06-01"), "MTLQQ.NYSE");
  EXPECT_EQ(id_of(book, "GM", "2010-11-18"), "GM2.NYSE");
  // In between nobody was GM, and two had been or would be.
  EXPECT_EQ(id_of(book, "GM", "2010-01-01"),
            "'GM' may be GM2.NYSE, MTLQQ.NYSE; name one by its id");
  // The delisted one is found by the name that it alone ever bore.
  EXPECT_EQ(id_of(book, "MTLQQ", "2020-01-01"), "MTLQQ.NYSE");
}

TEST(InstrumentBook, AsksWhichVenueIsMeant) {
  const auto book = *book_of({apple(), {.instrument_id = "AAPL.XETRA", .currency = "EUR"}});
  const auto found = book.resolve("AAPL", at("2020-01-01"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::conflict);
  EXPECT_EQ(found.error().message, "'AAPL' may be AAPL.NASDAQ, AAPL.XETRA; name one by its id");
  EXPECT_EQ(id_of(book, "AAPL.XETRA", "2020-01-01"), "AAPL.XETRA");
}

TEST(InstrumentBook, RefusesOneTickerForTwoAtOneTime) {
  EXPECT_EQ(
      refusal(
          {meta(), {.instrument_id = "FBX.NASDAQ", .symbol = "FB", .listed = at("2022-06-08")}}),
      "instruments.0.aliases: FB.NASDAQ would be both META.NASDAQ and FBX.NASDAQ at one time; "
      "end the one where the other begins, by `to`, `listed` or `delisted`");
  EXPECT_EQ(refusal({meta(),
                     {.instrument_id = "FBX.NASDAQ", .symbol = "FB", .listed = at("2022-06-09")}}),
            "");
}

TEST(InstrumentBook, RefusesACycleOfAliases) {
  EXPECT_EQ(
      refusal({{.instrument_id = "A.X", .aliases = {{"B"}}},
               {.instrument_id = "B.X", .aliases = {{"C.X"}}},
               {.instrument_id = "C.X", .aliases = {{"A"}}}}),
      "instruments.0.aliases: an alias cycle: A.X, B.X, C.X, A.X; remove one of these aliases");
}

TEST(InstrumentBook, ReplacesByIdAndLeavesTheOldBookAlone) {
  const auto book = *book_of({apple(), meta()});
  auto changed = apple();
  changed.sector = "Hardware";
  const auto next = *book.with({changed}, CalendarSet());
  EXPECT_EQ(next.find("AAPL.NASDAQ")->sector, "Hardware");
  EXPECT_EQ(book.find("AAPL.NASDAQ")->sector, "Technology");
  EXPECT_EQ(next.all().size(), 2U);
  EXPECT_EQ(next.find("none"), nullptr);
}

TEST(InstrumentBook, KnowsWhichTimesOfAnInstrumentsNamesAreItsOwn) {
  const auto book = *book_of({apple(), meta(), {.instrument_id = "AAPL.XETRA"}});
  const Period as_fb{kEarliest, at("2022-06-09")};
  const Period as_meta{at("2022-06-09"), kLatest};
  EXPECT_EQ(book.names_in_time(*book.find("META.NASDAQ")),
            (std::vector<NameInTime>{{"META.NASDAQ", kAlways, kAlways},
                                     {"META", kAlways, as_meta},
                                     {"FB", as_fb, as_fb},
                                     {"FB.NASDAQ", as_fb, as_fb}}));
  // Two are AAPL at one time: what is stored as that is neither's.
  EXPECT_EQ(book.names_in_time(*book.find("AAPL.NASDAQ")),
            (std::vector<NameInTime>{{"AAPL.NASDAQ", kAlways, kAlways}}));
}

/// METV was META before Facebook was, so that META is Facebook's only since it bore the name.
TEST(InstrumentBook, DividesANameAmongThoseWhoBoreIt) {
  const auto book = *book_of(
      {meta(),
       {.instrument_id = "METV.ARCA",
        .aliases = {{"META", at("2021-06-30"), at("2022-01-31")}, {"BALL", at("2019-01-01")}}}});
  const Period then{at("2021-06-30"), at("2022-01-31")};
  const auto metv = book.names_in_time(*book.find("METV.ARCA"));
  EXPECT_NE(std::ranges::find(metv, NameInTime{"META", then, then, false}), metv.end());
  const Period now{at("2022-06-09"), kLatest};
  const auto names = book.names_in_time(*book.find("META.NASDAQ"));
  EXPECT_NE(std::ranges::find(names, NameInTime{"META", now, now, false}), names.end());
  EXPECT_EQ(std::ranges::count(names, "META", &NameInTime::name), 1);
}

TEST(InstrumentStore, GivesBackWhatWasStored) {
  const storage::TemporaryFolder folder;
  const auto database = *storage::sqlite::open(folder.file("instruments.sqlite"));
  ASSERT_TRUE(storage::migrate(*database, instrument_tables()));
  const auto gold =
      *completed({.instrument_id = "GC.COMEX",
                  .asset_class = AssetClass::future,
                  .multiplier = 100,
                  .tick_size = 0.1,
                  .lot_size = 2,
                  .calendar = "CMES",
                  .sector = "Metals",
                  .listed = at("1974-12-31"),
                  .delisted = at("2099-01-01"),
                  .aliases = {{"GOLD", at("1980-01-01"), at("1990-01-01")}, {"XAU"}}});
  const auto plain = *completed({.instrument_id = "A.X"});
  {
    const auto writing = *database->write();
    auto before = gold;
    before.aliases.push_back({"OLD"});
    ASSERT_TRUE(store_instrument(*writing, before, at("2020-01-01")));
    ASSERT_TRUE(store_instrument(*writing, gold, at("2020-01-02")));
    ASSERT_TRUE(store_instrument(*writing, plain, at("2020-01-02")));
    ASSERT_TRUE(writing->commit());
  }
  EXPECT_EQ(*read_instruments(**database->read()), (std::vector{plain, gold}));
}

}  // namespace
}  // namespace nautilus::market
