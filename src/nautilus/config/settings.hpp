// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/config/flag_alias.hpp"

/// Every setting of the service, each declared once: file `[group] name`, environment
/// `ML_GROUP_NAME` and flag `--group-name` derive from these. Only what is built is offered.
namespace nautilus::config {

struct ServerSettings {
  std::string bind = "127.0.0.1";
  int port = 8001;
  int io_threads = 1;
  int worker_threads = 2;
  int worker_queue = 256;
  int max_connections = 1024;
  std::int64_t max_body_bytes = 32 << 20;
  std::int64_t max_buffered_body_bytes = 256 << 20;
  int max_header_bytes = 16 << 10;
  double header_timeout_seconds = 10;
  double body_timeout_seconds = 60;
  double idle_timeout_seconds = 75;
  double request_timeout_seconds = 30;
  double drain_grace_seconds = 0.5;
  double drain_timeout_seconds = 10;
  double requests_per_second = 100'000;
  double burst = 200'000;
  bool access_log = true;

  static constexpr auto fields() {
    using S = ServerSettings;
    return std::tuple{
        field("bind", &S::bind, "Address to listen on; any but loopback needs TLS and keys",
              sized(1, 64)),
        field("port", &S::port, "Port to listen on; 0 takes a free one", between(0, 65535)),
        field("io_threads", &S::io_threads, "Threads that read and write sockets", between(1, 64)),
        field("worker_threads", &S::worker_threads, "Threads that compute answers", between(1, 64)),
        field("worker_queue", &S::worker_queue,
              "Requests that may wait for a worker; more answer 503", between(1, 65536)),
        field("max_connections", &S::max_connections, "Connections open at once",
              between(1, 65536)),
        field("max_body_bytes", &S::max_body_bytes, "Largest body; more answers 413",
              between(1024, 1 << 30)),
        field("max_buffered_body_bytes", &S::max_buffered_body_bytes,
              "Bytes of bodies held at once over all connections; more answers 503",
              between(1024, 1LL << 40)),
        field("max_header_bytes", &S::max_header_bytes, "Largest request head; more answers 431",
              between(1024, 1 << 20)),
        field("header_timeout_seconds", &S::header_timeout_seconds, "Time to send a request's head",
              above(0)),
        field("body_timeout_seconds", &S::body_timeout_seconds, "Time to send a request's body",
              above(0)),
        field("idle_timeout_seconds", &S::idle_timeout_seconds,
              "Time a kept-alive connection may stay silent", above(0)),
        field("request_timeout_seconds", &S::request_timeout_seconds,
              "Time to answer; more answers 504", above(0)),
        field("drain_grace_seconds", &S::drain_grace_seconds,
              "Time at shutdown in which /health/ready says no and requests are still served",
              between(0, 600)),
        field("drain_timeout_seconds", &S::drain_timeout_seconds,
              "Time that open requests get at shutdown", at_least(0)),
        field("requests_per_second", &S::requests_per_second,
              "Sustained rate of one client; more answers 429", above(0)),
        field("burst", &S::burst, "Requests one client may send at once", at_least(1)),
        field("access_log", &S::access_log, "Write a log line per request"),
    };
  }
};

struct SecuritySettings {
  std::string tls_certificate;
  std::string tls_private_key;
  std::string tls_client_ca;

  static constexpr auto fields() {
    using S = SecuritySettings;
    return std::tuple{
        field("tls_certificate", &S::tls_certificate,
              "PEM file of the certificate chain; turns TLS on"),
        field("tls_private_key", &S::tls_private_key, "PEM file of the private key"),
        field("tls_client_ca", &S::tls_client_ca,
              "PEM file of authorities; clients must show a certificate of theirs"),
    };
  }
};

inline constexpr std::array<std::string_view, 5> kLogLevels{"trace", "debug", "info", "warning",
                                                            "error"};

struct TelemetrySettings {
  std::string log_level = "info";
  std::string log_file;

  static constexpr auto fields() {
    using S = TelemetrySettings;
    return std::tuple{
        field("log_level", &S::log_level, "Least severe line to write", one_of(kLogLevels)),
        field("log_file", &S::log_file, "File to append JSON lines to; empty for standard error"),
    };
  }
};

struct MarketSettings {
  std::string calendars;

