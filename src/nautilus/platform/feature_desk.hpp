// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/clock.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/features/catalog_description.hpp"
#include "nautilus/features/feature_list.hpp"
#include "nautilus/platform/answer_cache.hpp"
#include "nautilus/platform/feature_computation.hpp"
#include "nautilus/platform/feature_states.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/reference_desk.hpp"
#include "nautilus/platform/system_answers.hpp"

namespace nautilus::platform {

/// Features of any series: what REST and the command line both call. Thread-safe.
class FeatureDesk {
 public:
  /// `own` are features of the user's, which settings declare.
  FeatureDesk(const ReferenceDesk::Sources& sources, PlatformMetrics& metrics,
              const config::FeatureSettings& settings, features::NamedExpressions own);

  /// The features after the newest bar, or after the newest known at `as_of`; or of the bars in the
  /// request. Errors: not_found, invalid_argument, insufficient_data.
  Result<FeaturesAnswer> compute(const FeaturesQuery& query, const FeaturesRequest& request);

  /// The same after every bar. Errors: as compute().
  Result<FeatureTableAnswer> every_bar(const FeaturesQuery& query, const FeaturesRequest& request);

  /// Whether the same features look ahead on the newest bars, audited one by one. Errors: as
  /// compute(), and those of the cancellation.
  Result<FeatureAuditAnswer> audit(const FeatureAuditQuery& query, const FeaturesRequest& request,
                                   const Cancellation& cancellation);

  /// What can be computed. Errors: internal.
  [[nodiscard]] Result<features::FeatureCatalog> catalog() const {
    return features::describe_catalog(own_);
  }

  [[nodiscard]] FeatureStats stats() const;

 private:
  [[nodiscard]] Result<std::string> symbol_of(const FeaturesQuery& query,
                                              const FeaturesRequest& request) const;
  [[nodiscard]] Result<PriceHistory> bars_given(const std::string& symbol,
                                                const FeaturesQuery& query,
                                                const FeaturesRequest& request) const;
  Result<PriceHistory> bars_held(const std::string& symbol, const FeaturesQuery& query);
  Result<FeaturesAnswer> compute_anew(const PriceHistory& history, const FeaturesRequest& request,
                                      std::optional<Timestamp> as_of);
  Result<PriceHistory> history_of(const FeaturesQuery& query, const FeaturesRequest& request);
  [[nodiscard]] FeatureComputation::Join join_as_of(std::optional<Timestamp> as_of);
  [[nodiscard]] Result<std::vector<features::Feature>> wanted(const FeaturesRequest& request) const;
  [[nodiscard]] std::string cache_key(const std::string& symbol, const FeaturesQuery& query,
                                      const FeaturesRequest& request) const;

  MarketDesk& market_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  ReferenceDesk references_;
  features::NamedExpressions own_;
  AnswerCache<FeaturesAnswer> cache_;
  FeatureStates states_;
};

}  // namespace nautilus::platform
