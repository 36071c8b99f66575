// SPDX-License-Identifier: MIT
#include "nautilus/cli/commands.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/cli/command_line_fixture.hpp"

namespace nautilus::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CommandsTest : public testing::Test, protected CommandLineFixture {
 protected:
  std::string database() { return environment_.at("ML_DATA_DIR") + "/nautilus.sqlite"; }
};

TEST_F(CommandsTest, IngestReportsEachFile) {
  const auto path = write_bars("SP500.csv", 1200);
  const auto first = run({"ingest", path, "--symbol", "SP500"});
  EXPECT_EQ(first.code, 0);
  EXPECT_THAT(first.out, AllOf(HasSubstr(path), HasSubstr("1,200")));
  const auto again = json_of({"ingest", path, "--symbol", "SP500"});
  EXPECT_EQ(again.at("accepted").as_int64(), 0);
  EXPECT_EQ(again.at("unchanged").as_int64(), 1200);
}

TEST_F(CommandsTest, IngestNamesLineAndFieldOfAWrongFileAndStoresNothingOfIt) {
  const auto wrong = write_file(
      "wrong.csv", "date,open,high,low,close\n2020-01-02,1,1,1,1\n2020-01-03,1,1,1,abc\n");
  const auto outcome = run({"ingest", wrong, "--symbol", "SP500"});
  EXPECT_EQ(outcome.code, 64);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("wrong.csv"), HasSubstr("3"), HasSubstr("close"), HasSubstr("abc")));
  EXPECT_EQ(run({"features", "--symbol", "SP500"}).code, 66);
  EXPECT_EQ(run({"ingest", folder_.file("none.csv"), "--symbol", "SP500"}).code, 66);
}

TEST_F(CommandsTest, SeriesLoadsFilesAndShowsThemAsOfATime) {
  const auto path =
      write_file("vix.csv", "date,vix\n2020-01-02,12.5\n2020-01-03,.\n2020-01-06,14\n");
  EXPECT_EQ(run({"series", "load", path, "--series", "VIXCLS"}).code, 64);
  const auto loaded =
      json_of({"series", "load", path, "--series", "VIXCLS", "--release-lag", "1d"});
  EXPECT_EQ(loaded.at("series").at(0).at("accepted").as_int64(), 2);
  EXPECT_EQ(loaded.at("series").at(0).at("skipped").as_int64(), 1);
  const auto shown = json_of({"series", "--series", "VIXCLS", "--as-of", "2020-01-06"});
  EXPECT_EQ(shown.at("values").as_array().size(), 1);
  EXPECT_THAT(run({"series"}).out, AllOf(HasSubstr("VIXCLS"), HasSubstr("1d")));
  EXPECT_THAT(run({"series", "--series-id", "VIXCLS"}).out, HasSubstr("2020-01-07T00:00:00"));
  EXPECT_EQ(run({"series", "--series", "VIX"}).code, 66);
  EXPECT_EQ(run({"series", "delete"}).code, 64);
  EXPECT_EQ(run({"series", "load"}).code, 64);
}

TEST_F(CommandsTest, QualityTellsOfFilesAndOfWhatIsHeld) {
  const auto path = write_file("odd.csv",
                               "date,open,high,low,close\n2020-01-02,1,1,1,1\n2020-01-03,5,3,1,2\n"
                               "2020-01-06,1,1,1,1\n2020-01-06,1,1,1,1\n");
  const auto checked = json_of({"quality", "--csv", path, "--symbol", "VIX", "--calendar", "XNYS"});
  const auto& counts = checked.at("series").at(0).at("counts");
  EXPECT_EQ(counts.at("outside_range").as_int64(), 1);
  EXPECT_EQ(counts.at("duplicate").as_int64(), 1);
  EXPECT_EQ(counts.at("gap").as_int64(), 1);  // The rejected day.
  EXPECT_EQ(run({"ingest", path, "--symbol", "VIX"}).code, 64);
  EXPECT_EQ(json_of({"ingest", path, "--symbol", "VIX", "--partial"}).at("accepted").as_int64(), 2);
  EXPECT_THAT(run({"quality"}).out, AllOf(HasSubstr("VIX"), HasSubstr("outside_range")));
  EXPECT_THAT(run({"quality", "--symbol", "VIX"}).out, HasSubstr("2020-01-03"));
  EXPECT_THAT(run({"quality", "--checks"}).out, HasSubstr("unit_change"));
  EXPECT_EQ(run({"quality", "--symbol", "SPX"}).code, 66);
  EXPECT_EQ(run({"quality", "--check", "none"}).code, 64);
}

