// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/detail/spdlog_sink.hpp"

#include <utility>

#include <spdlog/details/log_msg.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace nautilus::telemetry::detail {
namespace {

using SpdlogSink = spdlog::sinks::sink;

/// Runs what may throw in spdlog.
template <class Action>
Result<void> guarded(Action&& action) {
  try {
    action();
    return {};
  } catch (const spdlog::spdlog_ex& error) {
    return Error{ErrorCode::unavailable, std::string("cannot write the log: ") + error.what()};
  }
}

class BatchSink final : public LogSink {
 public:
  explicit BatchSink(std::string file) : file_(std::move(file)) {}

  Result<void> write(std::string_view lines) override {
    return guarded([&] {
      sink_->log({"", spdlog::level::info, {lines.data(), lines.size()}});
      sink_->flush();
    });
  }

  Result<void> reopen() override {
    return guarded([&] {
      std::shared_ptr<SpdlogSink> opened;
      if (file_.empty()) {
        opened = std::make_shared<spdlog::sinks::stderr_sink_st>();
      } else {
        opened = std::make_shared<spdlog::sinks::basic_file_sink_st>(file_);
      }
      // A batch is whole lines already: no pattern, no line end.
      opened->set_formatter(std::make_unique<spdlog::pattern_formatter>(
          "%v", spdlog::pattern_time_type::utc, std::string()));
      sink_ = std::move(opened);
    });
  }

 private:
  const std::string file_;
  std::shared_ptr<SpdlogSink> sink_;
};

}  // namespace

Result<std::unique_ptr<LogSink>> open_spdlog_sink(const std::string& file) {
  std::unique_ptr<LogSink> sink = std::make_unique<BatchSink>(file);
  NAUTILUS_CHECK(sink->reopen());
  return sink;
}

}  // namespace nautilus::telemetry::detail
