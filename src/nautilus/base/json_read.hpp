// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::json {

/// A type that reads itself, for bodies that come in more than one shape:
/// `static Result<T> from_json(const Value&)` and `static Value json_schema()`.
template <class T>
concept ReadsItself = requires(const Value& value) {
  { T::from_json(value) } -> std::same_as<Result<T>>;
};

/// Reads values into described types and collects every fault with its location.
class Reader {
 public:
  void fault(std::string message, std::string type);
  /// A required value is not there.
  void fault_missing(const Allowed& allowed);

  [[nodiscard]] bool clean() const { return faults_.empty(); }

  /// All faults as one invalid_argument error.
  [[nodiscard]] Error error() &&;

  void read(const Value& value, bool& out, const Allowed& allowed);
  void read(const Value& value, double& out, const Allowed& allowed);
  void read(const Value& value, std::int64_t& out, const Allowed& allowed);
  void read(const Value& value, std::string& out, const Allowed& allowed);
  void read(const Value& value, Timestamp& out, const Allowed& allowed);
  void read(const Value& value, Value& out, const Allowed& /*allowed*/) { out = value; }

  template <std::integral T>
  void read(const Value& value, T& out, const Allowed& allowed) {
    constexpr auto lowest = static_cast<double>(std::numeric_limits<T>::min());
    constexpr auto highest = static_cast<double>(std::numeric_limits<T>::max());
    Allowed narrowed = allowed;
    narrowed.minimum = std::max(allowed.minimum, lowest);
    narrowed.maximum = std::min(allowed.maximum, highest);
    auto wide = static_cast<std::int64_t>(out);
    read(value, wide, narrowed);
    out = static_cast<T>(wide);
  }

  template <DescribedEnum T>
  void read(const Value& value, T& out, const Allowed& /*allowed*/) {
    std::string word;
    read(value, word, one_of(enum_words(T{})));
    if (const auto known = from_word<T>(word)) out = *known;
  }

  template <class T>
  void read(const Value& value, std::optional<T>& out, const Allowed& allowed) {
    if (value.is_null()) {
      out.reset();
      return;
    }
    read(value, out.emplace(), allowed);
  }

  template <class T>
  void read(const Value& value, std::vector<T>& out, const Allowed& allowed) {
    const auto* array = value.if_array();
    if (array == nullptr) return wrong_kind("a list", value);
    if (!check_size(array->size(), allowed, "elements")) return;
    out.clear();
    out.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Scope scope(*this, std::to_string(i));
      read((*array)[i], out.emplace_back(), Allowed{.words = allowed.words});
    }
  }

  template <class T>
  void read(const Value& value, std::map<std::string, T>& out, const Allowed& allowed) {
    const auto* object = value.if_object();
    if (object == nullptr) return wrong_kind("an object", value);
    if (!check_size(object->size(), allowed, "members")) return;
    out.clear();
    for (const auto& member : *object) {
      const Scope scope(*this, std::string(member.key()));
      read(member.value(), out[std::string(member.key())], Allowed{});
    }
  }

  template <ReadsItself T>
  void read(const Value& value, T& out, const Allowed& /*allowed*/) {
    auto result = T::from_json(value);
    if (result) {
      out = *std::move(result);
    } else {
      adopt(std::move(result).error());
    }
  }

  template <Described T>
  requires(!ReadsItself<T>) void read(const Value& value, T& out, const Allowed& /*allowed*/) {
    const auto* object = value.if_object();
    if (object == nullptr) return wrong_kind("an object", value);
    std::vector<std::string_view> known;
    for_each_field<T>([&](const auto& each) {
      known.push_back(each.name);
      const Scope scope(*this, std::string(each.name));
      if (const auto* member = object->if_contains(each.name)) {
        read(*member, out.*each.member, each.allowed);
      } else if (each.required) {
        fault_missing(each.allowed);
      }
    });
    refuse_unknown(*object, known);
  }

  /// Adds `name` to the location of the faults found during its life.
  class Scope {
   public:
    Scope(Reader& reader, std::string name) : reader_(reader) {
      reader_.location_.push_back(std::move(name));
    }
    ~Scope() { reader_.location_.pop_back(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Reader& reader_;
  };

 private:
  void wrong_kind(std::string_view expected, const Value& value);
  bool check_size(std::size_t size, const Allowed& allowed, std::string_view unit);
  void refuse_unknown(const Object& object, std::span<const std::string_view> known);
  void adopt(Error error);

  std::vector<std::string> location_;
  std::vector<Fault> faults_;
};

/// Reads a value as T. Errors: invalid_argument with a fault for each wrong field.
template <class T>
Result<T> read(const Value& value) {
  Reader reader;
  T out{};
  reader.read(value, out, Allowed{});
  if (!reader.clean()) return std::move(reader).error();
  return out;
}

/// Parses a text and reads it as T. Errors: malformed, invalid_argument.
template <class T>
Result<T> read_text(std::string_view text) {
  NAUTILUS_TRY(const auto value, parse(text));
  return read<T>(value);
}

}  // namespace nautilus::json
