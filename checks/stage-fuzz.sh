#!/bin/sh
# Tries arbitrary inputs on everything that reads what strangers wrote, two targets at a time; see fuzz/run for how many.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd -P)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

targets=$("$tree/fuzz/run" --targets) || exit 1
# shellcheck disable=SC2016 # for the inner shell
printf '%s\n' "$targets" |
  xargs -P 2 -I TARGET sh -c '"$1/fuzz/run" TARGET; : > "$2/TARGET.$?"' fuzz "$tree" "$results"

count() { find "$results" -name "*.$1" | wc -l; }
all=$(printf '%s\n' "$targets" | wc -l)
passed=$(count 0)
skipped=$(count 4)
failed=$((all - passed - skipped))
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
