// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/log.hpp"

#include <filesystem>
#include <future>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/base/file.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/text.hpp"

namespace nautilus::telemetry {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// What a sink was told, outliving it.
struct Written {
  std::string text;
  int batches = 0;
  int reopened = 0;
  bool fails = false;
  bool fails_to_reopen = false;
  std::promise<void> entered;     ///< Set at the first batch, if `gate` is to be waited for.
  std::shared_future<void> gate;  ///< The first batch waits for it, where valid.

  [[nodiscard]] std::vector<std::string_view> lines() const {
    auto parts = split(text, '\n');
    if (!parts.empty()) parts.pop_back();  // Behind the last line feed.
    return parts;
  }
};

class MemorySink final : public LogSink {
 public:
  explicit MemorySink(Written& written) : written_(written) {}

  Result<void> write(std::string_view lines) override {
    if (written_.batches++ == 0 && written_.gate.valid()) {
      written_.entered.set_value();
      written_.gate.wait();
    }
    if (written_.fails) return Error{ErrorCode::unavailable, "disk full"};
    written_.text += lines;
    return {};
  }
  Result<void> reopen() override {
    ++written_.reopened;
    if (written_.fails_to_reopen) return Error{ErrorCode::unavailable, "no such folder"};
    return {};
  }

 private:
  Written& written_;
};

const Timestamp kAt = *parse_timestamp("2020-04-17T13:30:05.000042Z");

/// The delay is longer than any test: what is written early is written for a reason.
LogOptions patient() { return {.delay = std::chrono::hours(1)}; }

struct Log {
  explicit Log(const LogOptions& options = patient())
      : logger(std::make_unique<Logger>(std::make_unique<MemorySink>(written), options, clock)) {}

  ManualClock clock{kAt};
  Written written;
  std::unique_ptr<Logger> logger;
};

TEST(Logger, WritesAJsonLine) {
  Log log;
  log.logger->info("started", {{"bind", "::1"}, {"port", 8001}, {"tls", false}, {"load", 0.5}},
                   {"r-1", "4bf92f3577b34da6a3ce929d0e0e4736"});
  log.logger->flush();
  EXPECT_EQ(log.written.text,
            R"({"timestamp":"2020-04-17T13:30:05.000042Z","level":"info","message":"started",)"
            R"("bind":"::1","port":8001,"tls":false,"load":0.5,"request_id":"r-1",)"
            R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"})"
            "\n");
}

TEST(Logger, KeepsUpWithTheClock) {
  Log log;
  log.logger->info("a");
  log.clock.set(*parse_timestamp("2020-04-17T23:59:59.999999999Z"));
  log.logger->info("b");
  log.logger->flush();
  EXPECT_THAT(log.written.text,
              HasSubstr(R"("2020-04-17T23:59:59.999999Z","level":"info","message":"b")"));
}

TEST(Logger, LetsNoValueBreakOutOfItsLine) {
  Log log;
  log.logger->info("a\nb", {{"path", "\"}\r\n{\"level\":\"error\""},
                            {"number", std::numeric_limits<double>::quiet_NaN()}});
  log.logger->flush();
  ASSERT_THAT(log.written.lines(), SizeIs(1));
  const auto line = json::parse(log.written.lines()[0]);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->at("level"), "info");
  EXPECT_EQ(line->at("path"), "\"}\r\n{\"level\":\"error\"");
  EXPECT_TRUE(line->at("number").is_null());
}

TEST(Logger, LeavesOutWhatIsBelowItsLevel) {
  auto options = patient();
  options.level = LogLevel::warning;
  Log log(options);
  log.logger->info("a");
  log.logger->warning("b");
  log.logger->flush();
  EXPECT_THAT(log.written.lines(), SizeIs(1));
}

/// Waits for the sink without asking the logger to hand anything over.
void wait_until_written(Log& log, const std::function<void()>& write) {
  std::promise<void> gate;
  log.written.gate = gate.get_future().share();
  auto entered = log.written.entered.get_future();
  write();
  EXPECT_EQ(entered.wait_for(std::chrono::seconds(60)), std::future_status::ready);
  gate.set_value();
}

TEST(Logger, HandsWarningsOverAtOnce) {
  Log log;
  wait_until_written(log, [&] { log.logger->warning("now"); });
}

