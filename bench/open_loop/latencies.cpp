// SPDX-License-Identifier: MIT
#include "open_loop/latencies.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace nautilus::bench {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 5> kShares{
    {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p99.9", 0.999}, {"max", 1}}};

}  // namespace

double percentile_milliseconds(const std::vector<std::chrono::nanoseconds>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
  return std::chrono::duration<double, std::milli>(sorted[index]).count();
}

std::string table_of(LoadReport report) {
  std::ranges::sort(report.latencies);
  auto text = fmt::format(
      "{:.0f} requests/s for {} s over {} connections\n\n"
      "  scheduled   {:>12}\n  answered    {:>12}\n  refused     {:>12}\n  broken      {:>12}\n"
      "  unanswered  {:>12}\n\n  latency from the time a request was due\n",
      report.rate, report.seconds, report.connections, report.scheduled, report.answered,
      report.refused, report.broken, report.unanswered);
  for (const auto& [name, share] : kShares) {
    text += fmt::format("  {:<10} {:>10.3f} ms\n", name,
                        percentile_milliseconds(report.latencies, share));
  }
  return text;
}

std::string json_of(LoadReport report) {
  std::ranges::sort(report.latencies);
  auto text = fmt::format(
      R"({{"rate":{},"seconds":{},"connections":{},"scheduled":{},"answered":{},"refused":{},)"
      R"("broken":{},"unanswered":{},"latency_milliseconds":{{)",
      report.rate, report.seconds, report.connections, report.scheduled, report.answered,
      report.refused, report.broken, report.unanswered);
  for (const auto& [name, share] : kShares) {
    text += fmt::format(R"("{}":{:.6f},)", name, percentile_milliseconds(report.latencies, share));
  }
  text.back() = '}';
  return text + "}\n";
}

}  // namespace nautilus::bench
