// SPDX-License-Identifier: MIT
#include "nautilus/config/service_settings.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::config {
namespace {

using testing::HasSubstr;

std::string error_of(const std::map<std::string, std::string>& flags) {
  const auto loaded = load_settings({.flags = flags});
  return loaded ? "" : loaded.error().message;
}

TEST(ServiceSettings, HoldWithoutBeingTold) { EXPECT_EQ(error_of({}), ""); }

TEST(ServiceSettings, TakeTheShortFlags) {
  const auto loaded = load_settings({.flags = {{"port", "0"}, {"bind", "::1"}}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->settings.server.port, 0);
  EXPECT_EQ(loaded->settings.server.bind, "::1");
}

TEST(ServiceSettings, AskForCertificateAndKeyTogether) {
  const std::string pem = "x.pem";
  EXPECT_EQ(error_of({{"security-tls-certificate", pem}}),
            "security.tls_private_key: must be set where security.tls_certificate is");
  EXPECT_EQ(error_of({{"security-tls-private-key", pem}}),
            "security.tls_certificate: must be set where security.tls_private_key is");
  EXPECT_THAT(error_of({{"security-tls-client-ca", pem}}), HasSubstr("needs TLS"));
  EXPECT_EQ(error_of({{"security-tls-certificate", pem},
                      {"security-tls-private-key", pem},
                      {"security-tls-client-ca", pem}}),
            "");
}

TEST(ServiceSettings, ListEachSettingWithItsSource) {
  const auto loaded = load_settings({.environment = {{"ML_RISK_VAR_HORIZONS", "1,10"}}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto rows = list_settings(*loaded);
  const auto row = std::ranges::find(rows, "risk.var_horizons", &SettingRow::name);
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(row->value, "1,10");
  EXPECT_EQ(row->default_value, "1,5,10");
  EXPECT_EQ(row->source, Source::environment);
  EXPECT_EQ(row->origin, "ML_RISK_VAR_HORIZONS");
  EXPECT_EQ(row->flag, "risk-var-horizons");
  EXPECT_EQ(row->limits, "whole numbers, 1 to 16 elements");
}

/// What a user types back is what was listed: each default is read again by the loader.
TEST(ServiceSettings, ReadBackEveryListedValue) {
  Sources sources;
  for (const auto& setting : service_settings()) {
    ASSERT_FALSE(setting.help.empty()) << setting.name;
    sources.environment[setting.environment] = value_text(setting.default_value);
  }
  const auto loaded = load_settings(sources);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_TRUE(loaded->warnings.empty());
  EXPECT_EQ(json::write(loaded->settings), json::write(Settings{}));
}

TEST(ConfigurationDocument, HasALineForEachSetting) {
  const auto text = configuration_document();
  EXPECT_THAT(text, HasSubstr("| `port` | `8001` | a whole number between 0 and 65535 | "
                              "`ML_SERVER_PORT` | `--server-port`, `--port` | Port to listen on; 0 "
                              "takes a free one |\n"));
  EXPECT_THAT(text, HasSubstr("\n## [server]\n\nThe HTTP server.\n"));
  EXPECT_THAT(text, HasSubstr("| `requests_per_second` | `100000` | a number above 0 |"));
  for (const auto& setting : service_settings()) EXPECT_THAT(text, HasSubstr(setting.environment));
}

}  // namespace
}  // namespace nautilus::config
