// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/features/columns.hpp"
#include "nautilus/features/feature_set.hpp"

/// Whether a computation sees nothing that came later: a causality certificate.
namespace nautilus::features {

/// Bars, and beside them the joined series that are read: a column each, empty where it has no
/// value. It borrows.
struct AuditData {
  BarColumns bars;
  std::vector<std::span<const double>> references = {};

  [[nodiscard]] std::size_t size() const { return bars.size(); }
  [[nodiscard]] AuditData first(std::size_t count) const;
};

/// A column per feature, a value per bar.
using AuditColumns = std::vector<std::vector<double>>;

/// What is audited: it computes all columns from the bars alone, anew each time.
using AuditedComputation = std::function<Result<AuditColumns>(const AuditData&)>;

struct AuditOptions {
  int truncations = 200;
  std::int64_t seed = 1;

  static constexpr auto fields() {
    using O = AuditOptions;
    return std::tuple{
        field("truncations", &O::truncations,
              "Cuts of the bars: behind the first, before the last, the rest at random",
              between(1, 10'000)),
        field("seed", &O::seed, "Of the random places; the same one gives the same cuts",
              between(0, 9'007'199'254'740'991)),
    };
  }
};

/// A value that changed once later bars were known.
struct LookAhead {
  std::string feature;
  std::int64_t bar = 0;          ///< Whose value changed; 0 is the oldest.
  std::optional<double> before;  ///< Its value when the bars ended at `last_bar`; unset for none.
  std::optional<double> after;   ///< Its value once later bars were known.
  std::int64_t last_bar = 0;
  std::string found_by;         ///< truncation or append.
  std::int64_t bars_ahead = 0;  ///< At least so many bars ahead of its own the feature looks.

  static constexpr auto fields() {
    using L = LookAhead;
    return std::tuple{
        field("feature", &L::feature, "Name"),
        field("bar", &L::bar, "The bar whose value changed, counted from 0"),
        field("before", &L::before, "Its value when the bars ended at last_bar; null for none"),
        field("after", &L::after, "Its value once later bars were known; null for none"),
        field("last_bar", &L::last_bar, "The newest bar known before"),
        field("found_by", &L::found_by, "truncation or append"),
        field("bars_ahead", &L::bars_ahead, "It looks at least so many bars ahead of its own"),
    };
  }
};

/// What an audit found.
struct AuditReport {
  bool passed = true;  ///< Every feature was compared, and no value changed.
  std::int64_t features = 0;
  std::int64_t bars = 0;
  std::int64_t truncations = 0;
  std::int64_t appends = 0;
  std::int64_t seed = 0;
  std::int64_t compared = 0;            ///< Values, of all features and times.
  std::vector<LookAhead> look_ahead;    ///< One per feature that looks ahead, in their order.
  std::vector<std::string> uncompared;  ///< Features of which these bars gave no value to compare.

  static constexpr auto fields() {
    using R = AuditReport;
    return std::tuple{
        field("passed", &R::passed, "Whether every feature was compared and no value changed"),
        field("features", &R::features, "Features audited"),
        field("bars", &R::bars, "Bars they were computed from"),
        field("truncations", &R::truncations, "Times the bars were cut and all computed anew"),
        field("appends", &R::appends, "Times other bars were put behind and all computed anew"),
        field("seed", &R::seed, "Of the random places"),
        field("compared", &R::compared, "Values that were compared, of all features and times"),
        field("look_ahead", &R::look_ahead, "The features that look ahead, and a value of each"),
        field("uncompared", &R::uncompared,
              "Formulas and columns of which these bars gave no value to compare"),
    };
  }
};

/// Computes the columns from all bars; then from fewer, cut behind the first bar, before the last
/// and at random places, and from more, with bars of other kinds behind them. Of what sees nothing
/// later no bit of an earlier value changes. That a computation passes is proof for these bars and
/// cuts, not for all; what gave no value has proven nothing and does not pass.
///
/// Source: the truncation test, as in Lopez de Prado, Advances in Financial Machine Learning
/// (2018), section 11.2, has its sin of look-ahead.
/// Errors: insufficient_data below two bars; internal if the columns are not of the data's size;
/// those of the computation and of the cancellation.
Result<AuditReport> audit(std::span<const std::string> names, const AuditData& data,
                          const AuditedComputation& computation, const AuditOptions& options,
                          const Cancellation& cancellation = {});

/// Audits features, each with a state of its own that starts empty. Errors: as audit() and
/// FeatureSet::make(); `data` has a column for each of the set's references().
Result<AuditReport> audit(std::span<const Feature> features, const FeatureOptions& options,
                          const AuditData& data, const AuditOptions& how,
                          const Cancellation& cancellation = {});

}  // namespace nautilus::features
