// SPDX-License-Identifier: MIT
#include "nautilus/server/application.hpp"

#include <chrono>

#include <fmt/format.h>

#include "nautilus/security/bind_policy.hpp"
#include "nautilus/security/credentials.hpp"
#include "nautilus/server/origin.hpp"
#include "nautilus/server/problem.hpp"
#include "nautilus/telemetry/metric_rows.hpp"

namespace nautilus::server {
namespace {

std::chrono::nanoseconds seconds(double count) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(count));
}

Error overloaded() {
  Error error{ErrorCode::unavailable,
              "all workers are busy and the queue is full; come back later"};
  error.retry_after_seconds = 1;
  return error;
}

/// One more for as long as it lives, however that ends.
class CountedIn {
 public:
  explicit CountedIn(std::atomic<std::int64_t>& count) : count_(count) { ++count_; }
  ~CountedIn() { --count_; }
  CountedIn(const CountedIn&) = delete;
  CountedIn& operator=(const CountedIn&) = delete;

 private:
  std::atomic<std::int64_t>& count_;
};

HttpRequest without_body(const HttpRequest& request) {
  return {.method = request.method,
          .target = request.target,
          .headers = request.headers,
          .remote_address = request.remote_address,
          .client_certificate = request.client_certificate};
}

/// What every response carries, whoever worded it.
void add_common_headers(HttpResponse& response, const std::string& request_id) {
  response.headers.emplace_back("X-Request-ID", request_id);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Cache-Control", "no-store");
}

/// What a route throws is a bug of ours too, and its client is still owed an answer.
Result<HttpResponse> run(const Route& route, platform::Engine& engine, const Call& call,
                         const HttpRequest& request) {
  try {
    return route.run(engine, call, request);
  } catch (const std::exception& thrown) {
    return Error{ErrorCode::internal, fmt::format("a route threw: {}", thrown.what())};
  }
}

}  // namespace

/// One request on its way to its answer.
struct Application::Exchange {
  HttpRequest request;
  Reply reply;
  std::string request_id;
  telemetry::TraceContext trace;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
  std::shared_ptr<security::KeyRing> keys;
  std::optional<std::string> key;  ///< As presented.
  std::optional<security::Principal> principal;
  const Route* route = nullptr;
  telemetry::RouteMetrics* metrics = nullptr;
};

Application::Application(const Parts& parts, std::vector<Route> routes)
    : parts_(parts),
      router_(std::move(routes)),
      limiter_(parts.settings.requests_per_second, parts.settings.burst),
      unrouted_metrics_(parts.metrics, "other", "none"),
      queue_depth_(parts.metrics.gauge(telemetry::kWorkerQueueDepth)),
      workers_({.threads = static_cast<std::size_t>(parts.settings.worker_threads),
                .queue = static_cast<std::size_t>(parts.settings.worker_queue),
                .drain = seconds(parts.settings.drain_timeout_seconds)},
               [&log = parts.log](std::string_view what) {
                 log.error("a worker failed", {{"reason", what}});
               }) {
  for (const auto& route : router_.routes()) {
    route_metrics_.push_back(std::make_unique<telemetry::RouteMetrics>(
        parts.metrics, route.text.method, route.text.path));
  }
}

void Application::serve(HttpRequest request, Reply reply) {
  const auto exchange = begin(std::move(request), std::move(reply));
  if (auto checked = check(*exchange); !checked) {
    return finish(*exchange, std::move(checked).error());
  }
  // Only a key that has been verified before is known at once; a new one takes a worker's time.
  if (exchange->principal) {
    if (auto authorized = authorize(*exchange); !authorized) {
      return finish(*exchange, std::move(authorized).error());
    }
    if (answer_at_once(*exchange)) return;
  }
  answer_on_worker(exchange);
}

std::optional<HttpResponse> Application::admit(const HttpRequest& head) {
  std::optional<HttpResponse> refusal;
  const auto exchange = begin(without_body(head),
                              [&refusal](HttpResponse response) { refusal = std::move(response); });
  auto checked = check(*exchange);
  if (checked) checked = check_announced_type(*exchange->route, head);
  if (checked && exchange->principal) checked = authorize(*exchange);
  if (!checked) finish(*exchange, std::move(checked).error());
  return refusal;
}

std::shared_ptr<Application::Exchange> Application::begin(HttpRequest request, Reply reply) {
  auto exchange = std::make_shared<Exchange>();
  exchange->request = std::move(request);
  exchange->reply = std::move(reply);
  exchange->request_id = ids_.request_id(exchange->request.header("x-request-id"));
  exchange->trace =
      ids_.span(telemetry::parse_traceparent(exchange->request.header("traceparent")));
  exchange->keys = parts_.engine.keys().ring();
  exchange->metrics = &unrouted_metrics_;
  return exchange;
}

Result<void> Application::identify(Exchange& exchange) const {
  const auto& request = exchange.request;
  if (exchange.keys->empty() && security::is_loopback(request.remote_address)) {
    exchange.principal = security::local_principal();
    return {};
  }
  exchange.key =
      security::presented_key(request.header("authorization"), request.header("x-api-key"));
  if (!exchange.key) {
    return Error{ErrorCode::unauthenticated,
                 "this server asks for a key: Authorization: Bearer KEY, or X-API-Key: KEY"};
  }
  exchange.principal = exchange.keys->known(*exchange.key, parts_.clock.now());
  return {};
}

