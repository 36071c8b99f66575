// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/health.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"

namespace nautilus::telemetry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const ComponentHealth kStorage{"storage", true, "ok", "", true};
const ComponentHealth kTornStorage{"storage", false, "failed", "disk full", true};
const ComponentHealth kStaleRegime{"regime_detector", false, "stale", "", false};
const ComponentHealth kBusOff{"bus", std::nullopt, "off", "", true};

TEST(OverallStatus, IsTheWorstThatMatters) {
  const auto status = [](std::vector<ComponentHealth> components) {
    return to_word(overall_status(components));
  };
  EXPECT_EQ(status({}), "healthy");
  EXPECT_EQ(status({kStorage}), "healthy");
  EXPECT_EQ(status({kStorage, kStaleRegime}), "degraded");
  EXPECT_EQ(status({kTornStorage, kStaleRegime}), "unhealthy");
}

TEST(OverallStatus, DoesNotMindWhatIsOff) {
  const std::vector<ComponentHealth> components{kStorage, kBusOff};
  EXPECT_EQ(overall_status(components), HealthStatus::healthy);
  EXPECT_THAT(unhealthy_components(components), IsEmpty());
}

TEST(UnhealthyComponents, AreNamedInOrder) {
  const std::vector<ComponentHealth> components{kTornStorage, kBusOff, kStaleRegime};
  EXPECT_THAT(unhealthy_components(components), ElementsAre("storage", "regime_detector"));
}

TEST(ComponentHealth, IsWrittenAsTheContractSays) {
  EXPECT_EQ(json::write(kBusOff), R"({"healthy":null,"state":"off","detail":""})");
}

}  // namespace
}  // namespace nautilus::telemetry
