// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/thread_pool.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/http.hpp"
#include "nautilus/server/rate_limiter.hpp"
#include "nautilus/server/request_metrics.hpp"
#include "nautilus/server/router.hpp"
#include "nautilus/telemetry/log.hpp"

namespace nautilus::server {

/// Takes a request from the transport to its route: origin, key, rate, role, then the answer that
/// stands ready or a worker that computes it; every request ends as one log line and one
/// observation. Thread-safe.
class Application final : public HttpHandler {
 public:
  struct Parts {
    platform::Engine& engine;
    const Clock& clock;
    telemetry::Logger& log;
    telemetry::Metrics& metrics;
    const config::ServerSettings& settings;
    std::atomic<bool>& draining;
  };

  Application(Parts parts, std::vector<Route> routes);

  void serve(HttpRequest request, Reply reply) override;
  HttpResponse refuse(const Error& error, std::string_view target) override;

  [[nodiscard]] const Router& router() const { return router_; }

 private:
  struct Exchange;

  void identify(Exchange& exchange) const;
  Result<void> admit(Exchange& exchange);
  Result<void> authorize(Exchange& exchange) const;
  void answer_on_worker(std::unique_ptr<Exchange> exchange);
  [[nodiscard]] Result<HttpResponse> compute(Exchange& exchange);
  void finish(Exchange& exchange, Result<HttpResponse> outcome);
  void write_access_log(const Exchange& exchange, const HttpResponse& response, double seconds);

  Parts parts_;
  Router router_;
  RateLimiter limiter_;
  RequestMetrics request_metrics_;
  ThreadPool workers_;
};

}  // namespace nautilus::server
