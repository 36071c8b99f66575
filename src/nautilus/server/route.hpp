// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/security/role.hpp"
#include "nautilus/server/http.hpp"
#include "nautilus/server/path_template.hpp"
#include "nautilus/server/query.hpp"

namespace nautilus::platform {
class Engine;
}

namespace nautilus::server {

/// Who asks, under which name the request stands in the logs, and when it is too late to answer.
struct Call {
  std::string request_id;
  std::string actor;
  Cancellation cancellation;
};

/// The query or body of a route that takes none.
struct Nothing {
  static constexpr auto fields() { return std::tuple{}; }
};

/// A body that the route reads itself, because it comes in several media types.
struct RawBody {
  std::string media_type;  ///< Without parameters, in lower case.
  std::string text;
};

/// A media type that a route takes, with a body that works.
struct BodyExample {
  std::string_view media_type;
  std::string_view text;
};

/// What is said of a route once; router, OpenAPI document, role check and contract test derive
/// from it.
struct RouteText {
  std::string_view method;
  std::string_view path;  ///< Parts such as {name} are parameters, read as those of the query are.
  std::string_view operation;  ///< The operationId.
  std::string_view tag;
  std::string_view summary;
  std::string_view description;
  security::Role role = security::Role::reader;
  std::vector<int> errors;                  ///< Statuses beside those that every route may answer.
  std::string_view example_query;           ///< A query that works on the sample data.
  std::vector<BodyExample> example_bodies;  ///< First the preferred media type.
  bool body_required = false;
};

using SharedText = std::shared_ptr<const std::string>;

/// A route: what is said of it, the schemas of what goes in and out, and what it does.
struct Route {
  RouteText text;
  json::Value query_schema;
  json::Value body_schema;    ///< Null where no JSON body is taken.
  json::Value answer_schema;  ///< Null where the answer is no JSON.
  std::string_view media_type = "application/json";
  std::string_view text_media_type = {};  ///< Of the same answer as a text, where one may ask so.
  bool hidden = false;  ///< A file that a page is made of; not in the OpenAPI document.

  /// Computes the answer. Runs on a worker, for it may read the disk and take its time.
  std::function<Result<HttpResponse>(platform::Engine&, const Call&, const HttpRequest&)> run;

  /// The answer, if it stands ready in memory or takes next to nothing; called on an I/O thread, so
  /// it never blocks. Null where every answer is computed.
  std::function<std::optional<HttpResponse>(const platform::Engine&, const HttpRequest&)> at_once;
};

/// The media type of a Content-Type header: without parameters, in lower case.
std::string media_type_of(std::string_view content_type);

/// Whether a route takes the media type of this body. Errors: unsupported_media_type.
Result<void> check_media_type(const Route& route, const HttpRequest& request);

/// The same of a body that is still to come, by its head. Errors: unsupported_media_type.
Result<void> check_announced_type(const Route& route, const HttpRequest& head);

/// Errors: invalid_argument for any parameter or body.
Result<void> check_takes_nothing(const HttpRequest& request);

/// A 200 with a JSON body.
HttpResponse json_response(std::string body);

/// An answer that is JSON already.
template <class Answer>
struct Written {
  std::string json;
};

namespace detail {

template <class Answer>
struct Shown {
  using type = Answer;
};
template <class Answer>
struct Shown<Written<Answer>> {
  using type = Answer;
};

template <class Answer>
std::string text_of(const Answer& answer) {
  return json::write(answer);
}
template <class Answer>
std::string text_of(Written<Answer>&& answer) {
  return std::move(answer.json);
}

/// The body as JSON, or null for an absent one. Errors: malformed.
Result<json::Value> parse_body(const HttpRequest& request);

template <class Body>
Result<Body> read_body(const HttpRequest& request) {
  if constexpr (std::is_same_v<Body, RawBody>) {
    return RawBody{media_type_of(request.header("content-type")), request.body};
  } else if constexpr (std::is_same_v<Body, Nothing>) {
    if (!request.body.empty()) return field_error({"body"}, "must be empty", "not_allowed");
    return Nothing{};
  } else {
    NAUTILUS_TRY(const auto value, parse_body(request));
    auto body = json::read<Body>(value);
    if (!body) return std::move(body).error().at("body");
    return body;
  }
}

template <class T>
json::Value body_schema() {
  if constexpr (std::is_same_v<T, Nothing> || std::is_same_v<T, RawBody>) {
    return nullptr;
  } else {
    return json::schema<T>(json::Direction::request);
  }
}

}  // namespace detail

/// A route whose query, body and answer are described structs.
template <class Query, class Body, class Answer>
Route typed_route(RouteText text, Result<Answer> (*handle)(platform::Engine&, const Call&,
                                                           const Query&, const Body&)) {
  Route route;
  route.text = std::move(text);
  route.query_schema = json::schema<Query>(json::Direction::request);
  route.body_schema = detail::body_schema<Body>();
  route.answer_schema = json::schema<typename detail::Shown<Answer>::type>(json::Direction::answer);
  route.run = [handle, path = route.text.path](platform::Engine& engine, const Call& call,
                                               const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_TRY(auto parameters, parse_query(query_of(request.target)));
    NAUTILUS_CHECK(add_path_parameters(path, path_of(request.target), parameters));
    NAUTILUS_TRY(const auto query, read_query<Query>(parameters));
    NAUTILUS_TRY(const auto body, detail::read_body<Body>(request));
    NAUTILUS_TRY(auto answer, handle(engine, call, query, body));
    return json_response(detail::text_of(std::move(answer)));
  };
  return route;
}

}  // namespace nautilus::server
