#!/bin/sh
# SPDX-License-Identifier: MIT
# Requests per server-CPU-second of a running server (wrk, 64 connections), then its latency at half
# that rate with the open-loop generator.
#
#   bench/http.sh PID PORT [PATH [HEADER]]      SECONDS_EACH=10 and BUILD=build/bench may be set
set -eu

[ $# -ge 2 ] || { sed -n '3,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
pid=$1 port=$2 path=${3:-/health/live} header=${4:-Accept: application/json}
seconds=${SECONDS_EACH:-10}
build=${BUILD:-$(dirname "$0")/../build/bench}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 1; }

# User and system time of the process, in clock ticks; its name may hold blanks, so count after ')'.
cpu_ticks() { sed 's/.*) //' "/proc/$pid/stat" | awk '{print $12 + $13}'; }

wrk -t1 -c64 -d1s -H "$header" "http://127.0.0.1:$port$path" >/dev/null  # Warms up.
before=$(cpu_ticks)
output=$(wrk -t1 -c64 -d"${seconds}s" --latency -H "$header" "http://127.0.0.1:$port$path")
after=$(cpu_ticks)
echo "$output"
rate=$(echo "$output" | awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" \
  '/requests in/ {printf "%d", $1 * hertz / (ticks > 0 ? ticks : 1)}')
wall=$(echo "$output" | awk '/^Requests\/sec/ {printf "%d", $2}')
echo
echo "requests per server-CPU-second: $rate"
# Half of what the CPU allows, but no more than what this machine reached with wrk beside it.
half=$(( (rate < wall ? rate : wall) / 2 ))
echo
"$build/bin/nautilus-open-loop" --port "$port" --path "$path" --header "$header" --rate "$half" \
  --connections 64 --seconds "$seconds"
