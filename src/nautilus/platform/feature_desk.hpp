// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/clock.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/features/catalog_description.hpp"
#include "nautilus/features/feature_list.hpp"
#include "nautilus/platform/answer_cache.hpp"
#include "nautilus/platform/feature_batch_writer.hpp"
#include "nautilus/platform/feature_computation.hpp"
#include "nautilus/platform/feature_state_folder.hpp"
#include "nautilus/platform/feature_state_saver.hpp"
#include "nautilus/platform/feature_states.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/reference_desk.hpp"
#include "nautilus/platform/system_answers.hpp"
#include "nautilus/platform/training_table_answers.hpp"
#include "nautilus/storage/database.hpp"
#include "nautilus/telemetry/log.hpp"

namespace nautilus::platform {

/// Features of any series: what REST and the command line both call. Thread-safe.
class FeatureDesk {
 public:
  /// `data_folder` is where saved states are looked for; `own` are features of the user's, which
  /// settings declare.
  FeatureDesk(const ReferenceDesk::Sources& sources, PlatformMetrics& metrics,
              const config::FeatureSettings& settings, const std::string& data_folder,
              features::NamedExpressions own);

  /// Saves running features and records what is computed from now on, and logs what comes between.
  /// REQUIRES: this is the owner of folder and database; called at most once and before any other
  /// thread uses this; both outlive it.
  void keep(storage::Database& database, telemetry::Logger& log);

  /// Waits until what was computed by now is recorded. REQUIRES: keep() was called.
  void wait_until_recorded() { batches_->wait_until_idle(); }

  /// The features after the newest bar, or after the newest known at `as_of`; or of the bars in the
  /// request. Errors: not_found, invalid_argument, insufficient_data; those of the cancellation.
  Result<FeaturesAnswer> compute(const FeaturesQuery& query, const FeaturesRequest& request,
                                 const Cancellation& cancellation = {});

  /// The same as JSON. One that was computed before stands ready as text, all but its age.
  Result<std::string> compute_text(const FeaturesQuery& query, const FeaturesRequest& request,
                                   const Cancellation& cancellation = {});

  /// The same after every bar. Errors: as compute().
  Result<FeatureTableAnswer> every_bar(const FeaturesQuery& query, const FeaturesRequest& request,
                                       const Cancellation& cancellation = {});

  /// The features that a request asks for, in their order. Errors: invalid_argument.
  [[nodiscard]] Result<std::vector<std::string>> names(const FeaturesRequest& request) const;

  /// Each symbol's rows of a training table, one after the other, of the features that the request
  /// asks for, at most so many values. Errors: as TrainingTable::of(); invalid_argument for a time
  /// that ends before it begins, or a symbol named twice; those of `take`, which ends it.
  Result<void> training_table(const TrainingTableQuery& query, const FeaturesRequest& request,
                              std::size_t most_values, const Cancellation& cancellation,
                              const std::function<Result<void>(TrainingBlock)>& take);

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
  /// A computed answer, and its text for those who ask again, around the age.
  struct Ready {
    FeaturesAnswer answer;
    std::string before_age;
    std::string after_age;

    explicit Ready(FeaturesAnswer computed);
  };
  using SharedReady = std::shared_ptr<const Ready>;

  /// The answer as it stands in the cache; null where it does not, which it counts.
  Result<SharedReady> find_ready(const FeaturesQuery& query, const FeaturesRequest& request);
  Result<FeaturesAnswer> compute_and_keep(const FeaturesQuery& query,
                                          const FeaturesRequest& request,
                                          const Cancellation& cancellation);
  [[nodiscard]] Result<std::string> symbol_of(const FeaturesQuery& query,
                                              const FeaturesRequest& request) const;
  [[nodiscard]] Result<PriceHistory> bars_given(const std::string& symbol,
                                                const FeaturesQuery& query,
                                                const FeaturesRequest& request) const;
  Result<PriceHistory> bars_held(const std::string& symbol, const FeaturesQuery& query);
  Result<FeaturesAnswer> compute_anew(const PriceHistory& history, const FeaturesRequest& request,
                                      std::optional<Timestamp> as_of,
                                      const Cancellation& cancellation);
  Result<PriceHistory> history_of(const FeaturesQuery& query, const FeaturesRequest& request);
  [[nodiscard]] double age_of(const FeaturesAnswer& answer, std::optional<Timestamp> as_of) const;
  void note_state(StateReading reading, std::string_view reason);
  [[nodiscard]] FeatureComputation::Join join_as_of(std::optional<Timestamp> as_of,
                                                    std::size_t newest,
                                                    const Cancellation& cancellation);
  [[nodiscard]] Result<std::vector<features::Feature>> wanted(const FeaturesRequest& request) const;
  [[nodiscard]] std::string cache_key(const std::string& symbol, const FeaturesQuery& query,
                                      const FeaturesRequest& request) const;

  MarketDesk& market_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  ReferenceDesk references_;
  const config::FeatureSettings& settings_;
  features::NamedExpressions own_;
  AnswerCache<Ready> cache_;
  telemetry::Logger* log_ = nullptr;
  FeatureStateFolder state_folder_;
  FeatureStates states_;
  std::unique_ptr<FeatureStateSaver> saver_;  // These two last: their threads use the others.
  std::unique_ptr<FeatureBatchWriter> batches_;
};

}  // namespace nautilus::platform
