// SPDX-License-Identifier: MIT
#include "nautilus/platform/segment_desk.hpp"

#include <filesystem>
#include <fstream>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::HasSubstr;

/// The lines of a log, in a text that outlives it.
class TextSink final : public telemetry::LogSink {
 public:
  explicit TextSink(std::string& text) : text_(text) {}
  Result<void> write(std::string_view lines) override {
    text_ += lines;
    return {};
  }
  Result<void> reopen() override { return {}; }

 private:
  std::string& text_;
};

class SegmentDeskTest : public testing::Test, protected EngineFixture {
 protected:
  SegmentDeskTest() {
    settings_.storage.segment_delay_seconds = 0;
    log_.emplace(std::make_unique<TextSink>(lines_), telemetry::LogOptions{}, clock_);
  }
  ~SegmentDeskTest() override { engine_.reset(); }

  /// What a server does at its start.
  void serve() {
    reopen();
    engine_->segments().keep(*log_);
    engine_->segments().wait_until_idle();
  }

  [[nodiscard]] std::string folder() const { return settings_.data_dir + "/segments"; }

  bool counts(const std::string& outcome) {
    const auto line = "ml_segment_reads_total{outcome=\"" + outcome + "\"} ";
    const auto text = metrics_.render();
    return text.find(line) != std::string::npos && text.find(line + "0\n") == std::string::npos;
  }

  std::string lines_;
  std::optional<telemetry::Logger> log_;
};

TEST_F(SegmentDeskTest, WritesWhatIsHeldAndWhatComes) {
  hold("SP500", daily_bars(30));
  serve();
  EXPECT_EQ(*engine_->segments().verify(), "1 pack, all sound, and as the database has them");
  EXPECT_EQ(engine_->market().series({"SP500", {}})->size(), 30);
  EXPECT_TRUE(counts("hit"));
  EXPECT_FALSE(counts("stale"));
  hold("SP500", daily_bars(40));
  EXPECT_EQ(engine_->market().series({"SP500", {}})->size(), 40);
  engine_->segments().wait_until_idle();
  const auto beside = *open(Access::reader);
  EXPECT_EQ(beside->market().series({"SP500", {}})->size(), 40);
}

TEST_F(SegmentDeskTest, NamesWhatIsDamagedAndWritesItAnew) {
  hold("SP500", daily_bars(30));
  serve();
  engine_.reset();
  std::fstream(folder() + "/000001.pack", std::ios::in | std::ios::out | std::ios::binary)
      .seekp(100)
      .put('x');
  const auto beside = *open(Access::reader);
  const auto found = beside->segments().verify();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::data_loss);
  EXPECT_THAT(found.error().message,
              HasSubstr("000001.pack: block 0 of column 0 of 'SP500 1d' fails its checksum"));
  EXPECT_EQ(beside->market().series({"SP500", {}})->size(), 30);
  serve();
  EXPECT_EQ(engine_->market().series({"SP500", {}})->size(), 30);
  EXPECT_TRUE(counts("damaged"));
  engine_->segments().wait_until_idle();
  EXPECT_TRUE(engine_->segments().verify());
  log_->flush();
  EXPECT_THAT(lines_, HasSubstr("a segment is damaged"));
}

TEST_F(SegmentDeskTest, NamesABarThatTheDatabaseHasOtherwise) {
  const auto bars = daily_bars(30);
  hold("SP500", bars);
  serve();
  // As a bit that flipped on the disk: no revision tells of it.
  run("UPDATE bars SET close = close + 1 WHERE timestamp = "
      "(SELECT timestamp FROM bars ORDER BY timestamp LIMIT 1 OFFSET 7)");
  const auto found = engine_->segments().verify();
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::data_loss);
  EXPECT_THAT(found.error().message,
              HasSubstr("1d bar " + format_timestamp(bars[7].timestamp) + " of SP500"));
}

TEST_F(SegmentDeskTest, AnswersWithoutSegmentsWhereTheyCannotBe) {
  std::filesystem::remove_all(folder());
  std::ofstream(folder()) << "no folder";
  reopen();
  hold("SP500", daily_bars(30));
  EXPECT_EQ(engine_->market().series({"SP500", {}})->size(), 30);
  engine_->segments().keep(*log_);
  log_->flush();
  EXPECT_THAT(lines_, HasSubstr("segments cannot be used, bars are read from rows"));
}

TEST_F(SegmentDeskTest, IsSwitchedOffByASetting) {
  std::filesystem::remove_all(folder());
  settings_.storage.segments = false;
  reopen();
  hold("SP500", daily_bars(3));
  EXPECT_EQ(*engine_->segments().verify(), "switched off");
  EXPECT_FALSE(std::filesystem::exists(folder()));
}

}  // namespace
}  // namespace nautilus::platform
