// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "nautilus/telemetry/metric_rows.hpp"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace nautilus::telemetry {

/// Counts up. A handle: copied freely, lives no longer than its Metrics. Thread-safe, as the two
/// below are.
class Counter {
 public:
  explicit Counter(prometheus::Counter& metric) : metric_(&metric) {}

  void add(double amount = 1);

  /// Follows a count that is kept elsewhere; a smaller one changes nothing. One thread at a time.
  void raise_to(double total);

  /// The library's object, for a place that keeps handles it may not have yet.
  [[nodiscard]] prometheus::Counter* metric() const { return metric_; }

 private:
  prometheus::Counter* metric_;
};

/// A value that goes up and down.
class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& metric) : metric_(&metric) {}

  void set(double value);
  void add(double amount);

 private:
  prometheus::Gauge* metric_;
};

/// Counts values by size.
class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& metric) : metric_(&metric) {}

  void observe(double value);

 private:
  prometheus::Histogram* metric_;
};

/// What runs; shown as labels of ml_build_info.
struct BuildInfo {
  std::string version;
  std::string commit;
  std::string compiler;
};

/// The metrics of one application. Handles are asked for once, at the start, and kept: asking takes
/// a lock and a look-up, using them a few tens of nanoseconds. Thread-safe.
class Metrics {
 public:
  explicit Metrics(const BuildInfo& build);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// The series of these label values, in the order of the row's labels; begun at 0.
  /// REQUIRES: the row is of that kind, and has a value for each label.
  Counter counter(const MetricRow& row, std::initializer_list<std::string_view> labels = {});
  Gauge gauge(const MetricRow& row, std::initializer_list<std::string_view> labels = {});
  Histogram histogram(const MetricRow& row, std::initializer_list<std::string_view> labels = {});

  /// The Prometheus text format, version 0.0.4, with the figures of the process as of now.
  [[nodiscard]] std::string render();

  /// The content type of that text.
  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

 private:
  void collect_process();

  std::unique_ptr<prometheus::Registry> registry_;
  std::mutex rendering_;
  Counter process_cpu_;
  Gauge process_resident_;
  Gauge process_open_fds_;
};

}  // namespace nautilus::telemetry
