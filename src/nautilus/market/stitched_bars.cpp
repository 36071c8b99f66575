// SPDX-License-Identifier: MIT
#include "nautilus/market/stitched_bars.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace nautilus::market {
namespace {

/// The query for a part's bars; nullopt where none of its time is asked for.
std::optional<BarQuery> query_of(const SeriesPart& part, const BarQuery& whole) {
  const auto asked =
      common(part.within, {whole.from.value_or(kEarliest), whole.to.value_or(kLatest)});
  if (asked.empty()) return std::nullopt;
  auto query = whole;
  query.key = part.key;
  query.from = asked.from;
  query.to = asked.to;
  return query;
}

bool same_values(const Bar& a, const Bar& b) {
  return std::tie(a.open, a.high, a.low, a.close, a.volume) ==
         std::tie(b.open, b.high, b.low, b.close, b.volume);
}

/// The bars of a part, and how far they are taken over.
class Strand {
 public:
  Strand(BarStore& store, const SeriesPart& part, BarQuery query, BarPage page)
      : store_(&store), part_(&part), query_(std::move(query)), page_(std::move(page)) {}

  [[nodiscard]] bool at_end() const { return place_ == page_.bars.size(); }
  [[nodiscard]] Timestamp at() const { return page_.bars.timestamps[place_]; }
  [[nodiscard]] Bar bar() const { return page_.bars.bar(place_); }
  [[nodiscard]] bool is_borne() const { return part_->borne.contains(at()); }
  [[nodiscard]] BarPage take() && { return std::move(page_); }
  void advance() { ++place_; }

  /// Since when the bar is known, where it is not since its end.
  Result<std::optional<Timestamp>> stated_at() {
    if (!stated_) {
      NAUTILUS_TRY(stated_, store_->stated_knowledge(query_));
    }
    const auto found = stated_->find(at());
    return found == stated_->end() ? std::nullopt : std::optional(found->second);
  }

 private:
  BarStore* store_;
  const SeriesPart* part_;
  BarQuery query_;
  BarPage page_;
  std::size_t place_ = 0;
  std::optional<StatedKnowledge> stated_;
};

/// Whether the bar of `other` is to be taken and not that of `best`, which opens together with it.
Result<bool> goes_before(Strand& other, Strand& best) {
  if (other.is_borne() != best.is_borne()) return other.is_borne();
  if (same_values(other.bar(), best.bar())) return false;
  NAUTILUS_TRY(const auto known, other.stated_at());
  NAUTILUS_TRY(const auto best_known, best.stated_at());
  return known > best_known;
}

/// Appends the next bar, and passes over those that open together with it.
Result<void> append_next(std::span<Strand* const> open, BarSeries& bars) {
  const auto at = (*std::ranges::min_element(open, {}, &Strand::at))->at();
  Strand* best = nullptr;
  for (auto* each : open) {
    if (each->at() != at) continue;
    if (best == nullptr) {
      best = each;
      continue;
    }
    NAUTILUS_TRY(const bool better, goes_before(*each, *best));
    if (better) best = each;
  }
  bars.push_back(best->bar());
  for (auto* each : open) {
    if (each->at() == at) each->advance();
  }
  return {};
}

/// Whether any part has a bar of its time at all. Errors: not_found.
Result<void> check_any(BarStore& store, const BarQuery& query, std::span<const SeriesPart> parts) {
  std::vector<std::string_view> names;
  for (const auto& part : parts) {
    const auto page = store.read_page(
        {.key = part.key, .from = part.within.from, .to = part.within.to, .limit = 1});
    if (page && !page->bars.empty()) return {};
    if (!page && page.error().code != ErrorCode::not_found) return page.error();
    names.push_back(part.key.symbol);
  }
  return Error{ErrorCode::not_found,
               fmt::format("no {} bars of '{}' are held; those under {} are of times at which "
                           "that was not its name",
                           query.key.timeframe.name(), query.key.symbol, fmt::join(names, ", "))};
}

Result<BarPage> stitch(std::vector<Strand>& strands, const BarQuery& query) {
  BarPage page{.bars = {.key = query.key, .calendar = query.calendar}};
  std::vector<Strand*> open;
  open.reserve(strands.size());
  for (auto& each : strands) open.push_back(&each);
  const auto is_done = [](const Strand* each) { return each->at_end(); };
  for (;;) {
    std::erase_if(open, is_done);
    if (open.empty()) return page;
    if (query.limit && std::ssize(page.bars.timestamps) == *query.limit) {
      page.next = (*std::ranges::min_element(open, {}, &Strand::at))->at();
      return page;
    }
    NAUTILUS_CHECK(append_next(open, page.bars));
  }
}

}  // namespace

Result<BarPage> read_page(BarStore& store, const BarQuery& query,
                          std::span<const SeriesPart> parts) {
  if (parts.size() == 1 && parts.front().within == kAlways) {
    auto alone = query;
    alone.key = parts.front().key;
    NAUTILUS_TRY(auto page, store.read_page(alone));
    page.bars.key = query.key;
    return page;
  }
  // One more of each than asked for, for the whole's next bar may lie in any.
  auto wanted = query;
  if (wanted.limit) ++*wanted.limit;
  std::vector<Strand> strands;
  bool is_held = false;
  for (const auto& part : parts) {
    auto of_part = query_of(part, wanted);
    is_held = is_held || !of_part;
    if (!of_part) continue;
    auto page = store.read_page(*of_part);
    if (!page && page.error().code != ErrorCode::not_found) return std::move(page).error();
    is_held = is_held || page;
    if (page && !page->bars.empty()) {
      strands.emplace_back(store, part, *std::move(of_part), *std::move(page));
    }
  }
  if (!is_held) return store.read_page(query);  // Says what is held instead.
  if (strands.empty()) NAUTILUS_CHECK(check_any(store, query, parts));
  return stitch(strands, query);
}

}  // namespace nautilus::market
