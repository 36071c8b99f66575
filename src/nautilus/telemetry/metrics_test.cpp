// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/metrics.hpp"

#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/file.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/telemetry/route_metrics.hpp"

namespace nautilus::telemetry {
namespace {

using testing::HasSubstr;
using testing::Not;

const BuildInfo kBuild{"0.1.0", "abc123", "GCC \"12\""};

/// The value of the sample that begins so.
double sample(const std::string& text, const std::string& series) {
  const auto at = text.find("\n" + series + " ");
  if (at == std::string::npos) return -1;
  const auto value = std::string_view(text).substr(at + series.size() + 2);
  return parse_number(value.substr(0, value.find('\n'))).value_or(-1);
}

TEST(MetricRows, AreNamedOnceAndByTheConventions) {
  std::set<std::string_view> names;
  for (const auto* row : kMetricRows) {
    EXPECT_TRUE(names.insert(row->name).second) << row->name;
    EXPECT_EQ(row->name.ends_with("_total"), row->kind == MetricKind::counter) << row->name;
    EXPECT_EQ(row->buckets.empty(), row->kind != MetricKind::histogram) << row->name;
    EXPECT_FALSE(row->help.empty());
  }
}

TEST(Metrics, ShowCountersGaugesAndHistograms) {
  Metrics metrics(kBuild);
  metrics.counter(kBarsIngested, {"accepted"}).add(3);
  metrics.counter(kBarsIngested, {"rejected"});
  auto depth = metrics.gauge(kWorkerQueueDepth);
  depth.set(5);
  depth.add(-2);
  auto latency = metrics.histogram(kRiskCalculationLatency, {"var"});
  latency.observe(0.0004);
  latency.observe(9);

  const auto text = metrics.render();
  EXPECT_EQ(sample(text, R"(ml_bars_ingested_total{outcome="accepted"})"), 3);
  EXPECT_EQ(sample(text, R"(ml_bars_ingested_total{outcome="rejected"})"), 0);
  EXPECT_EQ(sample(text, "ml_worker_queue_depth"), 3);
  const std::string bucket = "nautilus_risk_calculation_latency_seconds_bucket{risk_type=\"var\",";
  EXPECT_EQ(sample(text, bucket + "le=\"0.00025\"}"), 0);
  EXPECT_EQ(sample(text, bucket + "le=\"0.0005\"}"), 1);
  EXPECT_EQ(sample(text, bucket + "le=\"+Inf\"}"), 2);
  EXPECT_THAT(text, HasSubstr("# HELP ml_worker_queue_depth Requests that wait for a worker\n"));
}

TEST(Metrics, SayWhatRuns) {
  Metrics metrics(kBuild);
  EXPECT_THAT(metrics.render(), HasSubstr("ml_build_info{commit=\"abc123\",compiler=\"GCC "
                                          "\\\"12\\\"\",version=\"0.1.0\"} 1\n"));
}

TEST(Metrics, MeasureTheProcess) {
  Metrics metrics(kBuild);
  const auto text = metrics.render();
  EXPECT_GT(sample(text, "process_cpu_seconds_total"), 0);
  EXPECT_GT(sample(text, "process_resident_memory_bytes"), 1 << 20);
  EXPECT_GE(sample(text, "process_open_fds"), 3);  // The three standard streams.
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto start = sample(text, "process_start_time_seconds");
  const auto seconds = std::chrono::duration<double>(now).count();
  EXPECT_LE(start, seconds);
  EXPECT_GT(start, seconds - 3600);
}

TEST(Counter, FollowsACountKeptElsewhereOnlyUpwards) {
  Metrics metrics(kBuild);
  auto dropped = metrics.counter(kLogLinesDropped);
  dropped.raise_to(7);
  dropped.raise_to(5);
  EXPECT_EQ(sample(metrics.render(), "ml_log_lines_dropped_total"), 7);
}

TEST(RouteMetrics, CountByStatusFromSeveralThreads) {
  Metrics metrics(kBuild);
  RouteMetrics route(metrics, "GET", "/x/{id}");
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 1000; ++n) route.record(n % 10 == 0 ? 404 : 200, 0.001);
      });
    }
  }
  const auto text = metrics.render();
  const auto requests = [&](const std::string& code) {
    return sample(text,
                  "ml_http_requests_total{code=\"" + code + "\",method=\"GET\",route=\"/x/{id}\"}");
  };
  EXPECT_EQ(requests("200"), 3600);
  EXPECT_EQ(requests("404"), 400);
  EXPECT_THAT(text, Not(HasSubstr("code=\"500\"")));
  EXPECT_EQ(
      sample(text, "ml_http_request_duration_seconds_count{method=\"GET\",route=\"/x/{id}\"}"),
      4000);
}

/// Begins a series of every row and lets Prometheus' own tool judge the text.
TEST(Metrics, PassPromtool) {
  if (std::system("promtool --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "promtool not found";
  Metrics metrics(kBuild);
  for (const auto* row : kMetricRows) {
    const auto begin = [&](std::initializer_list<std::string_view> labels) {
      if (row->kind == MetricKind::counter) metrics.counter(*row, labels).add();
      if (row->kind == MetricKind::gauge) metrics.gauge(*row, labels).add(1);
      if (row->kind == MetricKind::histogram) metrics.histogram(*row, labels).observe(0.01);
    };
    switch (row->labels.size()) {
      case 0: begin({}); break;
      case 1: begin({"a"}); break;
      case 2: begin({"a", "b"}); break;
      default: begin({"a", "b", "c"});
    }
  }
  const auto path = testing::TempDir() + "nautilus_metrics.txt";
  ASSERT_TRUE(write_file_atomically(path, metrics.render()));
  EXPECT_EQ(std::system(("promtool check metrics <" + path).c_str()), 0);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace nautilus::telemetry
