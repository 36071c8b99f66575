// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/quality/finding.hpp"
#include "nautilus/market/timeframe.hpp"

namespace nautilus::platform {

struct QualityQuery {
  std::optional<std::string> symbol;
  market::Timeframe timeframe;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Timestamp> as_of;
  std::optional<std::string> calendar;
  std::optional<std::string> check;
  int limit = 200;

  static constexpr auto fields() {
    using Q = QualityQuery;
    return std::tuple{
        field("symbol", &Q::symbol,
              "Symbol whose findings are asked for; unset for the counts of all", sized(1, 32)),
        field("timeframe", &Q::timeframe, "Length of its bars"),
        field("from", &Q::from, "Findings that end before this are left out"),
        field("to", &Q::to, "Findings that begin from here on are left out"),
        field("as_of", &Q::as_of, "Only bars that were known by then"),
        field("calendar", &Q::calendar,
              "Calendar to look for gaps by, such as XNYS; that of the symbol if unset",
              sized(1, 32)),
        field("check", &Q::check, "Only what this check found", sized(1, 32)),
        field("limit", &Q::limit, "Most findings in the answer; the counts are of all",
              between(1, 100'000)),
    };
  }
};

/// What was found of one series.
struct SeriesQuality {
  std::string symbol;
  market::Timeframe timeframe;
  std::int64_t bars = 0;
  std::optional<std::string> calendar;
  std::map<std::string, std::int64_t> counts;
  std::vector<market::Finding> findings;
  std::int64_t total_findings = 0;
  std::map<std::string, std::string> missing;

  static constexpr auto fields() {
    using A = SeriesQuality;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol; empty for rows that named none"),
        field("timeframe", &A::timeframe, "Length of a bar"),
        field("bars", &A::bars, "Bars that were looked at"),
        field("calendar", &A::calendar, "Calendar that gaps were looked for by; null without one"),
        field("counts", &A::counts, "Per check that found something: bars, rows or sessions"),
        field("findings", &A::findings,
              "What was found, oldest first; none where no symbol was named"),
        field("total_findings", &A::total_findings, "Findings, those beyond `limit` too"),
        field("missing", &A::missing, "What could not be checked, and why"),
    };
  }
};

struct QualityAnswer {
  std::vector<SeriesQuality> series;

  static constexpr auto fields() {
    return std::tuple{
        field("series", &QualityAnswer::series, "The series asked for, or all by symbol")};
  }
};

struct CheckParameterAnswer {
  std::string name;
  double value = 0;
  std::string meaning;

  static constexpr auto fields() {
    using A = CheckParameterAnswer;
    return std::tuple{
        field("name", &A::name, "Name"),
        field("value", &A::value, "Value"),
        field("meaning", &A::meaning, "What it sets"),
    };
  }
};

/// A check as the list of them shows it.
struct CheckAnswer {
  std::string name;
  std::string finds;
  market::Severity severity = market::Severity::info;
  bool at_ingest = false;
  std::vector<CheckParameterAnswer> parameters;

  static constexpr auto fields() {
    using A = CheckAnswer;
    return std::tuple{
        field("name", &A::name, "Name of the check"),
        field("finds", &A::finds, "What it finds"),
        field("severity", &A::severity, "How much a finding should worry"),
        field("at_ingest", &A::at_ingest,
              "Whether it looks at rows as they come in, and not at the bars held"),
        field("parameters", &A::parameters, "What it decides by"),
    };
  }
};

}  // namespace nautilus::platform
