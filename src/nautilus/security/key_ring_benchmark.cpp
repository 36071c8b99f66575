// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include "nautilus/security/key_ring.hpp"

namespace nautilus::security {
namespace {

constexpr Timestamp kNow = {1'600'000'000'000'000'000};

void key_ring_known(benchmark::State& state) {
  const auto key = create_key("the desk of a long name", Role::trader, kNow, std::nullopt);
  if (!key) return state.SkipWithError(key.error().message.c_str());
  KeyRing ring({key->record});
  const auto verified = ring.verify(key->text.reveal(), kNow);
  if (!verified) return state.SkipWithError(verified.error().message.c_str());
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(ring.known(key->text.reveal(), kNow));
  }
}
BENCHMARK(key_ring_known);

void key_ring_verify(benchmark::State& state) {
  const auto key = create_key("desk", Role::trader, kNow, std::nullopt);
  if (!key) return state.SkipWithError(key.error().message.c_str());
  KeyRing ring({key->record});
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(ring.verify(key->text.reveal(), kNow));
  }
}
BENCHMARK(key_ring_verify);

}  // namespace
}  // namespace nautilus::security
