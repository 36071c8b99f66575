// SPDX-License-Identifier: MIT

/// nautilus-open-loop: the latency of a running server under a constant rate of requests.

#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "open_loop/load.hpp"

int main(int argc, char** argv) try {
  nautilus::bench::LoadOptions options;
  CLI::App app{"Sends requests at a constant rate and reports latency from when each was due"};
  app.add_option("--host", options.host, "Loopback address")->capture_default_str();
  app.add_option("--port", options.port)->check(CLI::Range(1, 65535))->capture_default_str();
  app.add_option("--path", options.path, "Path and query")->capture_default_str();
  app.add_option("--header", options.headers, "'Name: value'; may be repeated");
  app.add_option("--body", options.body, "JSON to POST");
  app.add_option("--rate", options.rate, "Requests a second")
      ->check(CLI::Range(1.0, 1e6))
      ->capture_default_str();
  app.add_option("--connections", options.connections)
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_option("--seconds", options.seconds)
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  app.add_flag("--json", options.json, "One JSON object instead of a table");
  CLI11_PARSE(app, argc, argv);

  const auto report = nautilus::bench::run_load(options);
  if (!report) {
    fmt::print(stderr, "nautilus-open-loop: {}\n", report.error().message);
    return 1;
  }
  fmt::print("{}", options.json ? json_of(*report) : table_of(*report));
  return 0;
} catch (const std::exception& failure) {
  std::fputs(failure.what(), stderr);
  return 1;
}
