// SPDX-License-Identifier: MIT
#include "nautilus/base/document.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/file.hpp"

namespace nautilus {
namespace {

/// Walks a text that is known to be JSON and notes on which line each value begins.
class LineScanner {
 public:
  explicit LineScanner(std::string_view text) : rest_(text) {}

  std::map<std::vector<std::string>, std::size_t> scan() && {
    value();
    return std::move(lines_);
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && std::string_view(" \t\r\n").find(rest_.front()) != rest_.npos) {
      take();
    }
  }

  char take() {
    const char c = rest_.front();
    if (c == '\n') ++line_;
    rest_.remove_prefix(1);
    return c;
  }

  void value() {
    skip_blanks();
    if (rest_.empty()) return;
    lines_[location_] = line_;
    switch (rest_.front()) {
      case '{': return members('}');
      case '[': return members(']');
      case '"': text(); return;
      default:
        while (!rest_.empty() && std::string_view(",]} \t\r\n").find(rest_.front()) == rest_.npos) {
          take();
        }
    }
  }

  void members(char end) {
    take();
    for (std::size_t i = 0;; ++i) {
      skip_blanks();
      if (rest_.empty() || rest_.front() == end) break;
      if (rest_.front() == ',') take();
      skip_blanks();
      location_.push_back(end == '}' ? key() : std::to_string(i));
      value();
      location_.pop_back();
    }
    if (!rest_.empty()) take();
  }

  std::string key() {
    auto name = text();
    skip_blanks();
    take();  // The colon.
    return name;
  }

  std::string text() {
    const auto before = rest_;
    take();
    while (rest_.front() != '"') {
      if (take() == '\\') take();
    }
    take();
    const auto literal = before.substr(0, before.size() - rest_.size());
    const auto value = json::parse(literal);
    const auto* decoded = value ? value->if_string() : nullptr;
    return decoded == nullptr ? std::string(literal) : std::string(*decoded);
  }

  std::string_view rest_;
  std::size_t line_ = 1;
  std::vector<std::string> location_;
  std::map<std::vector<std::string>, std::size_t> lines_;
};

}  // namespace

Error Document::located(Error error) const {
  if (error.faults.empty()) return error;
  auto location = error.faults.front().location;
  for (;;) {
    if (const auto found = lines.find(location); found != lines.end()) {
      error.message = fmt::format("line {}: {}", found->second, error.message);
      return error;
    }
    if (location.empty()) return error;
    location.pop_back();
  }
}

Result<Document> parse_json_document(std::string_view text) {
  auto value = json::parse(text);
  if (!value) return std::move(value).error();
  return Document{*std::move(value), LineScanner(text).scan()};
}

Result<Document> read_document(const std::string& path, std::size_t max_bytes) {
  NAUTILUS_TRY(const auto text, read_file(path, max_bytes));
  auto document = path.ends_with(".json") ? parse_json_document(text) : parse_toml(text);
  if (!document) return std::move(document).error().in(path);
  return document;
}

}  // namespace nautilus
