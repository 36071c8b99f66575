// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/csv_summary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

constexpr std::size_t kMostSymbols = 100;
constexpr std::size_t kMostSpacings = 10'000;

/// In the order of CsvColumn.
constexpr std::array<std::string_view, 12> kMeanings{
    "timestamp", "open",      "high",     "low",         "close",    "volume",
    "symbol",    "timeframe", "known_at", "time of day", "is_final", ""};

/// How the bars of a file follow each other. A file of several symbols is judged within each run of
/// one symbol.
class Succession {
 public:
  void add(std::uint32_t series, Timestamp at) {
    if (has_last_ && series == last_series_) note(at);
    has_last_ = true;
    last_series_ = series;
    last_ = at;
  }

  [[nodiscard]] std::string order() const {
    if (falls_ == 0) return "oldest first";
    return rises_ == 0 ? "newest first" : "mixed";
  }
  [[nodiscard]] std::int64_t duplicates() const { return duplicates_; }

  [[nodiscard]] std::optional<Timeframe> spacing() const {
    const auto most =
        std::ranges::max_element(spacings_, {}, [](const auto& entry) { return entry.second; });
    if (most == spacings_.end()) return std::nullopt;
    const auto parsed = Timeframe::parse(fmt::format("{}s", most->first / 1'000'000'000));
    return parsed ? std::optional(*parsed) : std::nullopt;
  }

 private:
  void note(Timestamp at) {
    const auto step = (at - last_).count();
    if (step == 0) ++duplicates_;
    if (step > 0) ++rises_;
    if (step < 0) ++falls_;
    if (step != 0 && spacings_.size() < kMostSpacings) ++spacings_[std::abs(step)];
  }

  bool has_last_ = false;
  std::uint32_t last_series_ = 0;
  Timestamp last_;
  std::int64_t rises_ = 0;
  std::int64_t falls_ = 0;
  std::int64_t duplicates_ = 0;
  std::map<std::int64_t, std::int64_t> spacings_;  ///< Nanoseconds, and how often.
};

CsvSummary of_dialect(const CsvDialect& dialect, const CsvOptions& options) {
  CsvSummary summary{.separator = std::string(1, dialect.header.separator),
                     .has_names = dialect.has_names,
                     .date_form = dialect.date_form,
                     .zone = options.dialect.zone,
                     .decimal = std::string(1, dialect.numbers.decimal)};
  if (dialect.numbers.thousands != '\0') {
    summary.thousands = std::string(1, dialect.numbers.thousands);
  }
  for (std::size_t i = 0; i < dialect.header.columns.size(); ++i) {
    const auto meaning = kMeanings.at(static_cast<std::size_t>(dialect.header.columns[i]));
    summary.columns.push_back({dialect.header.names[i], std::string(meaning)});
  }
  return summary;
}

}  // namespace

Result<CsvSummary> summarise(CsvReader& reader, const CsvOptions& options) {
  auto summary = of_dialect(reader.dialect(), options);
  Succession succession;
  std::map<std::string, std::uint32_t> symbols;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) break;
    for (const auto& row : batch->rows()) {
      const auto& symbol = batch->keys()[row.series].symbol;
      const auto number = static_cast<std::uint32_t>(symbols.size());
      const auto series = symbols.try_emplace(symbol, number).first->second;
      succession.add(series, row.bar.timestamp);
      summary.first = std::min(summary.first.value_or(row.bar.timestamp), row.bar.timestamp);
      summary.last = std::max(summary.last.value_or(row.bar.timestamp), row.bar.timestamp);
    }
    summary.bars += std::ssize(batch->rows());
    std::ranges::copy(batch->rejected(), std::back_inserter(summary.rejected));
  }
  for (const auto& [symbol, number] : symbols) {
    if (summary.symbols.size() < kMostSymbols) summary.symbols.push_back(symbol);
  }
  summary.order = succession.order();
  summary.spacing = succession.spacing();
  summary.duplicates = succession.duplicates();
  return summary;
}

}  // namespace nautilus::market