  static constexpr auto fields() {
    using S = MarketSettings;
    return std::tuple{
        field("calendars", &S::calendars,
              "File of trading calendars beside the built-in ones, TOML or JSON; empty for none",
              sized(0, 4096)),
    };
  }
};

struct StorageSettings {
  bool segments = true;
  double segment_delay_seconds = 1;
  double segment_write_megabytes_per_second = 100;

  static constexpr auto fields() {
    using S = StorageSettings;
    return std::tuple{
        field("segments", &S::segments,
              "Read bars from column segments where they are as new as the database"),
        field("segment_delay_seconds", &S::segment_delay_seconds,
              "Changes of bars so close to each other reach the segments as one", between(0, 3600)),
        field("segment_write_megabytes_per_second", &S::segment_write_megabytes_per_second,
              "The fastest that segments are written beside other work", between(0.1, 100'000)),
    };
  }
};

struct RegimeDetectionSettings {
  std::string benchmark = "SP500";
  std::optional<double> reference_volatility;

  static constexpr auto fields() {
    using S = RegimeDetectionSettings;
    return std::tuple{
        field("benchmark", &S::benchmark, "Symbol whose regime is the market's", sized(1, 32)),
        field("reference_volatility", &S::reference_volatility,
              "Annual volatility that counts as normal for the benchmark; unset takes the median "
              "of its own past",
              strictly_between(0, 10)),
    };
  }
};

struct FeatureSettings {
  double cache_ttl_seconds = 300;
  int cache_size = 1000;
  int live_states_mib = 1024;
  int saved_states_mib = 4096;
  double save_states_seconds = 30;
  bool record_batches = true;
  int batches_kept_days = 365;
  std::string expressions_file;
  std::string plugin_folder;
  std::string benchmark_symbol = "SPY";
  std::string growth_symbol = "QQQ";
  std::string bond_symbol = "TLT";
  std::vector<std::string> sector_symbols;
  std::vector<std::string> universe;
  std::vector<std::string> cyclical_symbols{"XLB", "XLE", "XLF", "XLI", "XLK", "XLY"};
  std::vector<std::string> defensive_symbols{"XLP", "XLU", "XLV"};
  bool alternative_data_enabled = true;
  std::string vix_series = "VIXCLS";
  std::string treasury_10y_series = "DGS10";
  std::string treasury_2y_series = "DGS2";
  std::string dollar_index_series = "DTWEXBGS";
  std::string oil_price_series = "DCOILWTICO";
  std::string gold_price_series = "GOLD";
  std::string earnings_sentiment_series = "EARNINGS_SENTIMENT";
  std::string news_sentiment_series = "NEWS_SENTIMENT";

  static constexpr auto fields() {
    using S = FeatureSettings;
    return std::tuple{
        field("cache_ttl_seconds", &S::cache_ttl_seconds,
              "How long a computed answer may be reused", at_least(0)),
        field("cache_size", &S::cache_size, "Computed answers kept", between(0, 1'000'000)),
        field("live_states_mib", &S::live_states_mib,
              "Memory for running features of series asked for again, in MiB",
              between(0, 1'000'000)),
        field("saved_states_mib", &S::saved_states_mib,
              "Disk for running features saved in the data folder, in MiB; 0 saves none",
              between(0, 10'000'000)),
        field("save_states_seconds", &S::save_states_seconds,
              "How often running features that changed are saved", between(1, 86'400)),
        field("record_batches", &S::record_batches,
              "Whether computed features are written to the table feature_batches"),
        field("batches_kept_days", &S::batches_kept_days,
              "How long rows of feature_batches are kept", between(1, 36'500)),
        field("expressions_file", &S::expressions_file,
              "File of features of your own, TOML or JSON: pull = \"close / sma(close, 20) - 1\"",
              sized(0, 4096)),
        field("plugin_folder", &S::plugin_folder,
              "Folder of libraries that add indicators; unset for none. They run as this process",
              sized(0, 4096)),
        field("benchmark_symbol", &S::benchmark_symbol,
              "Symbol of spy_correlation_30, beta_60 and what else compares with the market",
              sized(1, 32)),
        field("growth_symbol", &S::growth_symbol, "Symbol of qqq_correlation_30", sized(1, 32)),
        field("bond_symbol", &S::bond_symbol, "Symbol of bond_correlation_30", sized(1, 32)),
        field("sector_symbols", &S::sector_symbols,
              "Whose bars stand for a symbol's sector, as SYMBOL=SECTOR: AAPL=XLK",
              sized(0, 10'000)),
        field("universe", &S::universe,
              "Symbols of market_breadth, ranks and components; all with daily bars where unset",
              sized(0, 10'000)),
        field("cyclical_symbols", &S::cyclical_symbols,
              "Whose mean return sector_rotation counts for", sized(0, 1'000)),
        field("defensive_symbols", &S::defensive_symbols,
              "Whose mean return sector_rotation counts against", sized(0, 1'000)),
        field("alternative_data_enabled", &S::alternative_data_enabled,
              "Join external series to features"),
        field("vix_series", &S::vix_series, "External series of vix_level and vix_change",
              sized(1, 32)),
        field("treasury_10y_series", &S::treasury_10y_series, "External series of treasury_10y",
              sized(1, 32)),
        field("treasury_2y_series", &S::treasury_2y_series, "External series of treasury_2y",
              sized(1, 32)),
        field("dollar_index_series", &S::dollar_index_series, "External series of dollar_index",
              sized(1, 32)),
        field("oil_price_series", &S::oil_price_series, "External series of oil_price",
              sized(1, 32)),
        field("gold_price_series", &S::gold_price_series, "External series of gold_price",
              sized(1, 32)),
        field("earnings_sentiment_series", &S::earnings_sentiment_series,
              "External series of earnings_sentiment", sized(1, 32)),
        field("news_sentiment_series", &S::news_sentiment_series,
              "External series of news_sentiment", sized(1, 32)),
    };
  }
};

struct RiskSettings {
  std::vector<double> var_confidence_levels{0.95, 0.99, 0.999};
  std::vector<int> var_horizons{1, 5, 10};
  int historical_window = 1000;

  static constexpr auto fields() {
    using S = RiskSettings;
    return std::tuple{
        field("var_confidence_levels", &S::var_confidence_levels, "Levels shown on the dashboard",
              sized(1, 16)),
        field("var_horizons", &S::var_horizons, "Horizons in days shown on the dashboard",
              sized(1, 16)),
        field("historical_window", &S::historical_window,
              "Most recent common bars that historical VaR uses", between(100, 100'000)),
    };
  }
};

/// Short flags for what is typed by hand.
inline constexpr std::array<FlagAlias, 2> kFlagAliases{
    {{"bind", "server-bind"}, {"port", "server-port"}}};

struct Settings {
  std::string data_dir = "data";
  std::string database_url;
  ServerSettings server;
  SecuritySettings security;
  TelemetrySettings telemetry;
  MarketSettings market;
  StorageSettings storage;
  RegimeDetectionSettings regime_detection;
  FeatureSettings features;
  RiskSettings risk;

  static constexpr auto fields() {
    using S = Settings;
    return std::tuple{
        field("data_dir", &S::data_dir, "Folder that holds the database and its lock",
              sized(1, 4096)),
        field("database_url", &S::database_url,
              "sqlite:PATH; empty takes nautilus.sqlite in data_dir"),
        field("server", &S::server, "The HTTP server"),
        field("security", &S::security,
              "Transport security; keys are made with `nautilus-ml keys`"),
        field("telemetry", &S::telemetry, "Logs"),
        field("market", &S::market, "Market data"),
        field("storage", &S::storage, "Column segments beside the database"),
        field("regime_detection", &S::regime_detection, "Market regimes"),
        field("features", &S::features, "Feature computation"),
        field("risk", &S::risk, "Value at risk"),
    };
  }

  static constexpr std::span<const FlagAlias> flag_aliases() { return kFlagAliases; }
};

}  // namespace nautilus::config