TEST_F(CommandsTest, FeaturesPrintsWhatTheRouteAnswers) {
  fill();
  const auto table = run({"features", "--symbol", "SP500", "--groups", "trend,volume"});
  EXPECT_EQ(table.code, 0);
  EXPECT_THAT(table.out, AllOf(HasSubstr("sma_5"), HasSubstr("volume_ratio")));
  EXPECT_THAT(table.out, Not(HasSubstr("rsi_14")));
  const auto answer = json_of({"features", "--symbol", "SP500", "--as-of", "2010-04-14"});
  EXPECT_EQ(answer.at("window").at("bars").as_int64(), 100);
  EXPECT_TRUE(answer.at("missing").as_object().contains("sma_200"));
  EXPECT_EQ(run({"features"}).code, 64);
}

TEST_F(CommandsTest, FeaturesTakesFormulas) {
  fill();
  const auto answer =
      json_of({"features", "--symbol", "SP500", "--expression", "spread=ema(close, 12) - ema(26)",
               "--expression", "higher = close >= open"});
  const auto& own = answer.at("features").at("expressions").as_object();
  EXPECT_EQ(own.size(), 2);
  EXPECT_TRUE(own.contains("spread"));
  const auto wrong = run({"features", "--symbol", "SP500", "--expression", "a=emma(close, 12)"});
  EXPECT_EQ(wrong.code, 64);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr("column 1"), HasSubstr("did you mean 'ema'")));
  EXPECT_EQ(run({"features", "--symbol", "SP500", "--expression", "close"}).code, 64);
  EXPECT_EQ(
      run({"features", "--symbol", "SP500", "--expression", "a=close", "--expression", "a=open"})
          .code,
      64);
}

TEST_F(CommandsTest, FeaturesListsFormulasOfTheSettings) {
  const auto file = write_file("own.toml", "pull = \"close / sma(close, 20) - 1\"\n");
  const auto listed = run({"features", "--catalog", "--features-expressions-file", file});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("pull"));
}

TEST_F(CommandsTest, FeaturesListsTheCatalogueWithoutData) {
  EXPECT_THAT(run({"features", "--catalog"}).out, HasSubstr("realized_volatility_20"));
  EXPECT_GE(json_of({"features", "--catalog"}).at("indicators").as_array().size(), 10);
}

TEST_F(CommandsTest, RegimePrintsTheRegimeAndWhyFiguresAreMissing) {
  fill();
  const auto answer = json_of({"regime"});
  const std::string word(answer.at("regime").as_string());
  EXPECT_EQ(answer.at("symbol").as_string(), "SP500");
  EXPECT_TRUE(answer.at("probabilities").is_null());
  const auto table = run({"regime"});
  EXPECT_THAT(table.out, AllOf(HasSubstr("SP500 is in the regime " + word), HasSubstr("500")));
}

TEST_F(CommandsTest, RegimeHistoryHasAnEntryPerBar) {
  fill();
  const auto answer = json_of({"regime", "history", "--days", "9"});
  EXPECT_EQ(answer.at("history").as_array().size(), 10);
  EXPECT_THAT(run({"regime", "history", "--days", "9"}).out, HasSubstr("recomputed"));
}

