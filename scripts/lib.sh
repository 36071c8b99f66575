# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What the scripts share; sourced, not run. Every script works from the root of the tree.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
logs=build/logs

say() { printf '%s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# usage: prints the comment block at the head of the calling script.
usage() { sed -n '3,/^$/s/^# \{0,1\}//p' "$0"; }

# Seconds since START, with one decimal; START and the clock are EPOCHREALTIME.
elapsed() {
  local now=${EPOCHREALTIME/[.,]/} start=${1/[.,]/}
  local tenths=$(((now - start) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# Shows the last line of a log beside the step's name, on a terminal, until it is ended.
watch_log() {
  while sleep 0.5; do
    printf '\r\e[K%-22s %s' "$1" "$(tail -n 1 "$2" | tr -d '\r\e' | cut -c 1-90)"
  done
}

# step NAME COMMAND...: runs the command with its output in build/logs/NAME.log, and prints the name,
# the time and how it went; where it failed, the end of the log too. Returns the command's status.
step() {
  local name=$1 log="$logs/${1// /-}.log" start=$EPOCHREALTIME status=0 watcher=''
  shift
  mkdir -p "$logs"
  : >"$log"
  if [[ -t 1 ]]; then
    watch_log "$name" "$log" &
    watcher=$!
  else
    printf '%-22s ' "$name"
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [[ -n $watcher ]]; then
    kill "$watcher" && wait "$watcher" 2>/dev/null || true
    printf '\r\e[K%-22s ' "$name"
  fi
  if ((status == 0)); then
    printf 'ok      %6s s\n' "$(elapsed "$start")"
  else
    printf 'FAILED  %6s s, the end of %s:\n' "$(elapsed "$start")" "$log"
    tail -n 40 "$log" | sed 's/^/    /'
  fi
  return "$status"
}

# packages GROUP...: the names that scripts/packages.txt lists for these groups.
packages() {
  local group
  for group in "$@"; do
    awk -v group="$group" '$1 == group {print $2}' scripts/packages.txt
  done
}

# configure PRESET [OPTION...] and build PRESET [TARGET...]: CMake, on all cores.
configure() { cmake --preset "$@"; }

build() {
  local preset=$1
  shift
  cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}
