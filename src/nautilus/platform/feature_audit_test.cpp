// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/platform/feature_desk.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FeatureAuditTest : public testing::Test, protected EngineFixture {
 protected:
  Result<FeaturesAnswer> compute(const FeaturesQuery& query, const FeaturesRequest& request = {}) {
    return engine_->features().compute(query, request);
  }

  Result<FeatureAuditAnswer> audit(const FeatureAuditQuery& query,
                                   const FeaturesRequest& request = {}) {
    return engine_->features().audit(query, request, {});
  }

  static FeatureAuditQuery of(const std::string& symbol, int truncations = 20) {
    FeatureAuditQuery query;
    query.symbol = symbol;
    query.truncations = truncations;
    return query;
  }

  std::vector<market::Bar> bars_ = daily_bars(250);
};

TEST_F(FeatureAuditTest, CertifiesEveryFeatureThatHasItsInputs) {
  hold("SP500", bars_);
  hold("SPY", daily_bars(250, 2));
  auto query = of("SP500");
  query.newest_bars = 100;
  const auto answer = *audit(query);
  EXPECT_TRUE(answer.passed);
  EXPECT_EQ(answer.missing.at("sma_200"), "needs 200 bars, 100 held");
  EXPECT_EQ(answer.bars, 100);
  EXPECT_EQ(answer.window.to, compute({.symbol = "SP500"})->window.to);
  EXPECT_EQ(answer.truncations, 20);
  const auto catalog = *engine_->features().catalog();
  EXPECT_EQ(answer.features + std::ssize(answer.missing), std::ssize(catalog.features));
  EXPECT_FALSE(answer.missing.contains("spy_correlation_30"));
  EXPECT_THAT(answer.missing.at("vix_level"), HasSubstr("not loaded"));
}

TEST_F(FeatureAuditTest, AuditsTheFormulasAskedForAlone) {
  hold("SP500", bars_);
  FeaturesRequest request;
  request.expressions = {{"pull", "close / sma(close, 20) - 1"}};
  const auto answer = *audit(of("SP500"), request);
  EXPECT_TRUE(answer.passed);
  EXPECT_EQ(answer.features, 1);
  request.expressions.emplace("slow", "sma(close, 9000)");
  const auto unproven = *audit(of("SP500"), request);
  EXPECT_FALSE(unproven.passed);
  EXPECT_THAT(unproven.uncompared, ElementsAre("slow"));
  request.expressions.erase("slow");
  EXPECT_EQ(answer.feature_set_version, compute({.symbol = "SP500"}, request)->feature_set_version);
}

TEST_F(FeatureAuditTest, TakesBarsInTheBodyAndRefusesTooFew) {
  FeaturesRequest request;
  request.bars = {bars_.begin(), bars_.begin() + 30};
  EXPECT_EQ(audit(of("NEW"), request)->bars, 30);
  request.bars->resize(1);
  EXPECT_EQ(audit(of("NEW"), request).error().code, ErrorCode::insufficient_data);
  EXPECT_EQ(audit(of("NONE")).error().code, ErrorCode::not_found);
}

TEST_F(FeatureAuditTest, DoesNotPassWhereNoFeatureHasAValue) {
  hold("SP500", bars_);
  auto query = of("SP500");
  query.newest_bars = 2;
  const auto answer =
      *audit(query, {.feature_groups = std::vector<std::string>{"support_resistance"}});
  EXPECT_FALSE(answer.passed);
  EXPECT_EQ(answer.features, 0);
  EXPECT_EQ(answer.missing.at("donchian_upper"), "needs 20 bars, 2 held");
}

}  // namespace
}  // namespace nautilus::platform
