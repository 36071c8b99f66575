// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include "nautilus/telemetry/log.hpp"
#include "nautilus/telemetry/route_metrics.hpp"
#include "nautilus/telemetry/trace.hpp"

namespace nautilus::telemetry {
namespace {

/// The line of an answered request, as the server writes it, to a real file.
void access_line(benchmark::State& state) {
  const SystemClock clock;
  const auto logger = *open_logger("/dev/null", {}, clock);
  for (auto unused : state) {
    logger->info("request",
                 {{"method", "GET"},
                  {"target", "/api/v1/ml/regime/current"},
                  {"status", 200},
                  {"bytes", 1234},
                  {"duration_us", 17.5},
                  {"remote", "127.0.0.1"},
                  {"actor", "local"}},
                 {"0123456789abcdef0123456789abcdef", "4bf92f3577b34da6a3ce929d0e0e4736"});
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["dropped"] = static_cast<double>(logger->dropped_lines());
}
BENCHMARK(access_line);

void route_record(benchmark::State& state) {
  Metrics metrics({"0.1.0", "none", "none"});
  RouteMetrics route(metrics, "GET", "/api/v1/ml/regime/current");
  for (auto unused : state) route.record(200, 17e-6);
  if (metrics.render().find("code=\"200\"") == std::string::npos)
    state.SkipWithError("not counted");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(route_record);

void request_ids(benchmark::State& state) {
  IdSource ids;
  for (auto unused : state) {
    benchmark::DoNotOptimize(ids.request_id());
    benchmark::DoNotOptimize(ids.span(std::nullopt));
  }
}
BENCHMARK(request_ids);

}  // namespace
}  // namespace nautilus::telemetry
