// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/thread_pool.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/http.hpp"
#include "nautilus/server/rate_limiter.hpp"
#include "nautilus/server/router.hpp"
#include "nautilus/telemetry/log.hpp"
#include "nautilus/telemetry/metrics.hpp"
#include "nautilus/telemetry/route_metrics.hpp"
#include "nautilus/telemetry/trace.hpp"

namespace nautilus::server {

/// Takes a request from the transport to its route: origin, key, rate, role, then the answer that
/// stands ready, or a worker that computes it. Every request ends as one observation and, where
/// that is on, one log line. Thread-safe; gone only after the transport is.
class Application final : public HttpHandler {
 public:
  struct Parts {
    platform::Engine& engine;
    const Clock& clock;
    telemetry::Logger& log;
    telemetry::Metrics& metrics;
    const config::ServerSettings& settings;
  };

  Application(const Parts& parts, std::vector<Route> routes);

  void serve(HttpRequest request, Reply reply) override;
  std::optional<HttpResponse> admit(const HttpRequest& head) override;
  HttpResponse refuse(const Error& error, const HttpRequest& head) override;

  [[nodiscard]] const Router& router() const { return router_; }

 private:
  struct Exchange;

  std::shared_ptr<Exchange> begin(HttpRequest request, Reply reply);
  Result<void> identify(Exchange& exchange) const;
  Result<void> check(Exchange& exchange);
  [[nodiscard]] Result<void> authorize(const Exchange& exchange) const;
  bool answer_at_once(Exchange& exchange);
  void answer_on_worker(const std::shared_ptr<Exchange>& exchange);
  [[nodiscard]] Call call_of(const Exchange& exchange) const;
  Result<HttpResponse> compute(Exchange& exchange);
  void log_fault(const Exchange& exchange, const Error& error);
  void finish(Exchange& exchange, Result<HttpResponse> outcome);
  void write_access_log(const Exchange& exchange, const HttpResponse& response, double seconds);

  Parts parts_;
  Router router_;
  RateLimiter limiter_;
  telemetry::IdSource ids_;
  std::vector<std::unique_ptr<telemetry::RouteMetrics>> route_metrics_;  ///< One per route.
  telemetry::RouteMetrics unrouted_metrics_;
  telemetry::Gauge queue_depth_;
  ThreadPool workers_;  ///< Last, so that no job outlives what it uses.
};

}  // namespace nautilus::server
