// SPDX-License-Identifier: MIT
#include "nautilus/platform/system_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/platform/version.hpp"

namespace nautilus::platform {
namespace {

using telemetry::HealthStatus;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SystemDeskTest : public testing::Test, protected EngineFixture {
 protected:
  SystemDesk& desk() { return engine_->system(); }

  void hold_all() {
    hold("SP500", daily_bars(300));
    ASSERT_TRUE(engine_->portfolios().put(kTester, {.positions = {{"SP500", 10}}}));
  }
};

TEST_F(SystemDeskTest, IsHealthyWhileItWaitsForBars) {
  const auto health = desk().health();
  EXPECT_EQ(health.status, HealthStatus::healthy);
  EXPECT_EQ(health.timestamp, clock_.now());
  EXPECT_EQ(health.components.at("storage").state, "running");
  EXPECT_EQ(health.components.at("regime_detector").state, "idle");
  EXPECT_EQ(health.components.at("risk_predictor").state, "idle");
  EXPECT_THAT(health.unhealthy_components, IsEmpty());
}

TEST_F(SystemDeskTest, IsHealthyWithAllItNeeds) {
  hold_all();
  const auto health = desk().health();
  EXPECT_EQ(health.status, HealthStatus::healthy);
  EXPECT_EQ(health.components.at("regime_detector").state, "running");
  EXPECT_EQ(health.components.at("risk_predictor").state, "running");
}

TEST_F(SystemDeskTest, SaysNothingOfTheHealthOfWhatIsAbsent) {
  const auto health = desk().health();
  for (const auto* name : {"lifecycle_manager", "inference_engine", "bus"}) {
    EXPECT_EQ(health.components.at(name).healthy, std::nullopt) << name;
    EXPECT_EQ(health.components.at(name).state, "absent") << name;
  }
}

TEST_F(SystemDeskTest, IsDegradedWhenAPartFails) {
  run("DROP TABLE portfolios");
  const auto health = desk().health();
  EXPECT_EQ(health.status, HealthStatus::degraded);
  EXPECT_EQ(health.components.at("risk_predictor").state, "failed");
  EXPECT_THAT(health.unhealthy_components, ElementsAre("risk_predictor"));
}

TEST_F(SystemDeskTest, IsUnhealthyWithoutStorage) {
  run("DROP TABLE series");
  const auto health = desk().health();
  EXPECT_EQ(health.status, HealthStatus::unhealthy);
  EXPECT_THAT(health.unhealthy_components, testing::Contains("storage"));
  EXPECT_FALSE(desk().status());
}

TEST_F(SystemDeskTest, SaysWhyASectionOfTheStatusIsNull) {
  const auto status = *desk().status();
  EXPECT_FALSE(status.regime_analysis);
  EXPECT_FALSE(status.risk_metrics);
  EXPECT_FALSE(status.model_performance);
  EXPECT_THAT(status.missing.at("regime_analysis"), HasSubstr("SP500"));
  EXPECT_THAT(status.missing.at("risk_metrics"), HasSubstr("portfolio"));
  EXPECT_THAT(status.missing.at("model_performance"), HasSubstr("not in this build"));
}

TEST_F(SystemDeskTest, GivesEverySectionThatItCan) {
  hold_all();
  clock_.advance(std::chrono::seconds(90));
  const auto status = *desk().status();
  EXPECT_EQ(status.regime_analysis->symbol, "SP500");
  EXPECT_EQ(status.risk_metrics->portfolio_id, "default");
  EXPECT_EQ(status.missing.size(), 1);
  EXPECT_EQ(status.system_metrics.series, 1);
  EXPECT_EQ(status.system_metrics.bars, 300);
  EXPECT_EQ(status.system_metrics.uptime_seconds, 90);
  EXPECT_EQ(status.system_metrics.version, kVersion);
}

TEST_F(SystemDeskTest, SaysWhyASectionOfTheDashboardIsNull) {
  hold_all();
  const auto dashboard = desk().dashboard();
  EXPECT_TRUE(dashboard.regime_analysis);
  EXPECT_TRUE(dashboard.risk_metrics);
  EXPECT_FALSE(dashboard.alerts);
  for (const auto* name :
       {"inference_metrics", "model_performance", "feature_importance", "alerts"}) {
    EXPECT_TRUE(dashboard.missing.contains(name)) << name;
  }
  EXPECT_EQ(dashboard.missing.size(), 4);
}

TEST_F(SystemDeskTest, CountsTheRequestsThatAreBeingComputed) {
  desk().active_requests() = 3;
  EXPECT_EQ(desk().health().active_predictions, 3);
}

}  // namespace
}  // namespace nautilus::platform
