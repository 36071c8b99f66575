// SPDX-License-Identifier: MIT
#include "nautilus/platform/regime_desk.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/platform/joined_columns.hpp"
#include "nautilus/regime/prediction_store.hpp"
#include "nautilus/regime/regime_strength.hpp"

namespace nautilus::platform {
namespace {

constexpr std::size_t kMostLines = 256;  // A labeller of 20,000 bars takes about 2 MB.
constexpr std::size_t kMostReadyTexts = 256;
constexpr std::size_t kBarsAfterCheckpoint = 20;

/// Whether the labeller began with these very bars, whatever it has seen since.
bool begins_with(const regime::CausalLabeller& labeller, std::span<const Timestamp> times,
                 std::span<const double> closes) {
  return closes.size() <= labeller.bars() &&
         std::ranges::equal(labeller.timestamps().first(times.size()), times) &&
         std::ranges::equal(labeller.closes().first(closes.size()), closes);
}

/// Whether the labeller has seen the first bars of this very series and nothing else.
bool continues(const regime::CausalLabeller& labeller, std::span<const Timestamp> times,
               std::span<const double> closes) {
  const auto seen = labeller.bars();
  return seen <= closes.size() && std::ranges::equal(labeller.timestamps(), times.first(seen)) &&
         std::ranges::equal(labeller.closes(), closes.first(seen));
}

std::optional<Shares> shares_of(const std::optional<regime::RegimeRow>& row) {
  if (!row) return std::nullopt;
  Shares shares;
  for (const auto each : regime::kRegimes) shares[std::string(to_word(each))] = (*row)[each];
  return shares;
}

RegimeAnswer answer_of(std::string symbol, const regime::RegimeEstimate& estimate) {
  RegimeAnswer answer;
  answer.symbol = std::move(symbol);
  answer.regime = estimate.regime;
  answer.confidence = estimate.confidence;
  answer.probabilities = estimate.probabilities;
  answer.timestamp = estimate.timestamp;
  answer.features_used = {"close"};
  answer.previous_regime = estimate.previous_regime;
  answer.since = estimate.since;
  answer.duration_bars = estimate.duration_bars;
  answer.expected_remaining_bars = estimate.expected_remaining_bars;
  answer.transition_probabilities = estimate.transition_probabilities;
  answer.members = {
      {"causal_labeller", estimate.regime, estimate.probabilities, estimate.model_version}};
  answer.recommended_allocation =
      regime::recommended_allocation(estimate.regime, estimate.confidence);
  answer.risk_adjustment_factor =
      regime::risk_adjustment_factor(estimate.regime, estimate.confidence);
  answer.reference_volatility = estimate.reference_volatility;
  answer.model_version = estimate.model_version;
  answer.window = estimate.window;
  answer.missing = estimate.missing;
  if (!answer.confidence) {
    answer.missing["recommended_allocation"] = "it needs the confidence, which is null";
    answer.missing["risk_adjustment_factor"] = "it needs the confidence, which is null";
  }
  return answer;
}

RegimeHistoryEntry entry_of(const regime::IssuedRegime& issued) {
  return {issued.timestamp,     issued.regime,          issued.confidence,
          issued.probabilities, FigureSource::recorded, issued.model_version};
}

RegimeHistoryEntry entry_of(const regime::RegimeEstimate& estimate, FigureSource source) {
  return {estimate.timestamp,
          std::string(to_word(estimate.regime)),
          estimate.confidence,
          shares_of(estimate.probabilities),
          source,
          estimate.model_version};
}

std::vector<RegimeTransition> transitions_of(const std::vector<RegimeHistoryEntry>& history) {
  std::vector<RegimeTransition> transitions;
  for (std::size_t i = 1; i < history.size(); ++i) {
    if (history[i].regime == history[i - 1].regime) continue;
    transitions.push_back({history[i].timestamp, history[i - 1].regime, history[i].regime});
  }
  return transitions;
}

}  // namespace

RegimeDesk::RegimeDesk(storage::Database& database, MarketDesk& market, const Clock& clock,
                       PlatformMetrics& metrics, const config::RegimeDetectionSettings& settings,
                       bool records)
    : database_(database),
      market_(market),
      clock_(clock),
      metrics_(metrics),
      settings_(settings),
      records_(records),
      ready_(std::make_shared<const ReadyTexts>()) {}

std::string RegimeDesk::symbol_of(const std::optional<std::string>& asked,
                                  std::optional<Timestamp> as_of) const {
  return market_.key_of({asked.value_or(settings_.benchmark), market::Timeframe()}, as_of).symbol;
}

std::uint64_t RegimeDesk::version_of(const std::string& symbol) const {
  return market_.version_of({symbol, market::Timeframe()});
}

Result<RegimeAnswer> RegimeDesk::current(const RegimeQuery& query) {
  const auto symbol = symbol_of(query.symbol, query.as_of);
  NAUTILUS_TRY(const auto found, estimate(symbol, query));
  auto answer = answer_of(symbol, found.regime);
  answer.adjustment = found.adjustment;
  const bool is_current = !query.as_of && !query.adjustment;
  if (records_ && is_current) {
    answer.source = FigureSource::recorded;
    NAUTILUS_CHECK(record(answer));
  }
  if (symbol == symbol_of(std::nullopt) && is_current) {
    metrics_.set_regime(answer.regime, answer.confidence);
  }
  return answer;
}

std::shared_ptr<RegimeDesk::Line> RegimeDesk::line_of(const std::string& symbol) {
  const std::lock_guard lock(lines_mutex_);
  auto& line = lines_[symbol];
  if (!line) line = std::make_shared<Line>();
  line->used = ++uses_;
  auto kept = line;
  if (lines_.size() > kMostLines) {
    lines_.erase(
        std::ranges::min_element(lines_, {}, [](const auto& entry) { return entry.second->used; }));
  }
  return kept;
}

Result<RegimeDesk::SharedLabeller> RegimeDesk::labeller_of(const std::string& symbol,
                                                           market::Adjustment* adjustment) {
  const auto line = line_of(symbol);
  const std::lock_guard lock(line->mutex);
  NAUTILUS_CHECK(bring_up_to_date(*line, symbol));
  if (adjustment != nullptr) *adjustment = line->adjustment;
  return line->labeller;
}

Result<void> RegimeDesk::bring_up_to_date(Line& line, const std::string& symbol) {
  const market::SeriesKey key{symbol, market::Timeframe()};
  const auto version = market_.version_of(key);
  if (line.labeller && line.version == version && clock_.now() < line.valid_until) return {};
  NAUTILUS_TRY(const auto valid_until, market_.valid_until(key));
  NAUTILUS_TRY(const auto history, market_.history(key));
  const auto times = known_times(history.bars);
  const std::span<const double> closes = history.bars.close;
  auto labeller = new_labeller(symbol);
  for (const auto& held : {line.checkpoint, line.labeller}) {
    if (held && continues(*held, times, closes)) labeller = *held;
  }
  const auto append_to = [&](std::size_t end) {
    const auto seen = labeller.bars();
    return labeller.append(std::span(times).subspan(seen, end - seen),
                           closes.subspan(seen, end - seen));
  };
  const auto settled = times.size() - std::min(times.size(), kBarsAfterCheckpoint);
  if (labeller.bars() < settled) {
    NAUTILUS_CHECK(append_to(settled));
    line.checkpoint = std::make_shared<const regime::CausalLabeller>(labeller);
  }
  NAUTILUS_CHECK(append_to(times.size()));
  line.labeller = std::make_shared<const regime::CausalLabeller>(std::move(labeller));
  line.adjustment = history.adjustment;
  line.version = version;
  line.valid_until = valid_until;
  return {};
}

regime::CausalLabeller RegimeDesk::new_labeller(const std::string& symbol) const {
  const bool is_benchmark = symbol == symbol_of(std::nullopt);
  return regime::CausalLabeller(is_benchmark ? settings_.reference_volatility : std::nullopt);
}

Result<regime::CausalLabeller> RegimeDesk::label(const std::string& symbol,
                                                 const market::BarSeries& bars) {
  auto labeller = new_labeller(symbol);
  NAUTILUS_CHECK(labeller.append(known_times(bars), bars.close));
  return labeller;
}

Result<RegimeDesk::Estimate> RegimeDesk::estimate(const std::string& symbol,
                                                  const RegimeQuery& query) {
  market::Adjustment adjustment{};
  NAUTILUS_TRY(const auto now, labeller_of(symbol, &adjustment));
  if (!query.as_of && query.adjustment.value_or(adjustment) == adjustment) {
    NAUTILUS_TRY(auto found, now->current());
    return Estimate{std::move(found), adjustment};
  }
  NAUTILUS_TRY(const auto history,
               market_.history({symbol, market::Timeframe()}, query.as_of, query.adjustment));
  if (history.bars.empty()) {
    return Error{ErrorCode::insufficient_data,
                 fmt::format("no daily bar of '{}' was known at {}", symbol,
                             format_timestamp(query.as_of.value_or(clock_.now())))};
  }
  if (begins_with(*now, known_times(history.bars), history.bars.close)) {
    NAUTILUS_TRY(auto found, now->at(history.bars.size() - 1));
    return Estimate{std::move(found), history.adjustment};
  }
  NAUTILUS_TRY(const auto then, label(symbol, history.bars));
  NAUTILUS_TRY(auto found, then.current());
  return Estimate{std::move(found), history.adjustment};
}

Result<void> RegimeDesk::record(const RegimeAnswer& answer) {
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_TRY(const bool is_new,
               regime::record(*transaction, {.timestamp = answer.timestamp,
                                             .symbol = answer.symbol,
                                             .regime = std::string(to_word(answer.regime)),
                                             .confidence = answer.confidence,
                                             .probabilities = shares_of(answer.probabilities),
                                             .features_used = answer.features_used,
                                             .model_version = answer.model_version,
                                             .created_at = clock_.now()}));
  NAUTILUS_CHECK(transaction->commit());
  if (is_new) ++issued_;
  return {};
}

Result<std::vector<regime::IssuedRegime>> RegimeDesk::issued_of(const std::string& symbol,
                                                                Timestamp from, Timestamp to) {
  NAUTILUS_TRY(const auto transaction, database_.read());
  std::vector<regime::IssuedRegime> issued;
  for (const auto& name : market_.names().of({symbol, market::Timeframe()}).names) {
    // Issued when a bar was over, which opened before.
    constexpr std::chrono::nanoseconds later(1);
    const auto period =
        market::common({from, to}, {name.within.from + later, name.within.to + later});
    if (period.empty()) continue;
    NAUTILUS_TRY(const auto under_name,
                 regime::issued_between(*transaction, name.name, period.from, period.to));
    issued.insert(issued.end(), under_name.begin(), under_name.end());
  }
  std::ranges::stable_sort(issued, {}, [](const regime::IssuedRegime& each) {
    return std::pair(each.timestamp, each.created_at);
  });
  const auto repeated = std::ranges::unique(issued, {}, &regime::IssuedRegime::timestamp);
  issued.erase(repeated.begin(), repeated.end());
  return issued;
}

Result<features::PublishedSeries> RegimeDesk::published_strength(const std::string& symbol,
                                                                 Timestamp until,
                                                                 std::optional<Timestamp> as_of) {
  NAUTILUS_TRY(auto issued, issued_of(symbol, kEarliest, until + std::chrono::nanoseconds(1)));
  const auto known_at = [&](const regime::IssuedRegime& each) {
    return as_of ? std::max(each.timestamp, each.created_at) : each.timestamp;
  };
  std::ranges::stable_sort(issued, {}, known_at);
  features::PublishedSeries strength;
  Timestamp newest = kEarliest;
  for (const auto& each : issued) {
    // What was issued late for an older bar says nothing of a newer one.
    if (!each.probabilities || each.timestamp < newest ||
        known_at(each) > as_of.value_or(kLatest)) {
      continue;
    }
    newest = each.timestamp;
    std::vector<double> probabilities;
    for (const auto& [regime, probability] : *each.probabilities) {
      probabilities.push_back(probability);
    }
    strength.publish(known_at(each), regime::regime_strength(probabilities));
  }
  return strength;
}

Result<RegimeHistoryAnswer> RegimeDesk::history(const RegimeHistoryQuery& query,
                                                const Cancellation& cancellation) {
  RegimeHistoryAnswer answer{.symbol = symbol_of(query.symbol)};
  if (query.from && query.to && *query.from >= *query.to) {
    return field_error({"query", "from"}, "must be before `to`", "out_of_range");
  }
  NAUTILUS_TRY(const auto labeller, labeller_of(answer.symbol));
  if (labeller->bars() == 0) return answer;
  const auto last = labeller->timestamps().back();
  const auto from =
      query.from.value_or(query.to.value_or(last) - std::chrono::hours(24) * query.days);
  const auto to = query.to.value_or(last + std::chrono::nanoseconds(1));
  if (!query.restated) {
    NAUTILUS_TRY(answer.history, recorded(answer.symbol, from, to));
  }
  const auto begin = std::ranges::lower_bound(labeller->timestamps(), from);
  const auto end = std::max(begin, std::ranges::lower_bound(labeller->timestamps(), to));
  NAUTILUS_CHECK(add_computed(answer.symbol, *labeller, {begin, end}, query.restated, cancellation,
                              answer.history));
  if (!query.include_probabilities) {
    for (auto& entry : answer.history) entry.probabilities.reset();
  }
  answer.transitions = transitions_of(answer.history);
  return answer;
}

Result<std::vector<RegimeHistoryEntry>> RegimeDesk::recorded(const std::string& symbol,
                                                             Timestamp from, Timestamp to) {
  NAUTILUS_TRY(const auto issued, issued_of(symbol, from, to));
  std::vector<RegimeHistoryEntry> entries;
  for (const auto& each : issued) entries.push_back(entry_of(each));
  return entries;
}

Result<void> RegimeDesk::add_computed(const std::string& symbol, const regime::CausalLabeller& now,
                                      std::span<const Timestamp> times, bool restated,
                                      const Cancellation& cancellation,
                                      std::vector<RegimeHistoryEntry>& entries) {
  std::vector<Timestamp> changes;
  if (!restated) {
    NAUTILUS_TRY(changes, market_.knowledge_changes({symbol, market::Timeframe()}));
  }
  const auto issued = entries;
  PastView view;
  for (const auto at : times) {
    if (std::ranges::binary_search(issued, at, {}, &RegimeHistoryEntry::timestamp)) continue;
    NAUTILUS_CHECK(cancellation.check());
    NAUTILUS_TRY(const auto* labeller, view_at(symbol, at, now, changes, view));
    const auto index = labeller->index_at(at);
    if (!index || labeller->timestamps()[*index] != at) continue;  // Not known yet then.
    const auto estimate = labeller->at(*index);
    if (estimate) {
      entries.push_back(
          entry_of(*estimate, restated ? FigureSource::restated : FigureSource::recomputed));
    } else if (estimate.error().code != ErrorCode::insufficient_data) {
      return estimate.error();
    }
  }
  std::ranges::sort(entries, {}, &RegimeHistoryEntry::timestamp);
  return {};
}

/// Up to the next change nothing that was known at `at` looks different, so one view serves all
/// times between two changes; after the last, what is known now does.
Result<const regime::CausalLabeller*> RegimeDesk::view_at(const std::string& symbol, Timestamp at,
                                                          const regime::CausalLabeller& now,
                                                          std::span<const Timestamp> changes,
                                                          PastView& view) {
  const auto next = std::ranges::upper_bound(changes, std::min(at, clock_.now()));
  if (next == changes.end() || *next > clock_.now()) return &now;
  if (!view.labeller || at >= view.until) {
    const auto as_of = *next - std::chrono::nanoseconds(1);
    NAUTILUS_TRY(const auto history, market_.history({symbol, market::Timeframe()}, as_of));
    NAUTILUS_TRY(view.labeller, label(symbol, history.bars));
    view.until = *next;
  }
  return &*view.labeller;
}

SharedText RegimeDesk::ready(std::string_view query) const {
  const auto texts = ready_.load();
  const auto found = texts->find(query);
  if (found == texts->end() || clock_.now() >= found->second.valid_until) return nullptr;
  return found->second.text;
}

void RegimeDesk::keep_ready(std::string_view query, const std::string& symbol,
                            std::uint64_t version, SharedText text) {
  const auto valid_until = market_.valid_until({symbol, market::Timeframe()});
  const std::lock_guard lock(ready_mutex_);
  if (!valid_until || version_of(symbol) != version) return;
  auto texts = *ready_.load();
  if (texts.size() >= kMostReadyTexts) texts.clear();
  texts[std::string(query)] = {symbol, *valid_until, std::move(text)};
  ready_.store(std::make_shared<const ReadyTexts>(std::move(texts)));
}

void RegimeDesk::forget_all() {
  const std::lock_guard lock(ready_mutex_);
  ready_.store(std::make_shared<const ReadyTexts>());
}

void RegimeDesk::forget(const market::SeriesKey& key) {
  const std::lock_guard lock(ready_mutex_);
  auto texts = *ready_.load();
  std::erase_if(texts, [&](const auto& entry) { return entry.second.symbol == key.symbol; });
  ready_.store(std::make_shared<const ReadyTexts>(std::move(texts)));
}

}  // namespace nautilus::platform
