// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/inflate.hpp"

#include <string>

#include <zlib.h>

namespace nautilus::market {
namespace {

constexpr int kGzip = 15 + 16;  // The widest window, in a gzip wrapper.
constexpr std::uint64_t kMostTimesLarger = 1'000;
constexpr std::uint64_t kNeverTooLarge = 64U
                                         << 20;  // A small file may be as repetitive as it likes.

}  // namespace

struct Inflate::Stream {
  z_stream z{};
  bool is_complete = false;
  std::uint64_t taken = 0;
  std::uint64_t given = 0;

  Stream() { inflateInit2(&z, kGzip); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { inflateEnd(&z); }
};

bool Inflate::is_gzip(std::span<const char> bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

Inflate::Inflate() : stream_(std::make_unique<Stream>()) {}
Inflate::Inflate(Inflate&&) noexcept = default;
Inflate& Inflate::operator=(Inflate&&) noexcept = default;
Inflate::~Inflate() = default;

bool Inflate::is_complete() const { return stream_->is_complete; }

Result<Inflate::Step> Inflate::step(std::span<const char> in, std::span<char> out) {
  Stream& stream = *stream_;
  z_stream& z = stream.z;
  if (stream.is_complete && !in.empty()) {
    inflateReset(&z);
    stream.is_complete = false;
  }
  // zlib takes its input by a pointer to what it does not change.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  const int code = inflate(&z, Z_NO_FLUSH);
  if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
    return Error{ErrorCode::data_loss, std::string("the gzip file is damaged: ") +
                                           (z.msg != nullptr ? z.msg : "no gzip")};
  }
  stream.is_complete = code == Z_STREAM_END;
  const Step step{in.size() - z.avail_in, out.size() - z.avail_out};
  stream.taken += step.taken;
  stream.given += step.given;
  if (stream.given > kNeverTooLarge && stream.given / kMostTimesLarger > stream.taken) {
    return Error{
        ErrorCode::resource_exhausted,
        "the gzip file holds more than a thousand times its size; unpack it first if it is "
        "what it should be"};
  }
  return step;
}

}  // namespace nautilus::market