Result<void> Application::check(Exchange& exchange) {
  const auto& request = exchange.request;
  NAUTILUS_CHECK(check_origin(request, !exchange.keys->empty()));
  // The rate is counted by address until the key is verified, so that guessing is slow too.
  // A request that was admitted by its head has been counted then.
  if (!request.admitted) {
    NAUTILUS_CHECK(limiter_.admit(request.remote_address, parts_.clock.now()));
  }
  NAUTILUS_CHECK(identify(exchange));
  NAUTILUS_TRY(const auto place, router_.find(request.method, path_of(request.target)));
  exchange.route = &router_.routes()[place];
  exchange.metrics = route_metrics_[place].get();
  return check_media_type(*exchange.route, request);
}

Result<void> Application::authorize(const Exchange& exchange) const {
  const auto needed = exchange.route->text.role;
  if (security::allows(exchange.principal->role, needed)) return {};
  return Error{ErrorCode::permission_denied,
               fmt::format("this needs the role {}; the key {} has {}", to_word(needed),
                           exchange.principal->id, to_word(exchange.principal->role))};
}

bool Application::answer_at_once(Exchange& exchange) {
  if (!exchange.route->at_once) return false;
  auto response = exchange.route->at_once(parts_.engine, exchange.request);
  if (!response) return false;
  finish(exchange, *std::move(response));
  return true;
}

void Application::answer_on_worker(const std::shared_ptr<Exchange>& exchange) {
  const bool taken = workers_.try_submit([this, exchange] {
    queue_depth_.set(static_cast<double>(workers_.waiting()));
    finish(*exchange, compute(*exchange));
  });
  if (!taken) finish(*exchange, overloaded());
}

Call Application::call_of(const Exchange& exchange) const {
  const auto waited = std::chrono::steady_clock::now() - exchange.started;
  const auto left = seconds(parts_.settings.request_timeout_seconds) - waited;
  return {exchange.request_id, exchange.principal->id,
          Cancellation(workers_.stopping(), parts_.clock, parts_.clock.now() + left)};
}

Result<HttpResponse> Application::compute(Exchange& exchange) {
  const auto waited = std::chrono::steady_clock::now() - exchange.started;
  if (waited > seconds(parts_.settings.request_timeout_seconds)) {
    return Error{ErrorCode::deadline_exceeded, "the deadline passed before a worker was free"};
  }
  if (!exchange.principal) {
    NAUTILUS_TRY(exchange.principal, exchange.keys->verify(*exchange.key, parts_.clock.now()));
    NAUTILUS_CHECK(authorize(exchange));
  }
  const CountedIn active(parts_.engine.system().active_requests());
  return run(*exchange.route, parts_.engine, call_of(exchange), exchange.request);
}

void Application::log_fault(const Exchange& exchange, const Error& error) {
  if (status_of(error.code) != 500) return;
  parts_.log.error(error.message, {{"path", path_of(exchange.request.target)}},
                   {exchange.request_id, exchange.trace.trace_id()});
}

void Application::finish(Exchange& exchange, Result<HttpResponse> outcome) {
  const auto path = path_of(exchange.request.target);
  if (!outcome) log_fault(exchange, outcome.error());
  auto response = outcome ? *std::move(outcome) : problem_response(outcome.error(), path);
  if (response.status == status_of(ErrorCode::method_not_allowed)) {
    response.headers.emplace_back("Allow", router_.allowed_methods(path));
  }
  add_common_headers(response, exchange.request_id);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - exchange.started;
  exchange.metrics->record(response.status, elapsed.count());
  if (parts_.settings.access_log) write_access_log(exchange, response, elapsed.count());
  exchange.reply(std::move(response));
}

void Application::write_access_log(const Exchange& exchange, const HttpResponse& response,
                                   double elapsed) {
  const auto& request = exchange.request;
  parts_.log.info("request",
                  {{"method", request.method},
                   {"path", path_of(request.target).substr(0, 200)},
                   {"status", response.status},
                   {"bytes", response.body ? response.body->size() : 0},
                   {"duration_ms", elapsed * 1e3},
                   {"remote", request.remote_address},
                   {"actor", exchange.principal ? std::string_view(exchange.principal->id) : ""}},
                  {exchange.request_id, exchange.trace.trace_id()});
}

HttpResponse Application::refuse(const Error& error, const HttpRequest& head) {
  const auto exchange = begin(without_body(head), {});
  const auto path = path_of(head.target);
  auto response = problem_response(error, path);
  // A client that is too slow is told so; 504 is kept for answers of ours that are.
  if (error.code == ErrorCode::deadline_exceeded) {
    auto problem = problem_of(error, path);
    problem.status = 408;
    problem.title = reason_of(408);
    response.status = 408;
    response.body = std::make_shared<const std::string>(json::write(problem));
  }
  unrouted_metrics_.record(response.status, 0);
  add_common_headers(response, exchange->request_id);
  log_fault(*exchange, error);
  // At info level, whose lines give way when there are too many: anyone can make us write these.
  if (parts_.settings.access_log) {
    parts_.log.info("refused",
                    {{"status", response.status},
                     {"reason", error.message},
                     {"path", path.substr(0, 200)},
                     {"remote", head.remote_address}},
                    {exchange->request_id, exchange->trace.trace_id()});
  }
  return response;
}

}  // namespace nautilus::server
