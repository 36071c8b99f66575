// SPDX-License-Identifier: MIT
#include "nautilus/base/json_read.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace nautilus::json {
namespace {

constexpr std::size_t kMostFaults = 100;  // A million wrong elements need no million sentences.

/// A limit as people write it: 100000, not 1e+05.
std::string limit_text(double limit) {
  const bool is_whole = std::trunc(limit) == limit && std::abs(limit) < 1e15;
  return is_whole ? fmt::format("{:.0f}", limit) : format_number(limit);
}

/// "must be between 1 and 9", "must be above 0", ...: the range in words.
std::string range_words(const Allowed& allowed) {
  const auto least = limit_text(allowed.minimum);
  const auto most = limit_text(allowed.maximum);
  if (!std::isfinite(allowed.maximum)) {
    return fmt::format("must be {} {}", allowed.exclusive_minimum ? "above" : "at least", least);
  }
  if (!std::isfinite(allowed.minimum)) {
    return fmt::format("must be {} {}", allowed.exclusive_maximum ? "below" : "at most", most);
  }
  if (allowed.exclusive_minimum == allowed.exclusive_maximum) {
    return fmt::format("must be {}between {} and {}", allowed.exclusive_minimum ? "strictly " : "",
                       least, most);
  }
  return allowed.exclusive_minimum ? fmt::format("must be above {} and at most {}", least, most)
                                   : fmt::format("must be at least {} and below {}", least, most);
}

bool in_range(double value, const Allowed& allowed) {
  const bool above = allowed.exclusive_minimum ? value > allowed.minimum : value >= allowed.minimum;
  const bool below = allowed.exclusive_maximum ? value < allowed.maximum : value <= allowed.maximum;
  return above && below;
}

}  // namespace

void Reader::fault(std::string message, std::string type) {
  if (faults_.size() < kMostFaults) {
    faults_.push_back({location_, std::move(message), std::move(type)});
  }
}

void Reader::fault_missing(const Allowed& allowed) {
  fault(allowed.words.empty()
            ? "is required"
            : fmt::format("is required: one of {}", fmt::join(allowed.words, ", ")),
        "missing");
}

Error Reader::error() && {
  auto sentence = describe(faults_.front());
  if (faults_.size() > 1) {
    fmt::format_to(std::back_inserter(sentence), " (and {} more)", faults_.size() - 1);
  }
  return {ErrorCode::invalid_argument, std::move(sentence), std::move(faults_)};
}

void Reader::adopt(Error error) {
  if (error.faults.empty()) return fault(std::move(error.message), "invalid");
  for (auto& inner : error.faults) {
    inner.location.insert(inner.location.begin(), location_.begin(), location_.end());
    if (faults_.size() < kMostFaults) faults_.push_back(std::move(inner));
  }
}

void Reader::read(const Value& value, bool& out, const Allowed& /*allowed*/) {
  const auto* boolean = value.if_bool();
  if (boolean == nullptr) return wrong_kind("true or false", value);
  out = *boolean;
}

void Reader::read(const Value& value, double& out, const Allowed& allowed) {
  if (!value.is_number()) return wrong_kind("a number", value);
  const auto number = value.to_number<double>();
  if (!std::isfinite(number)) return fault("must be finite", "out_of_range");
  if (!in_range(number, allowed)) {
    return fault(fmt::format("{}, was {}", range_words(allowed), format_number(number)),
                 "out_of_range");
  }
  out = number;
}

void Reader::read(const Value& value, std::int64_t& out, const Allowed& allowed) {
  boost::json::error_code inexact;
  if (!value.is_number()) return wrong_kind("a whole number", value);
  const auto number = value.to_number<std::int64_t>(inexact);
  if (inexact)
    return fault(fmt::format("must be a whole number, was {}", to_text(value)), "wrong_type");
  if (!in_range(static_cast<double>(number), allowed)) {
    return fault(fmt::format("{}, was {}", range_words(allowed), number), "out_of_range");
  }
  out = number;
}

void Reader::read(const Value& value, std::string& out, const Allowed& allowed) {
  const auto* text = value.if_string();
  if (text == nullptr) return wrong_kind("a text", value);
  const std::string_view view(*text);
  if (!check_size(view.size(), allowed, "characters")) return;
  if (!allowed.words.empty() && std::ranges::find(allowed.words, view) == allowed.words.end()) {
    return fault(fmt::format("must be one of {}, was '{}'{}", fmt::join(allowed.words, ", "),
                             view.substr(0, 60), did_you_mean(view, allowed.words)),
                 "not_allowed");
  }
  out = view;
}

void Reader::read(const Value& value, Timestamp& out, const Allowed& /*allowed*/) {
  const auto* text = value.if_string();
  if (text == nullptr) return wrong_kind("a time such as \"2020-04-17T00:00:00Z\"", value);
  const auto parsed = parse_timestamp(*text);
  if (!parsed) return fault(parsed.error().message, "bad_timestamp");
  out = *parsed;
}

void Reader::wrong_kind(std::string_view expected, const Value& value) {
  const auto* text = value.if_string();
  fault(text == nullptr ? fmt::format("must be {}, was {}", expected, kind_name(value))
                        : fmt::format("must be {}, was the text '{}'", expected,
                                      std::string_view(*text).substr(0, 40)),
        "wrong_type");
}

bool Reader::check_size(std::size_t size, const Allowed& allowed, std::string_view unit) {
  if (size >= allowed.min_size && size <= allowed.max_size) return true;
  size < allowed.min_size
      ? fault(fmt::format("must have at least {} {}, had {}", allowed.min_size, unit, size),
              "too_short")
      : fault(fmt::format("must have at most {} {}, had {}", allowed.max_size, unit, size),
              "too_long");
  return false;
}

void Reader::refuse_unknown(const Object& object, std::span<const std::string_view> known) {
  for (const auto& member : object) {
    if (std::ranges::find(known, std::string_view(member.key())) != known.end()) continue;
    const Scope scope(*this, std::string(member.key()));
    fault(fmt::format("no such field{}", did_you_mean(member.key(), known)), "unknown_field");
  }
}

}  // namespace nautilus::json
