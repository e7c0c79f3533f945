#!/bin/bash
# Types every command of README's tour and compares what it prints with what the README says, standard error included.
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0

check() { # check COMMAND EXPECTED
  local got
  got=$(bash -c "$1" 2>&1 < /dev/null)
  if [ "$got" = "$2" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'README says of: %s\n%s\nbut it prints:\n%s\n' "$1" "$2" "$got"
  fi
}

command='' expected='' inside=
while IFS= read -r line; do
  case $inside$line in
    '```console') inside=y ;;
    'y```')
      [ -z "$command" ] || check "$command" "$expected"
      command='' inside='' ;;
    'y$ '*)
      [ -z "$command" ] || check "$command" "$expected"
      command=${line#'$ '} expected='' ;;
    y*) expected=${expected:+$expected$'\n'}$line ;;
  esac
done < README.md

[ $((passed + failed)) -gt 0 ] || { echo 'README has no tour'; failed=1; }
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
