// SPDX-License-Identifier: MIT
#include "nautilus/platform/risk_desk.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/risk/var_store.hpp"

namespace nautilus::platform {
namespace {

constexpr std::string_view kModelVersion = "historical-simulation-1";
constexpr std::string_view kGivenPortfolio = "request";
constexpr std::size_t kMostHoldings = 10'000;

struct RequestObject {
  std::optional<Shares> portfolio;
  std::string portfolio_id = "default";

  static constexpr auto fields() {
    using R = RequestObject;
    return std::tuple{
        field("portfolio", &R::portfolio, "Quantity by symbol; unset takes the stored portfolio",
              sized(0, kMostHoldings)),
        field("portfolio_id", &R::portfolio_id, "Name of the stored portfolio", sized(1, 64)),
    };
  }
};

bool is_request_object(const json::Value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return false;
  // A holding of that name would be a number.
  const auto* portfolio = object->if_contains("portfolio");
  const auto* id = object->if_contains("portfolio_id");
  return (portfolio != nullptr && !portfolio->is_number()) || (id != nullptr && !id->is_number());
}

using Calendars = std::set<const market::Calendar*>;

/// When a day's bars are known by all of the calendars: so the days of stocks and of markets that
/// close later join, and a row is known when the last of its bars is.
Timestamp known_in_all(Timestamp opened, market::Timeframe timeframe, const Calendars& calendars) {
  auto known = kEarliest;
  for (const auto* calendar : calendars) {
    known = std::max(known, market::available_at(opened, timeframe, calendar));
  }
  return known;
}

std::vector<risk::CloseSeries> close_series(const std::vector<market::BarSeries>& bars,
                                            std::vector<std::vector<Timestamp>>& times) {
  Calendars calendars;
  for (const auto& each : bars) calendars.insert(each.calendar.get());
  std::vector<risk::CloseSeries> series;
  times.reserve(bars.size());
  for (const auto& each : bars) {
    auto& known = times.emplace_back();
    known.reserve(each.size());
    for (const auto opened : each.timestamps) {
      known.push_back(known_in_all(opened, each.key.timeframe, calendars));
    }
    series.push_back({each.key.symbol, known, each.close});
  }
  return series;
}

/// A split that nobody told of looks like a loss; who asks must be told where one may stand.
std::vector<std::string> suspicious_moves(const risk::AlignedCloses& history, std::size_t rows) {
  constexpr double suspicious_ratio = 1.6;  // Closer than any split but 3:2 and stock dividends.
  std::vector<std::string> warnings;
  const auto last = history.timestamps.size();
  for (std::size_t i = 0; i < history.symbols.size(); ++i) {
    const auto& closes = history.closes[i];
    for (auto row = last - std::min(rows, last - 1); row < last; ++row) {
      const double ratio = closes[row] / closes[row - 1];
      if (ratio < suspicious_ratio && ratio > 1 / suspicious_ratio) continue;
      warnings.push_back(
          fmt::format("{} went from {} to {} on the bar known at {}; if that is a split, the "
                      "figures are wrong: "
                      "record it under /market/actions",
                      history.symbols[i], closes[row - 1], closes[row],
                      format_timestamp(history.timestamps[row])));
    }
  }
  return warnings;
}

VarAnswer answer_of(const risk::HistoricalVar& figures, const risk::AlignedCloses& history) {
  VarAnswer answer;
  answer.value_at_risk = figures.value_at_risk;
  answer.expected_shortfall = figures.expected_shortfall;
  answer.confidence_level = figures.confidence_level;
  answer.horizon_days = figures.horizon_days;
  answer.method = "historical";
  answer.model_version = kModelVersion;
  answer.timestamp = figures.to;
  answer.scenario_analysis = {
      .observations = figures.observations,
      .window = {figures.from, figures.to, figures.observations + figures.horizon_days},
      .independent_observations = figures.independent_observations,
      .tail_observations = figures.tail_observations,
      .coverage = history.coverage,
      .worst_scenarios = figures.worst};
  for (const auto& share : figures.shares) {
    answer.component_var[share.symbol] = share.component_var;
    answer.marginal_var[share.symbol] = share.marginal_var;
    answer.component_expected_shortfall[share.symbol] = share.component_expected_shortfall;
  }
  for (const auto* name : {"standard_error", "simulations", "seed"}) {
    answer.missing[name] = "historical simulation draws no random numbers";
  }
  return answer;
}

}  // namespace

Result<VarRequest> VarRequest::from_json(const json::Value& value) {
  VarRequest request;
  if (value.is_null()) return request;
  if (is_request_object(value)) {
    NAUTILUS_TRY(auto object, json::read<RequestObject>(value));
    return VarRequest{std::move(object.portfolio), std::move(object.portfolio_id)};
  }
  NAUTILUS_TRY(request.portfolio, json::read<Shares>(value));
  if (request.portfolio->empty()) {
    return Error{ErrorCode::invalid_argument,
                 "names no holding; leave the body empty for the stored portfolio"};
  }
  if (request.portfolio->size() > kMostHoldings) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("must have at most {} holdings, had {}", kMostHoldings,
                             request.portfolio->size())};
  }
  return request;
}

