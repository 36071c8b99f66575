/* SPDX-License-Identifier: MIT */
#ifndef NAUTILUS_PLUGIN_H
#define NAUTILUS_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

/* What a shared library offers to add indicators of its own: one function, nautilus_plugin(). Texts
 * and tables that it points at live as long as the process; UTF-8, none may be null. Nothing may
 * throw. docs/plugins.md says how a library is tried before it is taken. */

#ifdef __cplusplus
extern "C" {
#endif

/* Raised with every change of the structs below; a library of another version is refused. */
#define NAUTILUS_PLUGIN_ABI_VERSION 1

typedef struct NautilusOutput {
  const char* name;    /* `value` where there is one only. */
  const char* meaning; /* What the number is, with its unit. */
} NautilusOutput;

typedef struct NautilusIndicator {
  const char* name; /* A lower-case letter, then at most 63 of them, digits and underscores. */
  const char* title;
  const char* group; /* One of the catalogue's, such as `trend`. */
  const char* formula;
  const char* gaps;      /* What a missing input does. */
  const char* reference; /* Author, title, year. */
  int32_t state_version; /* From 1; raise it when the state or its meaning changes. */

  const char* const* inputs; /* Of open, high, low, close, volume, time (seconds since 1970 UTC). */
  size_t input_count;        /* 1 to 6. */
  const NautilusOutput* outputs;
  size_t output_count; /* 1 to 8. */

  int32_t warm_up;      /* Leading bars without a value, at most 20,000; every later one has one. */
  int32_t gap_recovery; /* Bars without a value from a gap on, its own bar included; from 1. */

  void* (*create)(void);        /* A fresh state, or null where there is no memory. */
  void (*destroy)(void* state); /* As create() gave it. */

  /* Takes one closed bar in: an input each, NaN for a gap; writes an output each, NaN for none. */
  void (*update)(void* state, const double* inputs, double* outputs);

  /* Writes the state where `capacity` bytes suffice; answers how many it has, which is the same
   * always, at most 1 MiB. */
  size_t (*save)(const void* state, void* bytes, size_t capacity);

  /* Takes over what save() of this state_version wrote; answers 1, or 0 where it is not that. */
  int32_t (*load)(void* state, const void* bytes, size_t size);
} NautilusIndicator;

typedef struct NautilusPlugin {
  uint32_t abi_version; /* NAUTILUS_PLUGIN_ABI_VERSION */
  const NautilusIndicator* indicators;
  size_t indicator_count;
} NautilusPlugin;

/* The library defines it. */
__attribute__((visibility("default"))) const NautilusPlugin* nautilus_plugin(void);

#ifdef __cplusplus
}
#endif

#endif
