// SPDX-License-Identifier: MIT
#include "nautilus/features/audit.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/random.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kBarsBehind = 40;  ///< That an append puts behind the data.

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// Columns with other bars behind those of the data.
struct LongerData {
  std::vector<std::vector<double>> columns;
  std::vector<std::vector<double>> references;

  [[nodiscard]] AuditData view() const {
    return {{columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6],
             columns[7]},
            {references.begin(), references.end()}};
  }
};

/// What stands behind the data in each of the appends, as a function of its last value.
constexpr std::array<double (*)(double last, std::size_t bar), 3> kBehind{
    [](double last, std::size_t bar) { return last * (bar % 2 == 0 ? 1.01 : 0.99); },
    [](double last, std::size_t bar) { return last * (bar % 5 == 0 ? 1000.0 : 0.001); },
    [](double /*last*/, std::size_t /*bar*/) { return kNaN; },
};

std::vector<double> longer(std::span<const double> column, double (*behind)(double, std::size_t)) {
  std::vector<double> values(column.begin(), column.end());
  if (values.empty()) return values;
  const double last = values.back();
  for (std::size_t i = 0; i < kBarsBehind; ++i) values.push_back(behind(last, i));
  return values;
}

/// Time goes on as it did between the last two bars.
std::vector<double> later(std::span<const double> times) {
  std::vector<double> values(times.begin(), times.end());
  if (values.size() < 2) return values;
  const double step = times.back() - times[times.size() - 2];
  for (std::size_t i = 0; i < kBarsBehind; ++i) values.push_back(values.back() + step);
  return values;
}

LongerData append(const AuditData& data, double (*behind)(double, std::size_t)) {
  LongerData out;
  for (const auto column : data.bars.all()) out.columns.push_back(longer(column, behind));
  out.columns[static_cast<std::size_t>(Input::time)] = later(data.bars.time);
  for (const auto column : data.references) out.references.push_back(longer(column, behind));
  return out;
}

/// Compares what was computed from fewer bars with what was computed from more.
class Comparison {
 public:
  Comparison(std::span<const std::string> names, AuditReport& report)
      : names_(names), report_(report), found_(names.size()), compared_(names.size()) {}

  /// The first value of each feature that differs on the bars that both have.
  void of(const AuditColumns& fewer, const AuditColumns& more, std::string_view found_by) {
    for (std::size_t f = 0; f < names_.size(); ++f) {
      const std::size_t shared = fewer[f].size();
      std::size_t bar = 0;
      for (; bar < shared && same_bits(fewer[f][bar], more[f][bar]); ++bar) {
        compared_[f] += std::isnan(fewer[f][bar]) ? 0 : 1;
      }
      if (bar == shared) continue;
      LookAhead seen{.feature = names_[f],
                     .bar = static_cast<std::int64_t>(bar),
                     .before = known(fewer[f][bar]),
                     .after = known(more[f][bar]),
                     .last_bar = static_cast<std::int64_t>(shared) - 1,
                     .found_by = std::string(found_by),
                     .bars_ahead = static_cast<std::int64_t>(shared - bar)};
      if (!found_[f] || found_[f]->bars_ahead < seen.bars_ahead) found_[f] = std::move(seen);
    }
  }

  void finish() {
    for (const auto& each : found_) {
      if (each) report_.look_ahead.push_back(*each);
    }
    for (std::size_t f = 0; f < names_.size(); ++f) {
      report_.compared += compared_[f];
      if (compared_[f] == 0 && !found_[f]) report_.uncompared.push_back(names_[f]);
    }
    report_.passed = report_.look_ahead.empty() && report_.uncompared.empty();
  }

 private:
  std::span<const std::string> names_;
  AuditReport& report_;
  std::vector<std::optional<LookAhead>> found_;
  std::vector<std::int64_t> compared_;  ///< Values of each feature, until the first that changed.
};

/// How many of the bars each cut leaves: the first alone and all but the last, on which a value
/// taken from the next bar is seen for sure, then any.
std::vector<std::size_t> cuts(std::size_t bars, const AuditOptions& options) {
  std::vector<std::size_t> counts{1, bars - 1};
  RandomStream random(static_cast<std::uint64_t>(options.seed), "audit");
  while (std::ssize(counts) < options.truncations) {
    counts.push_back(static_cast<std::size_t>(1 + random.below(bars - 1)));
  }
  counts.resize(static_cast<std::size_t>(options.truncations));
  return counts;
}

Result<AuditColumns> compute(const AuditedComputation& computation, const AuditData& data,
                             std::size_t features) {
  NAUTILUS_TRY(auto columns, computation(data));
  const bool fits = columns.size() == features && std::ranges::all_of(columns, [&](auto& each) {
                      return each.size() == data.size();
                    });
  if (fits) return columns;
  return Error{ErrorCode::internal,
               fmt::format("{} columns of {} values each are needed", features, data.size())};
}

}  // namespace

AuditData AuditData::first(std::size_t count) const {
  AuditData out{bars.slice(0, count)};
  for (const auto column : references) out.references.push_back(BarColumns::part(column, 0, count));
  return out;
}

Result<AuditReport> audit(std::span<const std::string> names, const AuditData& data,
                          const AuditedComputation& computation, const AuditOptions& options,
                          const Cancellation& cancellation) {
  if (data.size() < 2) {
    return Error{ErrorCode::insufficient_data, "an audit cuts the bars: it needs two at least"};
  }
  AuditReport report{.features = std::ssize(names),
                     .bars = static_cast<std::int64_t>(data.size()),
                     .truncations = options.truncations,
                     .appends = std::ssize(kBehind),
                     .seed = options.seed};
  NAUTILUS_TRY(const auto whole, compute(computation, data, names.size()));
  Comparison comparison(names, report);
  for (const std::size_t count : cuts(data.size(), options)) {
    NAUTILUS_CHECK(cancellation.check());
    NAUTILUS_TRY(const auto cut, compute(computation, data.first(count), names.size()));
    comparison.of(cut, whole, "truncation");
  }
  for (const auto behind : kBehind) {
    NAUTILUS_CHECK(cancellation.check());
    const auto longer = append(data, behind);
    NAUTILUS_TRY(const auto more, compute(computation, longer.view(), names.size()));
    comparison.of(whole, more, "append");
  }
  comparison.finish();
  return report;
}

Result<AuditReport> audit(std::span<const Feature> features, const FeatureOptions& options,
                          const AuditData& data, const AuditOptions& how,
                          const Cancellation& cancellation) {
  std::vector<std::string> names;
  for (const Feature& each : features) names.emplace_back(each.name);
  const auto computation = [&](const AuditData& given) -> Result<AuditColumns> {
    NAUTILUS_TRY(auto set, FeatureSet::make(features, options));
    AuditColumns columns(features.size(), std::vector<double>(given.size()));
    const std::vector<std::span<double>> into(columns.begin(), columns.end());
    set.replay(given.bars, into, given.references);
    return columns;
  };
  return audit(names, data, computation, how, cancellation);
}

}  // namespace nautilus::features
