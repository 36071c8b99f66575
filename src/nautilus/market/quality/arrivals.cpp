// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/arrivals.hpp"

#include <algorithm>

#include "nautilus/market/quality/finding.hpp"

namespace nautilus::market {

bool ArrivalTally::add(Timestamp at) {
  ++count;
  from = std::min(from, at);
  to = std::max(to, at);
  return examples.size() < kMostExamples;
}

void ArrivalTally::add(const ArrivalTally& other) {
  count += other.count;
  from = std::min(from, other.from);
  to = std::max(to, other.to);
  for (const auto& each : other.examples) {
    if (examples.size() < kMostExamples) examples.push_back(each);
  }
}

void RowOrder::add(Timestamp at) {
  if (begun_) step(last_, at);
  if (!begun_) first_ = at;
  begun_ = true;
  last_ = at;
}

void RowOrder::add(const RowOrder& later) {
  if (!later.begun_) return;
  if (begun_) step(last_, later.first_);
  if (!begun_) first_ = later.first_;
  begun_ = true;
  last_ = later.last_;
  rises_.add(later.rises_);
  falls_.add(later.falls_);
}

void RowOrder::step(Timestamp before, Timestamp at) {
  if (at == before) return;
  (at > before ? rises_ : falls_).add(at);
}

const ArrivalTally& RowOrder::disorder() const {
  return rises_.count < falls_.count ? rises_ : falls_;
}

}  // namespace nautilus::market
