// SPDX-License-Identifier: MIT
#include "nautilus/cli/cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/cli/command_line_fixture.hpp"
#include "nautilus/cli/commands.hpp"
#include "nautilus/platform/version.hpp"

namespace nautilus::cli {
namespace {

using testing::HasSubstr;

class CommandLineTest : public testing::Test, protected CommandLineFixture {};

TEST_F(CommandLineTest, ListsEveryCommandInItsHelp) {
  const auto help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  const auto commands = all_commands();
  EXPECT_EQ(commands.size(), 17);
  for (const auto& command : commands) {
    EXPECT_THAT(help.out, HasSubstr("\n  " + command.name + " ")) << command.name;
    EXPECT_THAT(help.out, HasSubstr(command.summary));
  }
}

TEST_F(CommandLineTest, ShowsOptionsAndExamplesInTheHelpOfACommand) {
  for (const auto& command : all_commands()) {
    const auto help = run({command.name, "--help"});
    EXPECT_EQ(help.code, 0) << command.name;
    for (const auto& option : command.options) {
      EXPECT_THAT(help.out, HasSubstr("--" + option.name)) << command.name;
    }
    EXPECT_THAT(help.out, HasSubstr("--json"));
  }
}

TEST_F(CommandLineTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(run({}).code, 64);
  EXPECT_EQ(run({"sell"}).code, 64);
  EXPECT_EQ(run({"regime", "--symbl", "GE"}).code, 64);
  EXPECT_EQ(run({"regime", "future"}).code, 64);
  EXPECT_EQ(run({"regime", "--as-of", "yesterday"}).code, 64);
  EXPECT_EQ(run({"portfolio", "sell"}).code, 64);
  EXPECT_EQ(run({"keys", "revoke"}).code, 64);
  EXPECT_EQ(run({"backup"}).code, 64);
  EXPECT_EQ(run({"ingest"}).code, 64);
}

TEST_F(CommandLineTest, SaysHowToBeginWithoutAnyData) {
  for (const auto* command : {"regime", "portfolio", "doctor"}) {
    const auto outcome = run({command});
    EXPECT_EQ(outcome.code, 66) << command;
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("nautilus-ml ingest")) << command;
  }
}

TEST_F(CommandLineTest, HasACodePerKindOfError) {
  ASSERT_EQ(run({"ingest", write_bars("few.csv", 10), "--symbol", "FEW"}).code, 0);
  EXPECT_EQ(run({"regime", "--symbol", "NONE"}).code, 66);  // not_found
  EXPECT_EQ(run({"regime", "--symbol", "FEW"}).code, 65);   // insufficient_data
  config::Settings settings;
  settings.data_dir = environment_.at("ML_DATA_DIR");
  const SystemClock clock;
  telemetry::Metrics metrics({});
  const auto owner = *platform::Engine::open(settings, platform::Access::owner, clock, metrics);
  const auto busy = run({"ingest", write_bars("more.csv", 10), "--symbol", "FEW"});
  EXPECT_EQ(busy.code, 73);  // conflict
  EXPECT_THAT(busy.err, HasSubstr("POST /api/v1/ml/market/bars"));
}

TEST_F(CommandLineTest, PrintsItsVersion) {
  const std::string version(platform::kVersion);
  EXPECT_THAT(run({"--version"}).out, HasSubstr(version));
  EXPECT_THAT(run({"version"}).out, HasSubstr(version));
  EXPECT_EQ(json_of({"version"}).at("version").as_string(), version);
}

TEST_F(CommandLineTest, NamesTheSourceOfEverySetting) {
  environment_["ML_SERVER_PORT"] = "9001";
  const auto file = write_file("n.toml", "[features]\ncache_size = 5\n");
  const auto listed = json_of({"config", "--config", file, "--bind", "127.0.0.2"});
  std::map<std::string, std::string> sources;
  for (const auto& row : listed.at("settings").as_array()) {
    sources[std::string(row.at("name").as_string())] = row.at("source").as_string();
  }
  EXPECT_GE(sources.size(), 30);
  EXPECT_EQ(sources.at("server.port"), "environment");
  EXPECT_EQ(sources.at("features.cache_size"), "file");
  EXPECT_EQ(sources.at("server.bind"), "flag");
  EXPECT_EQ(sources.at("server.burst"), "default");
  EXPECT_THAT(run({"config"}).out, HasSubstr("server.port"));
  EXPECT_THAT(run({"config", "--document"}).out, HasSubstr("ML_SERVER_PORT"));
}

TEST_F(CommandLineTest, RefusesAWrongSettingByItsName) {
  environment_["ML_SERVER_PORT"] = "99999";
  const auto outcome = run({"config"});
  EXPECT_EQ(outcome.code, 64);
  EXPECT_THAT(outcome.err, HasSubstr("ML_SERVER_PORT"));
}

}  // namespace
}  // namespace nautilus::cli
