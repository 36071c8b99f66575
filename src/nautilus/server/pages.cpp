// SPDX-License-Identifier: MIT
#include "nautilus/server/pages.hpp"

// Put into the binary by nautilus_assets (cmake/assets.cmake).
extern "C" {
extern const char asset_docs_html[], asset_docs_html_end[];
extern const char asset_docs_start_js[], asset_docs_start_js_end[];
extern const char asset_swagger_ui_css[], asset_swagger_ui_css_end[];
extern const char asset_swagger_ui_bundle_js[], asset_swagger_ui_bundle_js_end[];
extern const char asset_redoc_html[], asset_redoc_html_end[];
extern const char asset_redoc_standalone_js[], asset_redoc_standalone_js_end[];
}

namespace nautilus::server {
namespace {

// The bundles style their elements in place and search in a worker made of a blob; nothing else is
// let in, and nothing from elsewhere.
constexpr std::string_view kContentPolicy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "worker-src 'self' blob:; child-src 'self' blob:; frame-ancestors 'none'";

struct Page {
  std::string_view path;
  std::string_view operation;
  std::string_view summary;  ///< Empty for the files that a page is made of.
  std::string_view media_type;
  const char* begin;
  const char* end;
};

Route page_route(const Page& page) {
  Route route;
  route.text = {.method = "GET",
                .path = page.path,
                .operation = page.operation,
                .tag = "Operations",
                .summary = page.summary,
                .description = "Works offline."};
  route.hidden = page.summary.empty();
  route.query_schema = json::schema<Nothing>(json::Direction::request);
  route.media_type = page.media_type;
  const auto body = std::make_shared<const std::string>(
      page.begin, static_cast<std::size_t>(page.end - page.begin));
  route.run = [body, media_type = page.media_type](
                  platform::Engine&, const Call&,
                  const HttpRequest& request) -> Result<HttpResponse> {
    NAUTILUS_CHECK(check_takes_nothing(request));
    HttpResponse response;
    response.content_type = media_type;
    response.headers.emplace_back("Content-Security-Policy", kContentPolicy);
    response.body = body;
    return response;
  };
  return route;
}

}  // namespace

std::vector<Route> page_routes() {
  constexpr std::string_view html = "text/html; charset=utf-8";
  constexpr std::string_view script = "text/javascript; charset=utf-8";
  constexpr std::string_view style = "text/css; charset=utf-8";
  const Page pages[] = {
      {"/docs", "docs", "The API in Swagger UI", html, asset_docs_html, asset_docs_html_end},
      {"/docs/start.js", "docs_start", "", script, asset_docs_start_js, asset_docs_start_js_end},
      {"/docs/swagger-ui.css", "docs_style", "", style, asset_swagger_ui_css,
       asset_swagger_ui_css_end},
      {"/docs/swagger-ui-bundle.js", "docs_bundle", "", script, asset_swagger_ui_bundle_js,
       asset_swagger_ui_bundle_js_end},
      {"/redoc", "redoc", "The API in ReDoc", html, asset_redoc_html, asset_redoc_html_end},
      {"/redoc/redoc.standalone.js", "redoc_bundle", "", script, asset_redoc_standalone_js,
       asset_redoc_standalone_js_end},
  };
  std::vector<Route> routes;
  for (const auto& page : pages) routes.push_back(page_route(page));
  return routes;
}

}  // namespace nautilus::server
