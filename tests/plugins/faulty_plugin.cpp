// SPDX-License-Identifier: MIT

// An indicator that answers the close, but for the one fault that it is compiled with.

#include <cmath>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <new>

#include "nautilus_plugin.h"

namespace {

struct State {
  double last = 0;
};

void* create() { return new (std::nothrow) State; }
void destroy(void* state) { delete static_cast<State*>(state); }

[[maybe_unused]] double tomorrow(double time, double close) {
  static std::map<double, double>
      closes;  // Of every run before: what a run has seen, the next knows.
  closes[time] = close;
  const auto next = closes.upper_bound(time);
  return next == closes.end() ? close : next->second;
}

void update(void* state, const double* inputs, double* outputs) {
  auto& own = *static_cast<State*>(state);
  const double close = inputs[0];
#if defined(LOOKS_AHEAD)
  outputs[0] = std::isnan(close) ? close : tomorrow(inputs[1], close);
#elif defined(CRASHES_ON_GAPS)
  if (std::isnan(close)) std::raise(SIGSEGV);
  outputs[0] = close;
#elif defined(ENDS_THE_PROCESS)
  if (close > 0) std::_Exit(0);
  outputs[0] = close;
#elif defined(FORGETS_ITS_STATE)
  own.last += std::isnan(close) ? 0 : close;
  outputs[0] = own.last;
#elif defined(STARTS_LATE)
  outputs[0] = own.last == 0 ? std::numeric_limits<double>::quiet_NaN() : close;
#else
  outputs[0] = close;
#endif
#if !defined(FORGETS_ITS_STATE)
  own.last = close;
#endif
}

size_t save(const void* state, void* bytes, size_t capacity) {
#if defined(FORGETS_ITS_STATE)
  (void)state;
  (void)bytes;
  (void)capacity;
  return 0;
#else
  if (capacity >= sizeof(State)) std::memcpy(bytes, state, sizeof(State));
  return sizeof(State);
#endif
}

int32_t load(void* state, const void* bytes, size_t size) {
#if defined(FORGETS_ITS_STATE)
  (void)state;
  (void)bytes;
  return size == 0 ? 1 : 0;
#else
  if (size != sizeof(State)) return 0;
  std::memcpy(state, bytes, size);
  return 1;
#endif
}

#if defined(UNKNOWN_INPUT)
constexpr const char* kInputs[]{"close", "bid"};
#else
constexpr const char* kInputs[]{"close", "time"};
#endif

#if defined(TAKEN_NAME)
constexpr const char* kName = "sma";
#else
constexpr const char* kName = "faulty";
#endif

#if defined(OTHER_VERSION)
constexpr uint32_t kVersion = NAUTILUS_PLUGIN_ABI_VERSION + 1;
#else
constexpr uint32_t kVersion = NAUTILUS_PLUGIN_ABI_VERSION;
#endif

constexpr NautilusOutput kOutput{"value", "The close"};

const NautilusIndicator kIndicator{
    kName,    "Faulty", "price", "close", "No value", "None",  1,      kInputs, 2,
    &kOutput, 1,        0,       1,       create,     destroy, update, save,    load,
};

const NautilusPlugin kPlugin{kVersion, &kIndicator, 1};

}  // namespace

const NautilusPlugin* nautilus_plugin() { return &kPlugin; }
