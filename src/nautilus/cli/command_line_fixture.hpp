// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "nautilus/base/json.hpp"
#include "nautilus/cli/cli.hpp"
#include "nautilus/platform/engine_fixture.hpp"

/// What tests of the command line share: a data folder of their own, and command lines run on it.
namespace nautilus::cli {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

class CommandLineFixture {
 protected:
  /// Runs a command line as the shell would.
  Outcome run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::run(arguments, environment_, out, err);
    return {code, out.str(), err.str()};
  }

  /// The answer of a command that succeeds, given --json.
  json::Value json_of(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return json::parse(outcome.out).value_or(json::Value());
  }

  std::string write_file(const std::string& name, const std::string& text) {
    auto path = folder_.file(name);
    std::ofstream(path) << text;
    return path;
  }

  /// A CSV file of daily bars.
  std::string write_bars(const std::string& name, std::size_t count, std::uint64_t seed = 1) {
    std::string text = "date,open,high,low,close,volume\n";
    for (const auto& bar : platform::daily_bars(count, seed)) {
      text += fmt::format("{},{},{},{},{},{}\n", format_date(bar.timestamp), bar.open, bar.high,
                          bar.low, bar.close, bar.volume);
    }
    return write_file(name, text);
  }

  /// A data folder with daily bars of SP500 and GE and a portfolio of both.
  void fill() {
    ASSERT_EQ(run({"ingest", write_bars("SP500.csv", 300, 1), "--symbol", "SP500"}).code, 0);
    ASSERT_EQ(run({"ingest", write_bars("GE.csv", 300, 2), "--symbol", "GE"}).code, 0);
    ASSERT_EQ(run({"portfolio", "set", "--positions", R"({"SP500":10,"GE":-5})", "--cash",
                   R"({"USD":1000})"})
                  .code,
              0);
  }

  storage::TemporaryFolder folder_;
  std::map<std::string, std::string> environment_{{"ML_DATA_DIR", folder_.file("data")}};
};

}  // namespace nautilus::cli
