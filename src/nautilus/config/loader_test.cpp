// SPDX-License-Identifier: MIT
#include "nautilus/config/loader.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/file.hpp"
#include "nautilus/config/listing.hpp"

namespace nautilus::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::array<std::string_view, 2> kModes{"fast", "exact"};

struct Door {
  std::string bind = "127.0.0.1";
  int port = 8001;
  bool open = true;
  std::optional<double> limit;
  std::vector<int> days{1, 5};
  std::string mode = "fast";

  static constexpr auto fields() {
    return std::tuple{
        field("bind", &Door::bind, "Address", sized(1, 64)),
        field("port", &Door::port, "Port", between(0, 65535)),
        field("open", &Door::open, "Open"),
        field("limit", &Door::limit, "Limit", above(0)),
        field("days", &Door::days, "Days", sized(1, 3)),
        field("mode", &Door::mode, "Mode", one_of(kModes)),
    };
  }
};

constexpr std::array<FlagAlias, 1> kAliases{{{"port", "door-port"}}};

struct House {
  std::string data_dir = "data";
  std::string password;
  Door door;

  static constexpr auto fields() {
    return std::tuple{
        field("data_dir", &House::data_dir, "Folder"),
        secret_field("password", &House::password, "Password"),
        field("door", &House::door, "The door"),
    };
  }
  static constexpr std::span<const FlagAlias> flag_aliases() { return kAliases; }
};

Sources toml(std::string text) { return {.file = SettingsFile{"house.toml", std::move(text)}}; }
Sources environment(std::string name, std::string value) {
  return {.environment = {{std::move(name), std::move(value)}}};
}
Sources flag(std::string name, std::string value) {
  return {.flags = {{std::move(name), std::move(value)}}};
}
std::string error_of(const Sources& sources) {
  const auto loaded = load<House>(sources);
  return loaded ? "" : loaded.error().message;
}

TEST(Loader, KeepsDefaultsWhereNothingIsSaid) {
  const auto loaded = load<House>({});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->settings.door.port, 8001);
  EXPECT_TRUE(loaded->origins.empty());
}

TEST(Loader, LetsTheLaterSourceWin) {
  auto sources = toml("data_dir = 'file'\n[door]\nport = 1\nbind = '::1'");
  EXPECT_EQ(load<House>(sources)->settings.door.port, 1);
  sources.environment["ML_DOOR_PORT"] = "2";
  EXPECT_EQ(load<House>(sources)->settings.door.port, 2);
  sources.flags["door-port"] = "3";

  const auto loaded = load<House>(sources);
  EXPECT_EQ(loaded->settings.door.port, 3);
  EXPECT_EQ(loaded->settings.door.bind, "::1");
  EXPECT_EQ(loaded->settings.data_dir, "file");
  EXPECT_EQ(loaded->origins.at("door.port").source, Source::flag);
  EXPECT_EQ(loaded->origins.at("door.bind").source, Source::file);
}

TEST(Loader, ReadsJsonAsItReadsToml) {
  const Sources by_name{.file = SettingsFile{"house.json", R"({"door": {"days": [7]}})"}};
  const Sources by_content{.file = SettingsFile{"house.conf", R"( {"door": {"days": [7]}})"}};
  for (const auto& sources : {by_name, by_content, toml("[door]\ndays = [7]")}) {
    const auto loaded = load<House>(sources);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_THAT(loaded->settings.door.days, ElementsAre(7));
  }
}

