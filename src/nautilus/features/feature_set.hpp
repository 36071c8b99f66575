// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "nautilus/features/feature_list.hpp"
#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features {

/// What the features of one series share.
struct FeatureOptions {
  double bars_per_year = 252;  ///< Bars of this timeframe in a year, which volatilities are per.
};

/// The features of one bar, as clients get them.
struct FeatureVector {
  std::map<std::string, std::map<std::string, double>> features;  ///< By group, then by name.
  std::vector<std::string> feature_groups;                        ///< Those asked for, in order.
  int total_features = 0;                                         ///< That have a value.
  std::map<std::string, std::string> missing;                     ///< Name and reason of the rest.

  static constexpr auto fields() {
    return std::tuple{
        field("features", &FeatureVector::features, "Values by group and name"),
        field("feature_groups", &FeatureVector::feature_groups, "The groups that were asked for"),
        field("total_features", &FeatureVector::total_features, "How many have a value"),
        field("missing", &FeatureVector::missing, "Features without a value, and why"),
    };
  }
};

/// Many features of one series, streaming: indicators that several features share run once. Not for
/// use by several threads at once.
class FeatureSet {
 public:
  /// REQUIRES: the texts of `features` outlive the set, as those of default_features() do.
  /// Errors: invalid_argument or not_found naming the feature and what is wrong with it.
  static Result<FeatureSet> make(std::span<const Feature> features,
                                 const FeatureOptions& options = {});

  [[nodiscard]] std::span<const Feature> features() const { return features_; }

  /// A fingerprint of what is declared: features, parameters and options.
  [[nodiscard]] std::uint64_t version() const { return version_; }

  /// Takes one closed bar in; NaN is a gap.
  void update(const BarValues& bar);

  /// Takes a whole series in, with the same result. REQUIRES: columns of equal length.
  void replay(const BarColumns& bars) { replay(bars, {}); }

  /// The same, writing every bar's values. REQUIRES: no columns, or one of bars.size() per feature.
  void replay(const BarColumns& bars, std::span<const std::span<double>> columns);

  /// The values after the last bar, in the order of features(); NaN where there is none.
  [[nodiscard]] std::vector<double> values() const;

  /// The values that a bar still forming would give; changes nothing.
  [[nodiscard]] std::vector<double> peek(const BarValues& bar) const;

  /// The values after the last bar by group, and the reason of each that is missing.
  [[nodiscard]] FeatureVector vector() const;

  /// Everything that the values depend on, to continue from bit by bit.
  [[nodiscard]] StateBytes save() const;

  /// Takes a saved state over; on an error the set is as before. Errors: as open_state().
  Result<void> load(std::span<const std::byte> saved);

 private:
  struct Member {
    std::unique_ptr<StreamingIndicator> indicator;
    std::size_t first_value = 0;  ///< Of its outputs in values_.
  };
  struct Place {
    std::size_t member = 0;
    std::size_t output = 0;
  };
  struct InputHistory {
    std::int64_t gaps = 0;
    std::int64_t bars_since_gap = 0;  ///< 1 on the gap itself, 0 if there never was one.

    static void state(auto& self, auto& archive) { archive(self.gaps, self.bars_since_gap); }
  };

  FeatureSet() = default;
  Result<void> add(const Feature& feature, const FeatureOptions& options,
                   std::map<std::string, std::size_t>& members);
  void note(const BarColumns& bars);
  [[nodiscard]] std::size_t value_index(const Place& place) const {
    return members_[place.member].first_value + place.output;
  }
  [[nodiscard]] std::string missing_reason(const Place& place) const;
  static void state(auto& self, auto& archive) { archive(self.values_, self.held_, self.inputs_); }

  std::vector<Feature> features_;
  FeatureOptions options_;
  std::vector<Place> places_;  ///< Of each feature.
  std::vector<Member> members_;
  std::vector<double> values_;  ///< All outputs of all members after the last bar.
  std::int64_t held_ = 0;       ///< Bars taken in.
  std::vector<InputHistory> inputs_{kInputWords.size()};
  std::uint64_t version_ = 0;

  friend class StateWriter;
  friend class StateReader;
};

}  // namespace nautilus::features
