// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <netinet/in.h>

#include "nautilus/base/result.hpp"

namespace nautilus::bench {

/// One load, as the command line gives it.
struct LoadOptions {
  std::string host = "127.0.0.1";  ///< IPv4; loopback only.
  int port = 8001;
  std::string path = "/health/live";
  std::vector<std::string> headers;  ///< Each "Name: value".
  std::string body;                  ///< POSTed where not empty.
  double rate = 1000;                ///< Requests a second, whatever the answers do.
  int connections = 64;
  double seconds = 10;
  bool json = false;
};

/// The address to connect to. Errors: invalid_argument for anything but loopback: this is no tool
/// to put load on the machines of others.
Result<sockaddr_in> loopback_address(const LoadOptions& options);

/// The request as it goes over the wire. Errors: invalid_argument for a header or path with a line
/// break or a header without a colon.
Result<std::string> request_text(const LoadOptions& options);

}  // namespace nautilus::bench
