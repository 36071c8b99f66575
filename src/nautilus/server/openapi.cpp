// SPDX-License-Identifier: MIT
#include "nautilus/server/openapi.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/server/path_template.hpp"
#include "nautilus/server/problem.hpp"

namespace nautilus::server {
namespace {

using json::Array;
using json::Object;
using json::Value;

// Any route may answer these: no parse, no key, no right, no such value, too many, not ready, late.
constexpr std::array kCommonErrors{400, 401, 403, 422, 429, 500, 503, 504};

std::string_view meaning_of(int status) {
  switch (status) {
    case 400: return "The request could not be parsed";
    case 401: return "No valid key was presented, though this server has keys";
    case 403: return "The key's role does not allow this";
    case 404: return "The symbol, portfolio or path is unknown";
    case 409: return "The request contradicts what is held";
    case 413: return "The body is larger than the server allows";
    case 415: return "The body's media type is not taken here";
    case 422: return "A value is not allowed, or too little data is held";
    case 429: return "Too many requests; Retry-After says when to come back";
    case 503: return "The server is starting, draining or overloaded";
    case 504: return "The deadline passed before the request could be answered";
    default: return "A fault of the server";
  }
}

/// The values of a working request, each shown beside its parameter.
NamedTexts examples_of(const Route& route) {
  return parse_query(route.text.example_query).value_or(NamedTexts());
}

bool is_text(const Object& schema) {
  const auto* const type = schema.find("type");
  if (type == schema.end()) return true;
  if (!type->value().is_array()) return type->value() == "string";
  return std::ranges::find(type->value().as_array(), Value("string")) !=
         type->value().as_array().end();
}

bool is_list(const Object& schema) {
  return schema.contains("type") && schema.at("type") == "array";
}

/// The example as its schema has it: 30 where a number is asked for, though a query is text; a list
/// of texts where one is.
Value example_value(const Object& schema, const std::string& text) {
  if (is_list(schema)) {
    Array list;
    for (const auto part : split(text, ',')) list.emplace_back(part);
    return list;
  }
  return is_text(schema) ? Value(text) : json::parse(text).value_or(Value(text));
}

Value parameters_of(const Route& route) {
  Array parameters;
  const auto examples = examples_of(route);
  const auto& required = route.query_schema.at("required").as_array();
  for (const auto& property : route.query_schema.at("properties").as_object()) {
    Object schema = property.value().as_object();
    const Value description = schema["description"];
    schema.erase("description");
    const bool needed = std::ranges::find(required, Value(property.key())) != required.end();
    const bool in_path = has_parameter(route.text.path, property.key());
    Object parameter{{"name", property.key()},
                     {"in", in_path ? "path" : "query"},
                     {"required", needed},
                     {"description", description}};
    if (is_list(schema)) {
      parameter["style"] = "form";
      parameter["explode"] = false;
    }
    if (const auto example = examples.find(std::string_view(property.key()));
        example != examples.end()) {
      parameter["example"] = example_value(schema, example->second.front());
    }
    parameter["schema"] = std::move(schema);
    parameters.emplace_back(std::move(parameter));
  }
  return parameters;
}

Value request_body_of(const Route& route) {
  Object content;
  for (const auto& example : route.text.example_bodies) {
    Object media;
    const bool is_json = example.media_type == "application/json";
    media["schema"] = is_json ? route.body_schema : Value(Object{{"type", "string"}});
    media["example"] =
        is_json ? json::parse(example.text).value_or(Value(example.text)) : Value(example.text);
    content[example.media_type] = std::move(media);
  }
  return Object{{"required", route.text.body_required}, {"content", std::move(content)}};
}

Value problem_answer(int status) {
  return Object{
      {"description", meaning_of(status)},
      {"content", Object{{"application/problem+json",
                          Object{{"schema", Object{{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

Value answers_of(const Route& route) {
  Object media{{"schema", route.answer_schema.is_null() ? Value(Object{{"type", "string"}})
                                                        : route.answer_schema}};
  Object content{{route.media_type, std::move(media)}};
  if (!route.text_media_type.empty()) {
    content[route.text_media_type] = Object{{"schema", Object{{"type", "string"}}}};
  }
  Object answers{
      {"200", Object{{"description", route.text.summary}, {"content", std::move(content)}}}};
  std::set<int> statuses(kCommonErrors.begin(), kCommonErrors.end());
  statuses.insert(route.text.errors.begin(), route.text.errors.end());
  if (!route.text.example_bodies.empty()) statuses.insert({413, 415});
  for (const int status : statuses) answers[std::to_string(status)] = problem_answer(status);
  return answers;
}

Value operation_of(const Route& route) {
  Object operation{{"operationId", route.text.operation},
                   {"tags", Array{Value(route.text.tag)}},
                   {"summary", route.text.summary},
                   {"description", fmt::format("{} Needs the role {}.", route.text.description,
                                               to_word(route.text.role))},
                   {"parameters", parameters_of(route)},
                   {"responses", answers_of(route)}};
  if (!route.text.example_bodies.empty()) operation["requestBody"] = request_body_of(route);
  return operation;
}

Value components() {
  const Object bearer{{"type", "http"},
                      {"scheme", "bearer"},
                      {"description", "A key of `nautilus-ml keys create`"}};
  const Object basic{
      {"type", "http"}, {"scheme", "basic"}, {"description", "The key as password, any user name"}};
  const Object header{{"type", "apiKey"}, {"in", "header"}, {"name", "X-API-Key"}};
  return Object{
      {"schemas", Object{{"Problem", json::schema<Problem>(json::Direction::answer)}}},
      {"securitySchemes", Object{{"bearer", bearer}, {"basic", basic}, {"header", header}}}};
}

Value tags_of(std::span<const Route> routes) {
  Array tags;
  std::set<std::string_view> seen;
  for (const auto& route : routes) {
    if (!route.hidden && seen.insert(route.text.tag).second)
      tags.emplace_back(Object{{"name", route.text.tag}});
  }
  return tags;
}

std::string lower(std::string_view method) {
  std::string out(method);
  for (auto& c : out) c = static_cast<char>(c | 0x20);
  return out;
}

}  // namespace

json::Value openapi_document(std::span<const Route> routes, std::string_view version) {
  Object paths;
  for (const auto& route : routes) {
    if (route.hidden) continue;
    auto& path = paths[route.text.path];
    if (!path.is_object()) path = Object{};
    path.as_object()[lower(route.text.method)] = operation_of(route);
  }
  const Object license{{"name", "MIT"}, {"identifier", "MIT"}};
  return Object{
      {"openapi", "3.1.0"},
      {"info", Object{{"title", "Nautilus ML"},
                      {"version", version},
                      {"summary", "A machine-learning engine for trading platforms"},
                      {"description",
                       "Times are ISO-8601 UTC. Returns and volatilities are fractions. VaR and "
                       "expected shortfall are positive losses in account currency. A figure that "
                       "cannot be computed is null, with a reason."},
                      {"license", license}}},
      {"servers", Array{Object{{"url", "/"}, {"description", "This server"}}}},
      // The empty entry: a server on loopback that has no keys yet asks for none.
      {"security", Array{Object{{"bearer", Array{}}}, Object{{"basic", Array{}}},
                         Object{{"header", Array{}}}, Object{}}},
      {"tags", tags_of(routes)},
      {"paths", std::move(paths)},
      {"components", components()}};
}

}  // namespace nautilus::server
