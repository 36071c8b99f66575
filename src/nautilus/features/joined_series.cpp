// SPDX-License-Identifier: MIT
#include "nautilus/features/joined_series.hpp"

#include <array>

namespace nautilus::features {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();
constexpr std::string_view kUntilLoaded = "until bars of the symbol are loaded";
constexpr std::string_view kUntilReleased = "until a value of the series is loaded and released";
constexpr std::string_view kFewMembers =
    "where fewer than 5 symbols of the universe have the window, in 200 days";
constexpr std::string_view kNoCalendar = "where the symbol has no trading calendar";
constexpr std::string_view kNoMinutes =
    "of bars of a day and longer, and where the symbol has no trading calendar";
constexpr std::string_view kAsReleased =
    "Joined as of its release: Croushore and Stark, A Real-Time Data Set for Macroeconomists "
    "(2001)";

constexpr JoinedSeries price(std::string_view name, std::string_view meaning) {
  return {.name = name, .meaning = meaning, .formula = "", .missing = kUntilLoaded, .minimum = 0};
}

constexpr JoinedSeries external(std::string_view name, std::string_view meaning) {
  return {.name = name,
          .meaning = meaning,
          .formula = "",
          .missing = kUntilReleased,
          .reference = kAsReleased};
}

constexpr JoinedSeries count(std::string_view name, std::string_view meaning,
                             std::string_view missing) {
  return {.name = name, .meaning = meaning, .formula = "", .missing = missing, .minimum = 0};
}

constexpr auto kSeries = std::to_array<JoinedSeries>({
    price("benchmark", "Close of the symbol in features.benchmark_symbol, of the same bar"),
    price("growth_benchmark", "Close of the symbol in features.growth_symbol, of the same bar"),
    price("bond", "Close of the symbol in features.bond_symbol, of the same bar"),
    price("sector",
          "Close of the symbol that features.sector_symbols names for this one, of the same bar"),
    {"published:market_breadth",
     "How many symbols of the universe are above their moving average: -1 none, 1 all",
     "2 * (share of symbols with c > sma(c, 50)) - 1", kFewMembers, -1, 1},
    {"published:sector_rotation",
     "Return of the symbols in features.cyclical_symbols less that of features.defensive_symbols, "
     "as a fraction",
     "mean of c / c[-20] - 1 over the cyclical ones - the same over the defensive ones",
     "where either side has no symbol with the window", -kNoLimit, kNoLimit},
    {"published:return_rank_20",
     "Where the symbol's return stands among the universe's: 0 below all, 1 above all",
     "share of the other symbols whose c / c[-20] - 1 is lower, equal ones counting half",
     kFewMembers, 0, 1},
    {"published:first_component_share_60",
     "How much of the universe moves as one: the share of variance of one common factor",
     "largest eigenvalue of the correlation matrix of the last 60 returns / number of symbols",
     kFewMembers, 0, 1,
     "Kritzman, Li, Page and Rigobon, Principal Components as a Measure of Systemic Risk (2011)"},
    {"published:regime_strength",
     "How sure the newest regime is: 0 where all six are as likely, 1 where one is certain",
     "1 - (- sum of p * ln p) / ln 6, p the probabilities of the regimes",
     "until the regime of the symbol has been asked for", 0, 1,
     "Shannon, A Mathematical Theory of Communication (1948): the entropy"},
    count("published:session", "The date that names the session, in days since 1970", kNoCalendar),
    count("published:sessions_into_month", "Sessions of the month before the bar's", kNoCalendar),
    count("published:sessions_left_in_month", "Sessions of the month after the bar's", kNoCalendar),
    count("published:minutes_into_session", "Minutes from the session's open to the bar's",
          kNoMinutes),
    count("published:minutes_left_in_session", "Minutes from the bar's open to the session's close",
          kNoMinutes),
    external("series:vix", "Newest value of features.vix_series, an index in percent a year"),
    external("series_before:vix", "The value before the newest of features.vix_series"),
    external("series:treasury_10y", "Newest value of features.treasury_10y_series, in percent"),
    external("series:treasury_2y", "Newest value of features.treasury_2y_series, in percent"),
    external("series:dollar_index", "Newest value of features.dollar_index_series, an index"),
    external("series:oil_price", "Newest value of features.oil_price_series, dollars a barrel"),
    external("series:gold_price", "Newest value of features.gold_price_series, dollars an ounce"),
    external("series:earnings_sentiment",
             "Newest value of features.earnings_sentiment_series, in its own unit"),
    external("series:news_sentiment",
             "Newest value of features.news_sentiment_series, in its own unit"),
});

}  // namespace

std::span<const JoinedSeries> joined_series() { return kSeries; }

}  // namespace nautilus::features
