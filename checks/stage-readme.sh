#!/bin/bash
# Types every command of README's tour and compares what it prints with what the README says, standard error included; "..." there stands for
# any text.
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0

# Deployments of its own, in a folder that the user of root's processes can enter.
state=$(mktemp -d)
chmod 755 "$state"
trap 'rm -rf "$state"' EXIT
export FIRN_STATE_DIR=$state

check() { # check COMMAND EXPECTED
  local got pattern
  got=$(bash -c "$1" 2>&1 < /dev/null)
  pattern=$(printf %s "$2" | sed 's/[][*?\\]/\\&/g; s/\.\.\./*/g')
  # shellcheck disable=SC2053 # a pattern
  if [[ $got == $pattern ]]; then
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
