// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "nautilus/market/quality/check.hpp"

namespace nautilus::market {

/// Gathers the bars that a check marks, neighbours as one finding.
class FindingRuns {
 public:
  FindingRuns(const Check& check, const BarSeries& bars) : check_(check), bars_(bars) {}

  /// Marks a bar; `tell()` says what is odd about it and is called only for what is shown.
  /// REQUIRES: index above that of the last call.
  template <class Tell>
  void mark(std::size_t index, const Tell& tell) {
    if (findings_.empty() || index != last_ + 1) begin(index, tell());
    auto& finding = findings_.back();
    if (finding.examples.size() < kMostExamples) finding.examples.push_back(example(index, tell()));
    finding.to = bars_.timestamps[index];
    ++finding.count;
    last_ = index;
  }

  [[nodiscard]] std::vector<Finding> findings() && { return std::move(findings_); }

 private:
  void begin(std::size_t index, std::string detail);
  [[nodiscard]] std::string example(std::size_t index, const std::string& text) const;

  const Check& check_;
  const BarSeries& bars_;
  std::vector<Finding> findings_;
  std::size_t last_ = 0;
};

}  // namespace nautilus::market