TEST_F(CommandsTest, RegimeLabelDatesAFileInHindsight) {
  const auto path = write_bars("bars.csv", 400);
  const auto answer =
      json_of({"regime", "label", path, "--symbol", "SP500", "--reference-volatility", "0.16"});
  EXPECT_EQ(answer.at("symbol").as_string(), "SP500");
  EXPECT_EQ(answer.at("reference_volatility").as_double(), 0.16);
  const auto& labels = answer.at("labels").as_array();
  ASSERT_EQ(labels.size(), 400);
  EXPECT_EQ(labels[0].at("date").as_string(), "2010-01-04");
  for (const auto& each : labels) {
    const std::string_view word(each.at("label").as_string());
    EXPECT_TRUE(from_word<regime::Regime>(word)) << word;
  }
  EXPECT_THAT(run({"regime", "label", path}).out, HasSubstr("LOOKS AHEAD"));
  EXPECT_EQ(run({"regime", "label"}).code, 64);
}

TEST_F(CommandsTest, VarPrintsTheFiguresOfStoredAndGivenPortfolios) {
  fill();
  const auto stored = json_of({"var", "--method", "historical"});
  EXPECT_EQ(stored.at("portfolio_id").as_string(), "default");
  EXPECT_GT(stored.at("var").to_number<double>(), 0);
  const auto given =
      json_of({"var", "--method", "historical", "--portfolio", R"({"SP500":10,"GE":-5})"});
  EXPECT_EQ(given.at("var"), stored.at("var"));
  const auto table = run({"var", "--method", "historical"});
  EXPECT_THAT(table.out, AllOf(HasSubstr("value at risk"), HasSubstr("95.0 % confidence")));
  EXPECT_EQ(run({"var"}).code, 64);
  EXPECT_EQ(run({"var", "--method", "crystal-ball"}).code, 64);
  EXPECT_EQ(run({"var", "--method", "historical", "--portfolio", "{"}).code, 64);
}

TEST_F(CommandsTest, PortfolioShowsWhatWasSet) {
  fill();
  const auto held = json_of({"portfolio"});
  EXPECT_EQ(held.at("positions").at("GE").to_number<double>(), -5);
  EXPECT_EQ(held.at("cash").at("USD").to_number<double>(), 1000);
  EXPECT_THAT(run({"portfolio"}).out, AllOf(HasSubstr("SP500"), HasSubstr("cash USD")));
  EXPECT_EQ(run({"portfolio", "set", "--cash", R"({"EUR":1})"}).code, 64);
  EXPECT_EQ(run({"portfolio", "--portfolio-id", "pairs"}).code, 66);
}

TEST_F(CommandsTest, ActionsAreAddedListedAndApplied) {
  fill();
  const auto path = write_file("actions.csv",
                               "symbol,type,ex_date,ratio,known_at\n"
                               "SP500,split,2010-01-10,2:1,2010-02-01T00:00:00Z\n");
  EXPECT_THAT(run({"actions", "add", path}).out, HasSubstr("1 new, 0 corrected, 0 unchanged"));
  EXPECT_EQ(json_of({"actions", "add", path}).at("unchanged").as_int64(), 1);
  EXPECT_THAT(run({"actions"}).out, AllOf(HasSubstr("SP500"), HasSubstr("2010-01-10")));
  EXPECT_EQ(json_of({"actions", "--as-of", "2010-01-31"}).at("total_actions").as_int64(), 0);
  EXPECT_EQ(json_of({"features", "--symbol", "SP500"}).at("adjustment").as_string(), "split");
  const auto wrong = write_file("wrong.csv", "symbol,type,ex_date,ratio\nGE,split,2010-01-10,0\n");
  const auto refused = run({"actions", "add", wrong});
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("wrong.csv"), HasSubstr("ratio")));
  EXPECT_EQ(run({"actions", "remove"}).code, 64);
}

