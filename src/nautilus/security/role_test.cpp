// SPDX-License-Identifier: MIT
#include "nautilus/security/role.hpp"

#include <array>

#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/security/audit.hpp"

namespace nautilus::security {
namespace {

TEST(Role, AllowsByTheLattice) {
  constexpr std::array roles{Role::reader, Role::trader, Role::risk, Role::admin};
  constexpr std::array<std::array<bool, 4>, 4> allowed{{
      // Needed: reader, trader, risk, admin.
      {true, false, false, false},  // Held: reader,
      {true, true, false, false},   // trader,
      {true, false, true, false},   // risk,
      {true, true, true, true},     // admin.
  }};
  for (std::size_t held = 0; held < roles.size(); ++held) {
    for (std::size_t needed = 0; needed < roles.size(); ++needed) {
      EXPECT_EQ(allows(roles[held], roles[needed]), allowed[held][needed])
          << to_word(roles[held]) << " asked for " << to_word(roles[needed]);
    }
  }
}

TEST(Role, ReadsBackItsWords) {
  EXPECT_EQ(to_word(Role::risk), "risk");
  EXPECT_EQ(from_word<Role>("admin"), Role::admin);
  EXPECT_EQ(from_word<Role>("Admin"), std::nullopt);
  EXPECT_EQ(from_word<Role>(""), std::nullopt);
}

TEST(AuditRecord, IsWrittenWithAllItsFields) {
  const AuditRecord record{.at = {1'587'130'200'000'000'000},
                           .actor = "local",
                           .action = "keys.revoke",
                           .before = "{}",
                           .after = "",
                           .request_id = "r-1"};
  EXPECT_EQ(json::write(record),
            R"({"at":"2020-04-17T13:30:00.000000Z","actor":"local","action":"keys.revoke",)"
            R"("before":"{}","after":"","request_id":"r-1"})");
}

}  // namespace
}  // namespace nautilus::security
