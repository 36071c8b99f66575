// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/feature_list.hpp"
#include "nautilus/features/feature_options.hpp"
#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features {

/// Why joined series have no values, by their names: what to load, who would publish them.
using AbsentReferences = std::map<std::string, std::string, std::less<>>;

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
///
/// Features may read values of joined series: those of references(), which whoever feeds the set
/// gives beside each bar, as they were known by the time the bar was. A value that is not there is
/// a gap, and so is a volume of 0 as long as there has been no other: of what has none, as an
/// index, files say 0.
class FeatureSet {
 public:
  using Columns = std::span<const std::span<double>>;
  using ReferenceColumns = std::span<const std::span<const double>>;

  /// REQUIRES: the texts of `features` outlive the set, as those of default_features() do; those
  /// of expressions are copied.
  /// Errors: invalid_argument or not_found naming the feature and what is wrong with it.
  static Result<FeatureSet> make(std::span<const Feature> features,
                                 const FeatureOptions& options = {});

  [[nodiscard]] std::span<const Feature> features() const { return features_; }

  /// A fingerprint of what is declared: features, parameters and options.
  [[nodiscard]] std::uint64_t version() const { return version_; }

  /// The joined series that the features read, each once, in the order of their first use.
  [[nodiscard]] std::span<const std::string> references() const { return references_; }

  /// Takes one closed bar in; NaN is a gap. REQUIRES: no references, or one value for each of
  /// references().
  void update(const BarValues& bar, std::span<const double> references = {});

  /// Takes a whole series in, with the same result, and writes every bar's values where there are
  /// columns for them. REQUIRES: columns of bars.size() values: none, or one per feature; no
  /// references, or one column for each of references(), empty where it has no value.
  void replay(const BarColumns& bars, Columns columns = {}, ReferenceColumns references = {});

  /// The values after the last bar, in the order of features(); NaN where there is none.
  [[nodiscard]] std::vector<double> values() const;

  /// The values that a bar still forming would give; changes nothing.
  [[nodiscard]] std::vector<double> peek(const BarValues& bar,
                                         std::span<const double> references = {}) const;

  /// The values after the last bar by group, and the reason of each that is missing; of what reads
  /// a joined series that never had a value, the reason that `absent` gives.
  [[nodiscard]] FeatureVector vector(const AbsentReferences& absent = {}) const;

  /// Everything that the values depend on, to continue from bit by bit.
  [[nodiscard]] StateBytes save() const;

  /// Takes a saved state over; on an error the set is as before. Errors: as open_state().
  Result<void> load(std::span<const std::byte> saved);

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Member {
    std::unique_ptr<StreamingIndicator> indicator;
    std::size_t first_value = 0;  ///< Of its outputs in values_.
    /// One that follows, to be fetched from memory when this one's turn comes; itself near the end.
    const StreamingIndicator* ahead = nullptr;
    bool is_joined = false;  ///< Whether it reads references.
    std::size_t outputs = 0;
    /// What it reads as reference and second reference: places in references_, or kNone.
    std::array<std::size_t, 2> reads{kNone, kNone};
  };
  struct Place {
    std::size_t member = 0;
    std::size_t output = 0;
  };
  struct InputHistory {
    std::int64_t gaps = 0;
    std::int64_t bars_since_gap = 0;  ///< 1 on the gap itself, 0 if there never was one.

    void note(double value);
    void note(std::span<const double> column, std::size_t bars, bool complete);
    static void state(auto& self, auto& archive) { archive(self.gaps, self.bars_since_gap); }
  };

  /// What a feature is an output of; features with one key share a member.
  struct Origin {
    std::string key;
    std::size_t output = 0;
    std::function<Result<std::unique_ptr<StreamingIndicator>>()> make;
  };

  FeatureSet() = default;
  Result<void> add(const Feature& feature, std::map<std::string, std::size_t>& members);
  [[nodiscard]] Result<Origin> origin_of(const Feature& feature) const;
  [[nodiscard]] Result<Origin> expression_of(const Feature& feature) const;
  Result<Member> make_member(const Feature& feature, const Origin& origin);
  Feature with_own_texts(Feature feature);
  std::size_t reference_index(std::string_view name);
  [[nodiscard]] BarValues seen(const BarValues& bar) const;
  void take_columns(const BarColumns& bars, BarBlock& block);
  bool hide_volumes(std::span<double> volumes);
  void note_references(ReferenceColumns references, std::size_t bars);
  [[nodiscard]] std::size_t value_index(const Place& place) const {
    return members_[place.member].first_value + place.output;
  }
  [[nodiscard]] const InputHistory& history(const Member& member, Input input) const;
  [[nodiscard]] std::string name_of(const Member& member, Input input) const;
  [[nodiscard]] std::string missing_reason(const Place& place,
                                           const AbsentReferences& absent) const;
  static void state(auto& self, auto& archive) {
    archive(self.values_, self.held_, self.inputs_, self.joined_, self.has_traded_);
  }

  std::vector<Feature> features_;
  std::list<std::string> texts_;  ///< Of expressions and their names; they stay where they are.
  FeatureOptions options_;
  std::vector<Place> places_;  ///< Of each feature.
  std::vector<Member> members_;
  std::vector<std::vector<std::size_t>>
      asked_;  ///< Of each member, which features are its outputs.
  /// All outputs of all members after the last bar, as they were answered: infinite ones count as
  /// NaN.
  std::vector<double> values_;
  std::int64_t held_ = 0;    ///< Bars taken in.
  bool has_traded_ = false;  ///< Whether one of them had a volume.
  std::vector<InputHistory> inputs_{kInputWords.size()};
  std::vector<std::string> references_;
  std::vector<InputHistory> joined_;  ///< Of each reference.
  std::uint64_t version_ = 0;

  friend class StateWriter;
  friend class StateReader;
};

}  // namespace nautilus::features
