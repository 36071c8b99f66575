// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <limits>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <fmt/format.h>

#include "nautilus/base/json.hpp"

namespace nautilus::json {
namespace {

using Failure = boost::json::error_code;
using Text = boost::json::string_view;

/// Builds the value of a text that is parsed in one piece. The library's own builder takes the last
/// bit of a number by chance; this one reads every number to the nearest double.
struct Builder {
  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  boost::json::value_stack stack;

  bool on_document_begin(Failure& /*failure*/) { return true; }
  bool on_document_end(Failure& /*failure*/) { return true; }
  bool on_object_begin(Failure& /*failure*/) { return true; }
  bool on_array_begin(Failure& /*failure*/) { return true; }
  bool on_comment_part(Text /*text*/, Failure& /*failure*/) { return true; }
  bool on_comment(Text /*text*/, Failure& /*failure*/) { return true; }
  bool on_number_part(Text /*text*/, Failure& /*failure*/) { return true; }

  bool on_object_end(std::size_t members, Failure& /*failure*/) {
    stack.push_object(members);
    return true;
  }
  bool on_array_end(std::size_t elements, Failure& /*failure*/) {
    stack.push_array(elements);
    return true;
  }
  bool on_key_part(Text text, std::size_t /*size*/, Failure& /*failure*/) {
    stack.push_chars(text);
    return true;
  }
  bool on_key(Text text, std::size_t /*size*/, Failure& /*failure*/) {
    stack.push_key(text);
    return true;
  }
  bool on_string_part(Text text, std::size_t /*size*/, Failure& /*failure*/) {
    stack.push_chars(text);
    return true;
  }
  bool on_string(Text text, std::size_t /*size*/, Failure& /*failure*/) {
    stack.push_string(text);
    return true;
  }
  bool on_int64(std::int64_t number, Text /*text*/, Failure& /*failure*/) {
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, Text /*text*/, Failure& /*failure*/) {
    stack.push_uint64(number);
    return true;
  }
  /// `approximate` stays where the number is beyond all doubles: an infinity, or zero.
  bool on_double(double approximate, Text text, Failure& /*failure*/) {
    std::from_chars(text.data(), text.data() + text.size(), approximate);
    stack.push_double(approximate);
    return true;
  }
  bool on_bool(bool truth, Failure& /*failure*/) {
    stack.push_bool(truth);
    return true;
  }
  bool on_null(Failure& /*failure*/) {
    stack.push_null();
    return true;
  }
};

}  // namespace

Result<Value> parse(std::string_view text, std::size_t max_depth) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  parser.handler().stack.reset();
  Failure failure;
  const auto consumed = parser.write_some(false, text.data(), text.size(), failure);
  if (!failure && consumed < text.size()) failure = boost::json::error::extra_data;
  if (!failure) return parser.handler().stack.release();
  const auto line = 1 + std::ranges::count(text.substr(0, consumed), '\n');
  return Error{ErrorCode::malformed,
               fmt::format("the body is not valid JSON: {} at byte {}, line {}", failure.message(),
                           consumed, line)};
}

}  // namespace nautilus::json