TEST_F(CommandsTest, FuturesAreDefinedListedAndShown) {
  fill();
  const auto path = write_file("es.json", R"({"name":"ES","rule":"days_before_expiry",
    "contracts":[{"symbol":"GE","expiry":"2010-02-01"},{"symbol":"SP500","expiry":"2030-02-01"}]})");
  EXPECT_THAT(run({"futures", "define", path}).out, HasSubstr("defined ES"));
  EXPECT_THAT(run({"futures"}).out, AllOf(HasSubstr("ES"), HasSubstr("ratio")));
  const auto answer = json_of({"futures", "--name", "ES"});
  EXPECT_EQ(answer.at("rolls").as_array().size(), 1);
  EXPECT_THAT(run({"futures", "--name", "ES"}).out, HasSubstr("roll"));
  EXPECT_EQ(run({"futures", "--name", "EX"}).code, 66);
}

TEST_F(CommandsTest, KeysAreMadeListedRotatedAndRevoked) {
  const auto made = json_of({"keys", "create", "--name", "desk", "--role", "risk"});
  const std::string id(made.at("id").as_string());
  EXPECT_EQ(made.at("key").as_string().size(), security::kKeyTextSize);
  const auto rotated = json_of({"keys", "rotate", id, "--overlap-hours", "0"});
  EXPECT_EQ(rotated.at("role").as_string(), "risk");
  EXPECT_EQ(run({"keys", "revoke", std::string(rotated.at("id").as_string())}).code, 0);
  const auto listed = json_of({"keys", "list"});
  const auto& keys = listed.at("keys").as_array();
  ASSERT_EQ(keys.size(), 2);
  EXPECT_FALSE(keys[0].at("expires_at").is_null());
  EXPECT_FALSE(keys[1].at("revoked_at").is_null());
  EXPECT_EQ(keys[0].at("hash").as_string(), "***");
  EXPECT_THAT(run({"keys"}).out, AllOf(HasSubstr(id), Not(HasSubstr("argon2"))));
}

