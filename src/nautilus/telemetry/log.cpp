// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/log.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/telemetry/detail/spdlog_sink.hpp"

namespace nautilus::telemetry {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

void append_whole_number(std::string& out, std::int64_t value) {
  std::array<char, 20> text{};
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
}

void append_field(std::string& out, const LogField& field) {
  out += ',';
  json::append_string(out, field.key);
  out += ':';
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    json::append_string(out, *text);
  } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
    append_whole_number(out, *whole);
  } else if (const auto* number = std::get_if<double>(&field.value)) {
    json::append_number(out, *number);
  } else {
    json::append(out, std::get<bool>(field.value));
  }
}

void append_id(std::string& out, std::string_view key, std::string_view id) {
  if (!id.empty()) append_field(out, {key, id});
}

}  // namespace

Logger::Logger(std::unique_ptr<LogSink> sink, const LogOptions& options, const Clock& clock)
    : options_(options), clock_(clock), sink_(std::move(sink)), thread_([this] { run(); }) {}

Logger::~Logger() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Logger::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields,
                   const Correlation& correlation) {
  if (!writes(level)) return;
  bool wakes = false;
  {
    const std::scoped_lock lock(mutex_);
    if (level < LogLevel::warning && filling_.size() >= options_.most_bytes) {
      ++dropped_;
      return;
    }
    const auto before = filling_.size();
    append_line(level, message, fields, correlation);
    // The thread is woken for the first line, which starts the delay, and when it is due early.
    const bool due = level >= LogLevel::warning || filling_.size() >= options_.batch_bytes;
    wakes = before == 0 || (due && !urgent_);
    urgent_ = urgent_ || due;
  }
  if (wakes) wake_.notify_one();
}

void Logger::append_line(LogLevel level, std::string_view message, std::span<const LogField> fields,
                         const Correlation& correlation) {
  append_timestamp();
  filling_ += R"(,"level":")";
  filling_ += to_word(level);
  filling_ += R"(","message":)";
  json::append_string(filling_, message);
  for (const auto& field : fields) append_field(filling_, field);
  append_id(filling_, "request_id", correlation.request_id);
  append_id(filling_, "trace_id", correlation.trace_id);
  filling_ += "}\n";
}

/// As format_timestamp() in whole microseconds; the text of the second is kept from line to line.
void Logger::append_timestamp() {
  const auto now = clock_.now().nanoseconds;
  const auto second = now / kNanosecondsPerSecond;
  if (second != second_) {
    second_ = second;
    second_text_ = format_timestamp({second * kNanosecondsPerSecond}).substr(0, 19);
  }
  std::array<char, 6> digits{};
  auto microseconds = now % kNanosecondsPerSecond / 1000;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, microseconds /= 10) {
    *digit = static_cast<char>('0' + microseconds % 10);
  }
  filling_ += R"({"timestamp":")";
  filling_ += second_text_;
  filling_ += '.';
  filling_.append(digits.data(), digits.size());
  filling_ += R"(Z")";
}

void Logger::reopen() {
  {
    const std::scoped_lock lock(mutex_);
    reopening_ = true;
    urgent_ = true;
  }
  wake_.notify_one();
}

void Logger::flush() {
  std::unique_lock lock(mutex_);
  urgent_ = true;
  wake_.notify_one();
  handed_over_.wait(lock, [this] { return filling_.empty() && !busy_ && !reopening_; });
}

void Logger::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return !filling_.empty() || reopening_ || closing_; });
    wake_.wait_for(lock, options_.delay, [this] { return urgent_ || closing_; });
    hand_over(lock);
    report_dropped();
    if (closing_ && filling_.empty() && !reopening_) return;
  }
}

void Logger::hand_over(std::unique_lock<std::mutex>& lock) {
  writing_.clear();
  writing_.swap(filling_);
  const bool reopening = std::exchange(reopening_, false);
  urgent_ = false;
  busy_ = true;
  lock.unlock();
  const auto reopened = reopening ? sink_->reopen() : Result<void>();
  const auto written = writing_.empty() ? Result<void>() : sink_->write(writing_);
  lock.lock();
  busy_ = false;
  if (!written) {  // The only lines above info that can be lost: the sink itself has failed.
    dropped_ += static_cast<std::uint64_t>(std::ranges::count(writing_, '\n'));
  }
  sink_works_ = static_cast<bool>(written);
  if (!reopened) {
    const LogField reason{"error", reopened.error().message};
    append_line(LogLevel::error, "the log file could not be reopened", {&reason, 1}, {});
    urgent_ = true;
  }
  handed_over_.notify_all();
}

void Logger::report_dropped() {
  const std::uint64_t dropped = dropped_;
  // A sink that fails would only lose the report, too: it waits for one that works again.
  if (dropped == dropped_reported_ || !sink_works_) return;
  const LogField count{"dropped", static_cast<std::int64_t>(dropped - dropped_reported_)};
  append_line(LogLevel::warning, "log lines were dropped", {&count, 1}, {});
  dropped_reported_ = dropped;
  urgent_ = true;
}

Result<std::unique_ptr<Logger>> open_logger(const std::string& file, const LogOptions& options,
                                            const Clock& clock) {
  NAUTILUS_TRY(auto sink, detail::open_spdlog_sink(file));
  return std::make_unique<Logger>(std::move(sink), options, clock);
}

}  // namespace nautilus::telemetry
