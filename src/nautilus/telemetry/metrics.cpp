// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/metrics.hpp"

#include <algorithm>
#include <cassert>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "nautilus/telemetry/process_figures.hpp"

namespace nautilus::telemetry {
namespace {

prometheus::Labels labels_of(const MetricRow& row, std::initializer_list<std::string_view> values) {
  assert(values.size() == row.labels.size());
  prometheus::Labels labels;
  auto name = row.labels.begin();
  for (const auto value : values) labels.emplace(*name++, value);
  return labels;
}

/// The row's family, registered at its first use.
template <class Builder>
auto& family_of(Builder builder, const MetricRow& row, prometheus::Registry& registry) {
  return builder.Name(std::string(row.name)).Help(std::string(row.help)).Register(registry);
}

}  // namespace

void Counter::add(double amount) { metric_->Increment(amount); }

void Counter::raise_to(double total) {
  metric_->Increment(std::max(0.0, total - metric_->Value()));
}

void Gauge::set(double value) { metric_->Set(value); }

void Gauge::add(double amount) { metric_->Increment(amount); }

void Histogram::observe(double value) { metric_->Observe(value); }

Metrics::Metrics(const BuildInfo& build)
    : registry_(std::make_unique<prometheus::Registry>()),
      process_cpu_(counter(kProcessCpu)),
      process_resident_(gauge(kProcessResident)),
      process_open_fds_(gauge(kProcessOpenFds)) {
  gauge(kBuildInfo, {build.version, build.commit, build.compiler}).set(1);
  gauge(kProcessStart).set(process_start_seconds());
}

Metrics::~Metrics() = default;

Counter Metrics::counter(const MetricRow& row, std::initializer_list<std::string_view> labels) {
  assert(row.kind == MetricKind::counter);
  auto& family = family_of(prometheus::BuildCounter(), row, *registry_);
  return Counter(family.Add(labels_of(row, labels)));
}

Gauge Metrics::gauge(const MetricRow& row, std::initializer_list<std::string_view> labels) {
  assert(row.kind == MetricKind::gauge);
  auto& family = family_of(prometheus::BuildGauge(), row, *registry_);
  return Gauge(family.Add(labels_of(row, labels)));
}

Histogram Metrics::histogram(const MetricRow& row, std::initializer_list<std::string_view> labels) {
  assert(row.kind == MetricKind::histogram);
  auto& family = family_of(prometheus::BuildHistogram(), row, *registry_);
  return Histogram(family.Add(labels_of(row, labels),
                              std::vector<double>(row.buckets.begin(), row.buckets.end())));
}

std::string Metrics::render() {
  const std::scoped_lock lock(rendering_);
  collect_process();
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

void Metrics::collect_process() {
  process_cpu_.raise_to(process_cpu_seconds());
  process_resident_.set(process_resident_bytes());
  process_open_fds_.set(process_open_files());
}

}  // namespace nautilus::telemetry
