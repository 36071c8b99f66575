// SPDX-License-Identifier: MIT
#include "nautilus/features/live_features.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "nautilus/base/hash.hpp"
#include "nautilus/features/archive.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kInterval = LiveFeatures::kInterval;
constexpr std::string_view kName = "live_features";

// Bars between two looks at whether to give up: the dearest formulas take a second for so many.
constexpr std::size_t kStep = 128;

using References = FeatureSet::ReferenceColumns;

/// The fingerprint of the bars before `first` and of those from there.
std::uint64_t with_bars(std::uint64_t before, const BarColumns& bars, References references,
                        std::size_t first, std::size_t count) {
  for (const auto column : bars.all()) {
    before = fingerprint(BarColumns::part(column, first, count), before);
  }
  for (const auto column : references) {
    before = fingerprint(BarColumns::part(column, first, count), before);
  }
  return before;
}

/// Whether the checkpoint at the end of that block stays: the rounder the number the longer. What
/// has gone never stays later, and of the last n blocks about 2 log2(n) do.
bool stays(std::size_t block, std::size_t newest_block) {
  return block == 0 || newest_block - block < std::size_t{2} << std::countr_zero(block);
}

}  // namespace

/// What is followed, with the fingerprints of its first blocks.
struct LiveFeatures::Series {
  BarColumns bars;
  References references;
  std::vector<std::uint64_t> fingerprints;  ///< Of the first 0, 1, 2, ... blocks.

  Series(const BarColumns& columns, References joined) : bars(columns), references(joined) {
    fingerprints.push_back(0);
    for (std::size_t end = kInterval; end <= bars.size(); end += kInterval) {
      fingerprints.push_back(
          with_bars(fingerprints.back(), bars, references, end - kInterval, kInterval));
    }
  }

  [[nodiscard]] std::uint64_t fingerprint_of(std::size_t count) const {
    const std::size_t rest = count % kInterval;
    const auto whole = fingerprints[count / kInterval];
    return rest == 0 ? whole : with_bars(whole, bars, references, count - rest, rest);
  }

  [[nodiscard]] bool begins_with(const Position& position) const {
    return position.bars <= bars.size() && fingerprint_of(position.bars) == position.fingerprint;
  }
};

LiveFeatures::LiveFeatures(FeatureSet set) : set_(std::move(set)) {
  checkpoints_.push_back({{}, set_.save()});
}

Result<std::size_t> LiveFeatures::follow(const BarColumns& bars, References references,
                                         const Cancellation& cancellation) {
  const Series series(bars, references);
  if (!series.begins_with(reached_)) NAUTILUS_CHECK(roll_back(series));
  const std::size_t taken_in = bars.size() - reached_.bars;
  const std::size_t newest_block = bars.size() / kInterval;
  for (std::size_t block = reached_.bars / kInterval + 1; block <= newest_block; ++block) {
    if (!stays(block, newest_block)) continue;
    NAUTILUS_CHECK(take_in(series, block * kInterval, {}, cancellation));
    checkpoints_.push_back({reached_, set_.save()});
  }
  NAUTILUS_CHECK(take_in(series, bars.size(), {}, cancellation));
  thin_out(newest_block);
  return taken_in;
}

Result<void> LiveFeatures::follow(const BarColumns& bars, References references, std::size_t first,
                                  FeatureSet::Columns columns, const Cancellation& cancellation) {
  std::vector<std::span<const double>> before;
  for (const auto column : references) before.push_back(BarColumns::part(column, 0, first));
  NAUTILUS_CHECK(follow(bars.slice(0, first), before, cancellation));
  return take_in(Series(bars, references), bars.size(), columns, cancellation);
}

Result<void> LiveFeatures::roll_back(const Series& series) {
  while (!series.begins_with(checkpoints_.back().position)) checkpoints_.pop_back();
  NAUTILUS_CHECK(set_.load(checkpoints_.back().state));
  reached_ = checkpoints_.back().position;
  return {};
}

Result<void> LiveFeatures::take_in(const Series& series, std::size_t until,
                                   FeatureSet::Columns columns, const Cancellation& cancellation) {
  const std::size_t first = reached_.bars;
  while (reached_.bars < until) {
    NAUTILUS_CHECK(cancellation.check());
    const std::size_t from = reached_.bars;
    const std::size_t count = std::min(kStep, until - from);
    std::vector<std::span<const double>> references;
    for (const auto column : series.references) {
      references.push_back(BarColumns::part(column, from, count));
    }
    std::vector<std::span<double>> into;
    for (const auto column : columns) into.push_back(column.subspan(from - first, count));
    set_.replay(series.bars.slice(from, count), into, references);
    reached_ = {from + count, series.fingerprint_of(from + count)};
  }
  return {};
}

void LiveFeatures::thin_out(std::size_t newest_block) {
  std::erase_if(checkpoints_, [&](const Checkpoint& each) {
    return !stays(each.position.bars / kInterval, newest_block);
  });
}

std::size_t LiveFeatures::bytes() const {
  std::size_t saved = 0;
  for (const Checkpoint& each : checkpoints_) saved += each.state.size();
  return saved + checkpoints_.back().state.size();  // The set itself is about as large as saved.
}

void LiveFeatures::Position::state(auto& self, auto& archive) {
  archive(self.bars, self.fingerprint);
}

StateIdentity LiveFeatures::identity() const {
  return {.name = std::string(kName), .version = 1, .parameters = set_.version()};
}

void LiveFeatures::append(StateBytes& out, const Position& position,
                          std::span<const std::byte> state) {
  StateBytes place;
  StateWriter writer(place);
  writer(position);
  append_framed(out, place);
  append_framed(out, state);
}

Result<LiveFeatures::Checkpoint> LiveFeatures::take(std::span<const std::byte>& rest) {
  Checkpoint taken;
  NAUTILUS_TRY(const auto place, take_framed(rest, kName));
  StateReader reader(place);
  reader(taken.position);
  if (!reader.complete()) return wrong_size(kName);
  NAUTILUS_TRY(const auto state, take_framed(rest, kName));
  taken.state.assign(state.begin(), state.end());
  return taken;
}

StateBytes LiveFeatures::save() const {
  StateBytes parts;
  append(parts, reached_, set_.save());
  const std::size_t own = checkpoints_.size() - 1;  // The first, of no bars, every set has.
  for (std::size_t i = own - std::min(own, kSavedCheckpoints); i < own; ++i) {
    append(parts, checkpoints_[i + 1].position, checkpoints_[i + 1].state);
  }
  return seal_state(identity(), parts);
}

Result<void> LiveFeatures::load(std::span<const std::byte> saved) {
  NAUTILUS_TRY(auto rest, open_state(identity(), saved));
  NAUTILUS_TRY(const auto newest, take(rest));
  std::vector<Checkpoint> checkpoints{checkpoints_.front()};
  while (!rest.empty()) {
    NAUTILUS_TRY(auto checkpoint, take(rest));
    checkpoints.push_back(std::move(checkpoint));
  }
  NAUTILUS_CHECK(set_.load(newest.state));
  reached_ = newest.position;
  checkpoints_ = std::move(checkpoints);
  return {};
}

}  // namespace nautilus::features
