// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <variant>

#include "nautilus/base/clock.hpp"
#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"

namespace nautilus::telemetry {

enum class LogLevel : std::uint8_t {
  trace,
  debug,
  info,
  warning,
  error,
};
inline constexpr std::array<std::string_view, 5> kLogLevelWords{"trace", "debug", "info", "warning",
                                                                "error"};
constexpr std::span<const std::string_view> enum_words(LogLevel /*level*/) {
  return kLogLevelWords;
}

/// A named value of a line, borrowed for the length of the call: `{"port", 8001}`. Never a secret.
struct LogField {
  LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
  LogField(std::string_view name, const std::string& text) : key(name), value(text) {}
  LogField(std::string_view name, const char* text) : key(name), value(std::string_view(text)) {}
  LogField(std::string_view name, bool flag) : key(name), value(flag) {}
  LogField(std::string_view name, double number) : key(name), value(number) {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) LogField(std::string_view name, T number)
      : key(name), value(static_cast<std::int64_t>(number)) {}

  std::string_view key;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// What ties a line to a request; empty texts are left out.
struct Correlation {
  std::string_view request_id;
  std::string_view trace_id;
};

/// Where lines go. Used by one thread at a time.
class LogSink {
 public:
  LogSink() = default;
  LogSink(const LogSink&) = delete;
  LogSink& operator=(const LogSink&) = delete;
  virtual ~LogSink() = default;

  /// Writes whole lines, each ended by a line feed. Errors: unavailable.
  virtual Result<void> write(std::string_view lines) = 0;

  /// Opens the file anew under its name, after a rotation. Errors: unavailable, and the old one is
  /// still written to.
  virtual Result<void> reopen() = 0;
};

struct LogOptions {
  LogLevel level = LogLevel::info;        ///< The least severe that is written.
  std::chrono::milliseconds delay{100};   ///< The longest that a line waits in memory.
  std::size_t batch_bytes = 256UL << 10;  ///< So much is handed over before that.
  std::size_t most_bytes = 8UL << 20;     ///< Beyond it, lines below warning are dropped.
};

/// Writes JSON lines: {"timestamp":...,"level":...,"message":...,<fields>,"request_id":...,
/// "trace_id":...}. Safe to call from several threads at once.
///
/// A line costs about a microsecond and never waits for the sink: it is added to a batch in memory,
/// which a thread of the logger's own hands over, at once from warnings on. When the sink cannot
/// keep up, lines below warning are dropped, counted, and the count is logged; warnings and errors
/// are never dropped. The destructor writes what is left.
class Logger {
 public:
  /// REQUIRES: `clock` outlives this.
  Logger(std::unique_ptr<LogSink> sink, const LogOptions& options, const Clock& clock);
  ~Logger();
  Logger(const Logger&) = delete;
  Logger& operator=(const Logger&) = delete;

  [[nodiscard]] bool writes(LogLevel level) const { return level >= options_.level; }
  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {},
             const Correlation& correlation = {});

  void debug(std::string_view message, std::initializer_list<LogField> fields = {},
             const Correlation& correlation = {}) {
    write(LogLevel::debug, message, fields, correlation);
  }
  void info(std::string_view message, std::initializer_list<LogField> fields = {},
            const Correlation& correlation = {}) {
    write(LogLevel::info, message, fields, correlation);
  }
  void warning(std::string_view message, std::initializer_list<LogField> fields = {},
               const Correlation& correlation = {}) {
    write(LogLevel::warning, message, fields, correlation);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {},
             const Correlation& correlation = {}) {
    write(LogLevel::error, message, fields, correlation);
  }

  /// Has the sink reopened before the next batch; for SIGHUP after a rotation.
  void reopen();

  /// Waits until every line logged so far was handed to the sink.
  void flush();

  /// Lines that were not written, since the start.
  [[nodiscard]] std::uint64_t dropped_lines() const { return dropped_; }

 private:
  void append_line(LogLevel level, std::string_view message, std::span<const LogField> fields,
                   const Correlation& correlation);
  void append_timestamp();
  void run();
  void hand_over(std::unique_lock<std::mutex>& lock);
  void report_dropped();

  const LogOptions options_;
  const Clock& clock_;
  const std::unique_ptr<LogSink> sink_;  ///< Of the logger's thread alone.
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable handed_over_;
  std::string filling_;
  std::string writing_;  ///< Of the logger's thread alone.
  std::int64_t second_ = -1;
  std::string second_text_;  ///< "2020-04-17T13:30:00" of that second.
  bool busy_ = false;
  bool urgent_ = false;
  bool reopening_ = false;
  bool closing_ = false;
  bool sink_works_ = true;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::uint64_t dropped_reported_ = 0;
  std::thread thread_;  ///< Last, so that all above is there before it runs.
};

/// A logger to standard error, or appending to `file` if that is not empty. Errors: unavailable if
/// the file cannot be opened.
Result<std::unique_ptr<Logger>> open_logger(const std::string& file, const LogOptions& options,
                                            const Clock& clock);

}  // namespace nautilus::telemetry