TEST(Loader, ReadsEachKindFromText) {
  const auto loaded = load<House>({.environment = {{"ML_DOOR_OPEN", "off"},
                                                   {"ML_DOOR_LIMIT", "2.5"},
                                                   {"ML_DOOR_DAYS", "1, 5 ,10"},
                                                   {"ML_DOOR_MODE", "exact"}}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_FALSE(loaded->settings.door.open);
  EXPECT_EQ(loaded->settings.door.limit, 2.5);
  EXPECT_THAT(loaded->settings.door.days, ElementsAre(1, 5, 10));
  EXPECT_EQ(loaded->settings.door.mode, "exact");
}

TEST(Loader, UnsetsAnOptionalByAnEmptyText) {
  auto sources = toml("[door]\nlimit = 2");
  EXPECT_EQ(load<House>(sources)->settings.door.limit, 2);
  sources.environment["ML_DOOR_LIMIT"] = "";
  EXPECT_EQ(load<House>(sources)->settings.door.limit, std::nullopt);
}

TEST(Loader, TakesAShortFlagForTheLongOne) {
  EXPECT_EQ(load<House>(flag("port", "9"))->settings.door.port, 9);
  EXPECT_EQ(error_of({.flags = {{"port", "9"}, {"door-port", "9"}}}),
            "door.port is given twice, as --port and --door-port");
}

TEST(Loader, NamesSettingValueAndSource) {
  EXPECT_EQ(error_of(environment("ML_DOOR_PORT", "70000")),
            "door.port must be between 0 and 65535, was 70000 (from the environment, "
            "ML_DOOR_PORT)");
  EXPECT_EQ(error_of(toml("[door]\nport = -1")),
            "door.port must be between 0 and 65535, was -1 (from the file house.toml)");
  EXPECT_EQ(error_of(flag("port", "http")),
            "door.port must be a whole number, was 'http' (from the flag --port)");
  EXPECT_EQ(error_of(environment("ML_DOOR_OPEN", "maybe")),
            "door.open must be true or false, was 'maybe' (from the environment, ML_DOOR_OPEN)");
  EXPECT_EQ(error_of(environment("ML_DOOR_LIMIT", "nan")),
            "door.limit must be a number, was 'nan' (from the environment, ML_DOOR_LIMIT)");
  EXPECT_EQ(error_of(flag("door-mode", "exakt")),
            "door.mode must be one of fast, exact, was 'exakt' (did you mean 'exact'?) (from the "
            "flag --door-mode)");
  EXPECT_EQ(error_of(toml("[door]\nlimit = inf")),
            "door.limit must be finite (from the file house.toml)");
  EXPECT_EQ(error_of(flag("door-days", "")),
            "door.days must have at least 1 elements, had 0 (from the flag --door-days)");
  EXPECT_EQ(error_of(toml("[door]\ndays = [1, 'x']")),
            "door.days.1 must be a whole number, was the text 'x' (from the file house.toml)");
}

TEST(Loader, TellsEveryFaultAtOnce) {
  const auto loaded =
      load<House>({.environment = {{"ML_DOOR_PORT", "-1"}, {"ML_DOOR_LIMIT", "0"}}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().faults.size(), 2U);
  EXPECT_THAT(loaded.error().message, HasSubstr("door.port must be between"));
  EXPECT_THAT(loaded.error().message, HasSubstr("; door.limit must be above 0, was 0"));
}

TEST(Loader, RefusesAnUnknownSettingOfTheFileWithTheNearestName) {
  EXPECT_EQ(error_of(toml("[door]\nprot = 1")),
            "door.prot is no setting (did you mean 'door.port'?) (from the file house.toml)");
  EXPECT_THAT(error_of(toml("[dor]\nport = 1")), HasSubstr("dor is no setting"));
  EXPECT_EQ(error_of(toml("door = 5")),
            "door is a group of settings, was a whole number (from the file house.toml)");
}

TEST(Loader, RefusesAnUnknownFlagWithTheNearestName) {
  EXPECT_EQ(error_of(flag("door-prot", "1")), "--door-prot is no flag (did you mean 'door-port'?)");
  EXPECT_EQ(error_of(flag("", "1")), "-- is no flag");
}

TEST(Loader, OnlyWarnsOfAnUnknownVariable) {
  const auto loaded = load<House>({.environment = {{"ML_DOOR_PROT", "1"}, {"HOME", "/root"}}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(loaded->warnings,
              ElementsAre("the environment variable ML_DOOR_PROT is no setting (did you mean "
                          "'ML_DOOR_PORT'?); ignored"));
}

TEST(Loader, NamesTheLineOfAMalformedFile) {
  const auto loaded = load<House>(toml("data_dir = 'x'\nport = = 1"));
  EXPECT_EQ(loaded.error().code, ErrorCode::malformed);
  EXPECT_THAT(loaded.error().message, HasSubstr("house.toml: line 2, column 8"));
  EXPECT_EQ(load<House>({.file = SettingsFile{"a.json", "[1]"}}).error().message,
            "a.json: must be an object of settings, was a list");
}

TEST(Loader, TakesASecretFromAFileThatTheEnvironmentNames) {
  const auto path = testing::TempDir() + "nautilus_secret";
  ASSERT_TRUE(write_file_atomically(path, "hunter2\n", 0600));

  EXPECT_EQ(load<House>(environment("ML_PASSWORD_FILE", path))->settings.password, "hunter2");
  EXPECT_EQ(error_of({.environment = {{"ML_PASSWORD_FILE", path}, {"ML_PASSWORD", "other"}}}),
            "password is given twice, as ML_PASSWORD and ML_PASSWORD_FILE");
  std::filesystem::remove(path);
  EXPECT_THAT(error_of(environment("ML_PASSWORD_FILE", path)),
              HasSubstr("No such file or directory (from the environment, ML_PASSWORD_FILE)"));
}

TEST(Loader, NeverShowsASecret) {
  EXPECT_EQ(error_of(toml("password = ['hunter2']")),
            "password is not of the right kind (from the file house.toml)");
  EXPECT_THAT(error_of(flag("password", "hunter2")), Not(HasSubstr("hunter2")));

  const auto loaded = load<House>(environment("ML_PASSWORD", "hunter2"));
  const auto rows = list_settings(settings_of(loaded->settings), loaded->origins);
  EXPECT_EQ(rows[1].name, "password");
  EXPECT_EQ(rows[1].value, "***");
  EXPECT_THAT(json::write(rows), Not(HasSubstr("hunter2")));
}

TEST(Loader, ReadsNoFileForASettingThatIsNoSecret) {
  EXPECT_EQ(load<House>(environment("ML_DATA_DIR_FILE", "/x"))->warnings.size(), 1U);
}

struct Strict {
  struct Part {
    int size = 0;
    static constexpr auto fields() {
      return std::tuple{required_field("size", &Part::size, "Size")};
    }
  };
  Part part;
  static constexpr auto fields() { return std::tuple{field("part", &Strict::part, "Part")}; }
};

TEST(Loader, NamesARequiredSettingThatIsMissing) {
  EXPECT_EQ(load<Strict>({}).error().message,
            "part.size is required (set it in the file or as ML_PART_SIZE)");
}

}  // namespace
}  // namespace nautilus::config