TEST_F(CommandsTest, KeysCreatePrintsTheKeyAloneSoThatItCanBePiped) {
  const auto outcome = run({"keys", "create", "--name", "desk"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out.size(), security::kKeyTextSize + 1);
  EXPECT_THAT(outcome.err, HasSubstr("desk"));
  EXPECT_EQ(run({"keys", "create"}).code, 64);
  EXPECT_EQ(run({"keys", "create", "--name", "desk", "--role", "king"}).code, 64);
  EXPECT_EQ(run({"keys", "revoke", "unknown"}).code, 66);
}

TEST_F(CommandsTest, DoctorFindsASoundFolderSound) {
  fill();
  const auto outcome = run({"doctor"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("sound"), Not(HasSubstr("WRONG"))));
}

TEST_F(CommandsTest, DoctorFindsATornDatabase) {
  fill();
  const auto size = std::filesystem::file_size(database());
  ASSERT_GT(size, 40'000);
  std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
  // The first page, with the schema, stays: what is torn lies deeper.
  for (std::uintmax_t at = 8192; at + 512 < size; at += 4096) {
    file.seekp(static_cast<std::streamoff>(at));
    file << std::string(512, '\xff');
  }
  file.close();
  const auto outcome = run({"doctor"});
  EXPECT_EQ(outcome.code, 65);
  EXPECT_NE(outcome.err, "");
}

TEST_F(CommandsTest, DoctorFindsAnAddressThatNeedsTlsAndKeys) {
  fill();
  const auto outcome = run({"doctor", "--bind", "0.0.0.0"});
  EXPECT_EQ(outcome.code, 65);
  EXPECT_THAT(outcome.out, HasSubstr("WRONG"));
  EXPECT_THAT(outcome.err, HasSubstr("address, TLS and keys"));
}

TEST_F(CommandsTest, BackupWritesACopyThatCanBeRead) {
  fill();
  const auto copy = folder_.file("copy.sqlite");
  EXPECT_EQ(run({"backup", copy}).code, 0);
  EXPECT_EQ(run({"backup", copy}).code, 73);  // It is there already.
  const auto before = json_of({"regime"});
  environment_["ML_DATABASE_URL"] = "sqlite:" + copy;
  EXPECT_EQ(json_of({"regime"}), before);
}

TEST_F(CommandsTest, FeaturesOfAFileNeedNoDataFolder) {
  const auto file = write_bars("SP500.csv", 300, 1);
  const auto alone = json_of({"features", "--csv", file});
  EXPECT_EQ(alone.at("symbol"), "SP500");
  EXPECT_FALSE(std::filesystem::exists(folder_.file("data")));
  EXPECT_THAT(alone.at("missing").at("spy_correlation_30").as_string().c_str(),
              HasSubstr("only the file is read"));
  fill();
  const auto held = json_of({"features", "--symbol", "SP500"});
  EXPECT_EQ(alone.at("features").at("trend"), held.at("features").at("trend"));
  EXPECT_EQ(alone.at("features").at("volatility"), held.at("features").at("volatility"));
  EXPECT_EQ(alone.at("feature_set_version"), held.at("feature_set_version"));
}

TEST_F(CommandsTest, FeaturesOfEveryBarAreATable) {
  const auto file = write_bars("SP500.csv", 300, 1);
  const auto table = json_of({"features", "--csv", file, "--all", "--groups", "trend"});
  EXPECT_EQ(table.at("bars").as_array().size(), 300U);
  EXPECT_EQ(table.at("bars").at(0).at("values").as_array().size(),
            table.at("features").as_array().size());
  const auto csv = run({"features", "--csv", file, "--all", "--expression", "twice=close * 2"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  EXPECT_THAT(csv.out, testing::StartsWith("timestamp,known_at,twice\n"));
  EXPECT_EQ(std::ranges::count(csv.out, '\n'), 301);
}

TEST_F(CommandsTest, FeaturesAreAuditedWithOrWithoutAFile) {
  const auto file = write_bars("SP500.csv", 300, 1);
  const auto alone =
      json_of({"features", "audit", "--csv", file, "--truncations", "5", "--groups", "trend"});
  EXPECT_EQ(alone.at("passed"), true);
  EXPECT_EQ(alone.at("bars"), 300);
  EXPECT_GT(alone.at("compared").as_int64(), 10'000);
  fill();
  const auto shown =
      run({"features", "audit", "--symbol", "SP500", "--truncations", "5", "--groups", "momentum"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("no value changed"));
  const auto unproven =
      run({"features", "audit", "--csv", file, "--expression", "slow=sma(close, 400)"});
  EXPECT_EQ(unproven.code, 65);
  EXPECT_THAT(unproven.err, HasSubstr("slow could not be compared: no value on these 300 bars"));
  EXPECT_THAT(unproven.out, HasSubstr("slow: not compared"));
  EXPECT_EQ(run({"features", "report", "--symbol", "SP500"}).code, 64);
}

TEST_F(CommandsTest, FeaturesOfAFileNameWhatIsWrongWithIt) {
  const auto file = [&](const std::string& rows) {
    return write_file("bars.csv", "symbol,date,open,high,low,close,volume\n" + rows);
  };
  const auto told = [&](const std::string& rows, std::vector<std::string> more = {}) {
    std::vector<std::string> line{"features", "--csv", file(rows)};
    line.insert(line.end(), more.begin(), more.end());
    const auto outcome = run(line);
    EXPECT_NE(outcome.code, 0);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  const std::string first = "A,2020-01-02,1,3,1,2,10\n";
  EXPECT_THAT(told(first + "B,2020-01-03,1,3,1,2,10\n"), HasSubstr("bars of A 1d and of B 1d"));
  EXPECT_THAT(told(first + "A,2020-01-02,1,3,1,2.5,10\n"), HasSubstr("two different bars"));
  EXPECT_THAT(told(first + "A,2020-01-03,1,3,1,x,10\n"), HasSubstr("line 3"));
  EXPECT_THAT(told(first, {"--as-of", "2020-01-02"}), HasSubstr("no bar of the file"));
  EXPECT_THAT(told(first, {"--calendar", "XLON"}), HasSubstr("XNYS"));
  EXPECT_THAT(told(first, {"--adjustment", "split"}), HasSubstr("adjustment"));
}

}  // namespace
}  // namespace nautilus::cli
