// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "nautilus/market/segments/segment_read.hpp"
#include "nautilus/market/segments/segment_source.hpp"

/// For tests: series whose state at each revision follows from their key alone, kept in the most
/// obvious way, and what a query must give of them.
namespace nautilus::market {

/// A series after some number of writes: every version of every bar.
class ReplayedSeries {
 public:
  struct Version {
    std::int64_t known_at;
    Bar bar;
  };

  explicit ReplayedSeries(SeriesKey key) : key_(std::move(key)) {}

  static Timestamp time(std::int64_t hour) { return {hour * 3'600'000'000'000}; }

  /// One write: mostly later bars, at times also other versions of bars that are held, known
  /// earlier or later than those, or bars between others.
  void advance() {
    std::seed_seq seed{static_cast<int>(key_.symbol.front()), static_cast<int>(key_.symbol.back()),
                       static_cast<int>(revision_)};
    std::mt19937 random(seed);
    const auto pick = [&](std::int64_t below) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(below));
    };
    for (auto i = pick(20); i >= 0; --i) add(next_hour_ += 1 + pick(3), random);
    if (pick(4) == 0) {
      for (auto i = pick(5); i >= 0; --i) add(1 + pick(next_hour_), random);
    }
    ++revision_;
  }

  [[nodiscard]] const SeriesKey& key() const { return key_; }
  [[nodiscard]] std::int64_t revision() const { return revision_; }
  [[nodiscard]] std::int64_t last_hour() const { return next_hour_; }

  /// What a query must give, by looking at every version of every bar.
  [[nodiscard]] BarSeries answer(const SegmentQuery& query) const {
    BarSeries series{.key = key_};
    for (const auto& [at, versions] : bars_) {
      if (at < query.from || at >= query.to) continue;
      const Version* known = nullptr;
      for (const auto& version : versions) {
        if (query.as_of && version.known_at > query.as_of->nanoseconds) continue;
        if (known == nullptr || version.known_at >= known->known_at) known = &version;
      }
      if (known != nullptr) series.push_back(known->bar);
    }
    const auto limit = query.limit.value_or(series.size());
    if (query.newest) series.reverse();
    while (series.size() > limit) series.pop_back();
    if (query.newest) series.reverse();
    return series;
  }

  /// All versions of the bars that open after `after`.
  [[nodiscard]] SegmentContent content(Timestamp after) const {
    SegmentContent content{{{.key = key_}, {}}, {{.key = key_}, {}}};
    for (const auto& [at, versions] : bars_) {
      if (at <= after) continue;
      auto sorted = versions;
      std::ranges::stable_sort(sorted, {}, &Version::known_at);
      for (const auto& version : sorted) {
        auto& part = &version == &sorted.back() ? content.newest : content.others;
        part.bars.push_back(version.bar);
        part.known_at.push_back(version.known_at);
      }
    }
    return content;
  }

  /// How many bars open by `last`, and how many other versions they have.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> counts(Timestamp last) const {
    std::pair<std::int64_t, std::int64_t> counts;
    for (const auto& [at, versions] : bars_) {
      if (at > last) break;
      ++counts.first;
      counts.second += std::ssize(versions) - 1;
    }
    return counts;
  }

 private:
  void add(std::int64_t hour, std::mt19937& random) {
    auto& versions = bars_[time(hour)];
    const auto value = 1 + static_cast<double>(random() % 1000);
    const bool at_once = versions.empty() && random() % 4 != 0;
    const auto known_at = at_once
                              ? kKnownWhenOver
                              : time(hour + static_cast<std::int64_t>(random() % 50)).nanoseconds;
    versions.push_back(
        {known_at, {time(hour), value, value + 2, value - 0.5, value + 1, value * 3}});
  }

  SeriesKey key_;
  std::int64_t revision_ = 0;
  std::int64_t next_hour_ = 0;
  std::map<Timestamp, std::vector<Version>> bars_;
};

/// Gives replayed series in parts of a few bars.
class ReplayedSource final : public SegmentSource {
 public:
  explicit ReplayedSource(int series) {
    for (int i = 0; i < series; ++i) {
      const SeriesKey key{std::string(1, static_cast<char>('A' + i)), *Timeframe::parse("1h")};
      series_.emplace(key, ReplayedSeries(key));
    }
  }

  [[nodiscard]] std::vector<SeriesKey> keys() const {
    std::vector<SeriesKey> keys;
    for (const auto& [key, series] : series_) keys.push_back(key);
    return keys;
  }

  ReplayedSeries& of(const SeriesKey& key) { return series_.at(key); }

  Result<std::vector<SeriesRevision>> revisions() override {
    std::vector<SeriesRevision> revisions;
    for (const auto& [key, series] : series_) {
      if (series.revision() > 0) revisions.push_back({key, series.revision()});
    }
    return revisions;
  }

  Result<void> read(const SeriesKey& key, const std::optional<HeldSegments>& held,
                    const Sink& sink) override {
    const auto& series = series_.at(key);
    if (held && held->revision == series.revision()) return {};
    const bool continues = held && series.counts(held->last) == std::pair(held->bars, held->others);
    const auto all = series.content(continues ? held->last : kEarliest);
    const auto parts = std::max<std::size_t>(1, (all.newest.size() + kPart - 1) / kPart);
    for (std::size_t i = 0; i < parts; ++i) {
      SegmentUpdate update{series.revision(), continues, i + 1 == parts, part_of(all, i)};
      NAUTILUS_CHECK(sink(update));
    }
    return {};
  }

 private:
  static constexpr std::size_t kPart = 100;

  static SegmentContent part_of(const SegmentContent& all, std::size_t part) {
    SegmentContent content{{{.key = all.newest.bars.key}, {}}, {{.key = all.newest.bars.key}, {}}};
    const auto first = part * kPart;
    const auto last = std::min(all.newest.size(), first + kPart);
    for (auto i = first; i < last; ++i) {
      content.newest.bars.push_back(all.newest.bars.bar(i));
      content.newest.known_at.push_back(all.newest.known_at[i]);
    }
    for (std::size_t i = 0; i < all.others.size(); ++i) {
      const auto at = all.others.bars.timestamps[i];
      if (first == last || at < content.newest.bars.timestamps.front() ||
          at > content.newest.bars.timestamps.back()) {
        continue;
      }
      content.others.bars.push_back(all.others.bars.bar(i));
      content.others.known_at.push_back(all.others.known_at[i]);
    }
    return content;
  }

  std::map<SeriesKey, ReplayedSeries> series_;
};

/// A query at random: any range, as of any time or now, any limit or none.
inline SegmentQuery random_query(const ReplayedSeries& series, std::mt19937& random) {
  const auto hour = [&] {
    const auto hours = static_cast<std::uint64_t>(series.last_hour()) + 20;
    return ReplayedSeries::time(static_cast<std::int64_t>(random() % hours) - 10);
  };
  SegmentQuery query{.key = series.key(), .from = kEarliest, .to = kLatest};
  if (random() % 2 == 0) query.from = hour();
  if (random() % 2 == 0) query.to = hour();
  if (random() % 2 == 0) query.as_of = hour();
  if (random() % 2 == 0) query.limit = random() % 40;
  query.newest = random() % 2 == 0;
  return query;
}

}  // namespace nautilus::market