TEST(Logger, HandsOverAFullBatch) {
  auto options = patient();
  options.batch_bytes = 1000;
  Log log(options);
  wait_until_written(log, [&] {
    for (int i = 0; i < 20; ++i) log.logger->info("a line of some length");
  });
}

TEST(Logger, HandsOverAfterTheDelay) {
  Log log({.delay = std::chrono::milliseconds(1)});
  wait_until_written(log, [&] { log.logger->info("soon"); });
}

TEST(Logger, WritesWhatIsLeftAtTheEnd) {
  Log log;
  log.logger->info("last words");
  log.logger.reset();
  EXPECT_THAT(log.written.text, HasSubstr("last words"));
}

TEST(Logger, DropsAndCountsOnlyWhatIsBelowWarning) {
  auto options = patient();
  options.most_bytes = 1;
  Log log(options);
  std::promise<void> gate;
  log.written.gate = gate.get_future().share();
  log.logger->warning("the sink hangs on this");
  log.written.entered.get_future().wait();

  log.logger->info("kept: the batch was empty");
  log.logger->info("dropped");
  log.logger->info("dropped");
  log.logger->error("kept: never dropped");
  EXPECT_EQ(log.logger->dropped_lines(), 2U);
  gate.set_value();
  log.logger->flush();

  EXPECT_THAT(log.written.text, HasSubstr("kept: the batch was empty"));
  EXPECT_THAT(log.written.text, HasSubstr("kept: never dropped"));
  EXPECT_THAT(log.written.text,
              HasSubstr(R"("level":"warning","message":"log lines were dropped","dropped":2)"));
  EXPECT_THAT(log.written.lines(), SizeIs(4));
}

TEST(Logger, CountsLinesThatTheSinkRefusedAndReportsThemLater) {
  Log log;
  log.written.fails = true;
  log.logger->error("lost");
  log.logger->info("lost");
  log.logger->flush();
  EXPECT_EQ(log.logger->dropped_lines(), 2U);

  log.written.fails = false;
  log.logger->info("the disk has room again");
  log.logger->flush();
  EXPECT_EQ(log.logger->dropped_lines(), 2U);
  ASSERT_THAT(log.written.lines(), SizeIs(2));
  EXPECT_THAT(log.written.lines()[1], HasSubstr(R"("dropped":2)"));
}

TEST(Logger, ReopensAndSaysIfItCannot) {
  Log log;
  log.logger->reopen();
  log.logger->flush();
  EXPECT_EQ(log.written.reopened, 1);
  EXPECT_EQ(log.written.text, "");

  log.written.fails_to_reopen = true;
  log.logger->reopen();
  log.logger->flush();
  EXPECT_THAT(log.written.text, HasSubstr("the log file could not be reopened"));
  EXPECT_THAT(log.written.text, HasSubstr("no such folder"));
}

TEST(Logger, KeepsEveryLineOfSeveralThreads) {
  Log log({.batch_bytes = 4096});
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 2000; ++n) log.logger->info("line", {{"n", n}});
      });
    }
  }
  log.logger.reset();
  EXPECT_THAT(log.written.lines(), SizeIs(8000));
}

TEST(OpenLogger, AppendsAndFollowsARotation) {
  const SystemClock clock;
  const auto path = testing::TempDir() + "nautilus_log.json";
  const auto rotated = path + ".1";
  std::filesystem::remove(path);
  {
    auto logger = *open_logger(path, {}, clock);
    logger->info("first");
    logger->flush();
    std::filesystem::rename(path, rotated);
    logger->reopen();
    logger->info("second");
  }
  EXPECT_THAT(*read_file(rotated, 1000), HasSubstr("first"));
  const auto after = *read_file(path, 1000);
  EXPECT_THAT(after, HasSubstr("second"));
  EXPECT_EQ(std::ranges::count(after, '\n'), 1);
  std::filesystem::remove(path);
  std::filesystem::remove(rotated);
}

TEST(OpenLogger, SaysWhenTheFileCannotBeOpened) {
  const SystemClock clock;
  const auto logger = open_logger("/proc/none/log", {}, clock);
  EXPECT_EQ(logger.error().code, ErrorCode::unavailable);
  EXPECT_THAT(logger.error().message, HasSubstr("/proc/none"));
}

}  // namespace
}  // namespace nautilus::telemetry