json::Value VarRequest::json_schema(json::Direction direction) {
  return json::Object{
      {"anyOf", json::Array{json::schema<RequestObject>(direction), json::schema<Shares>(direction),
                            json::Object{{"type", "null"}}}}};
}

Result<VarAnswer> RiskDesk::value_at_risk(const VarQuery& query, const VarRequest& request) {
  const auto started = std::chrono::steady_clock::now();
  NAUTILUS_TRY(auto portfolio, portfolio_of(request));
  NAUTILUS_TRY(const auto book, open_book(std::move(portfolio), query));
  NAUTILUS_TRY(auto answer, compute(book, query));
  if (records_ && !query.as_of) {
    answer.source = FigureSource::recorded;
    NAUTILUS_CHECK(record(answer));
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
  metrics_.observe_var(elapsed.count());
  return answer;
}

Result<portfolio::Portfolio> RiskDesk::portfolio_of(const VarRequest& request) {
  if (!request.portfolio) return portfolios_.get(request.portfolio_id);
  portfolio::Portfolio given{.portfolio_id = std::string(kGivenPortfolio)};
  given.positions = *request.portfolio;
  return given;
}

Result<RiskDesk::Book> RiskDesk::open_book(portfolio::Portfolio portfolio, const VarQuery& query) {
  Book book{.portfolio = std::move(portfolio),
            .adjustment = query.adjustment.value_or(market::Adjustment::none)};
  for (const auto& [symbol, quantity] : book.portfolio.positions) {
    auto history = market_.history({symbol, market::Timeframe()}, query.as_of, query.adjustment);
    if (!history) return std::move(history).error().in("portfolio");
    book.adjustment = std::max(book.adjustment, history->adjustment);
    history->bars.key.symbol = symbol;  // As the portfolio names it, wherever its bars are.
    book.bars.push_back(std::move(history->bars));
  }
  std::vector<std::vector<Timestamp>> times;
  NAUTILUS_TRY(book.history, risk::align(close_series(book.bars, times), query.as_of));
  for (const auto& [currency, amount] : book.portfolio.cash) book.value += amount;
  if (book.history.timestamps.empty() && !book.bars.empty()) {
    return Error{ErrorCode::insufficient_data, "the portfolio's symbols have no day in common"};
  }
  for (std::size_t i = 0; i < book.bars.size(); ++i) {
    const auto& symbol = book.history.symbols[i];
    const double value = book.portfolio.positions.at(symbol) * book.history.closes[i].back();
    book.exposures.push_back({symbol, value});
    book.value += value;
  }
  return book;
}

Result<VarAnswer> RiskDesk::compute(const Book& book, const VarQuery& query) const {
  NAUTILUS_TRY(const auto figures,
               risk::historical_var(book.exposures, book.history,
                                    {.confidence_level = query.confidence_level,
                                     .horizon_days = query.horizon_days,
                                     .window_days = settings_.historical_window}));
  auto answer = answer_of(figures, book.history);
  if (figures.observations > 0) {
    answer.warnings = suspicious_moves(
        book.history, static_cast<std::size_t>(figures.observations + figures.horizon_days - 1));
  }
  answer.adjustment = book.adjustment;
  answer.portfolio_value = book.value;
  answer.portfolio_id = book.portfolio.portfolio_id;
  if (figures.observations == 0) {  // Nothing but cash: no loss is possible, no price was needed.
    answer.timestamp = clock_.now();
    answer.scenario_analysis.window = {answer.timestamp, answer.timestamp, 0};
  }
  return answer;
}

Result<void> RiskDesk::record(const VarAnswer& answer) {
  const auto analysis = json::write(answer.scenario_analysis);
  NAUTILUS_TRY(const auto transaction, database_.write());
  NAUTILUS_CHECK(risk::record(*transaction, {.timestamp = answer.timestamp,
                                             .portfolio_id = answer.portfolio_id,
                                             .method = answer.method,
                                             .confidence_level = answer.confidence_level,
                                             .horizon_days = answer.horizon_days,
                                             .value = answer.value_at_risk,
                                             .expected_shortfall = answer.expected_shortfall,
                                             .scenario_analysis = analysis,
                                             .created_at = clock_.now()}));
  return transaction->commit();
}

Result<RiskMetrics> RiskDesk::metrics() {
  NAUTILUS_TRY(auto portfolio, portfolios_.get("default"));
  NAUTILUS_TRY(const auto book, open_book(std::move(portfolio), VarQuery()));
  RiskMetrics metrics{.portfolio_id = book.portfolio.portfolio_id,
                      .portfolio_value = book.value,
                      .method = "historical"};
  std::optional<Error> refused;
  for (const double level : settings_.var_confidence_levels) {
    for (const int horizon : settings_.var_horizons) {
      const auto answer = compute(book, {.confidence_level = level, .horizon_days = horizon});
      if (!answer) {
        refused = answer.error();
        continue;
      }
      metrics.timestamp = answer->timestamp;
      metrics.figures.push_back(
          {level, horizon, answer->value_at_risk, answer->expected_shortfall});
    }
  }
  if (metrics.figures.empty() && refused) return *refused;
  return metrics;
}

}  // namespace nautilus::platform
