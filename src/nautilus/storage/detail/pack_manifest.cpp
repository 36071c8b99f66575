// SPDX-License-Identifier: MIT
#include "nautilus/storage/detail/pack_manifest.hpp"

#include <charconv>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"

namespace nautilus::storage::detail {
namespace {

constexpr std::string_view kTitle = "nautilus packs 1";
constexpr std::string_view kChecksum = "checksum ";

/// The text before `separator`, which is taken off with it.
std::string_view take(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const auto taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return taken;
}

bool take_number(std::string_view text, std::uint64_t& number, int base) {
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, base);
  return read.ec == std::errc() && read.ptr == end;
}

Error wrong(std::string_view what) { return {ErrorCode::data_loss, std::string(what)}; }

}  // namespace

std::string write_manifest(const std::vector<ListedPack>& packs) {
  std::string text = fmt::format("{}\n", kTitle);
  for (const auto& pack : packs) {
    text += fmt::format("{} {} {}\n", pack.name, pack.bytes, to_hex(pack.identity));
  }
  return text + fmt::format("{}{}\n", kChecksum, to_hex(fingerprint(text)));
}

Result<std::vector<ListedPack>> read_manifest(std::string_view text) {
  const auto end = text.rfind(kChecksum);
  if (end == std::string_view::npos) return wrong("is cut off before its checksum");
  const auto listed = text.substr(0, end);
  if (text.substr(end) != fmt::format("{}{}\n", kChecksum, to_hex(fingerprint(listed)))) {
    return wrong("fails its checksum");
  }
  auto rest = listed;
  if (take(rest, '\n') != kTitle) return wrong("is of a format that this build does not read");
  std::vector<ListedPack> packs;
  constexpr int hexadecimal = 16;
  while (!rest.empty()) {
    auto line = take(rest, '\n');
    auto& pack = packs.emplace_back();
    pack.name = take(line, ' ');
    if (!take_number(take(line, ' '), pack.bytes, 10) ||
        !take_number(line, pack.identity, hexadecimal)) {
      return wrong("has a line that names no pack");
    }
  }
  return packs;
}

}  // namespace nautilus::storage::detail
