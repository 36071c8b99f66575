// SPDX-License-Identifier: MIT
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "nautilus/cli/cli.hpp"

namespace {

std::map<std::string, std::string> environment_variables() {
  std::map<std::string, std::string> variables;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry(*each);
    const auto equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return variables;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return nautilus::cli::run(std::vector<std::string>(arguments + 1, arguments + count),
                              environment_variables(), std::cout, std::cerr);
  } catch (const std::exception& failure) {
    std::cerr << "nautilus-ml: " << failure.what() << '\n';
    return 70;
  }
}
