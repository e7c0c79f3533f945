#!/bin/bash
# Kills `firn apply`, `rollback` and `destroy` of real processes with kill -9, on the process managers embedded and supervisord, and looks whether
# one more command brings all to exactly the generation before or exactly the one after: everything in it answers, and nothing else is there.
#
# A command is killed when so many records were added to its event log since it began, at random, and some random milliseconds later. So how fast
# a machine is decides nothing.
#
# usage: stage-kills.sh [KILLS [SEED]]     30 kills if nothing is said, on each of the two managers half of them
set -u

kills=${1:-${FIRN_KILLS:-30}}
seed=${2:-$RANDOM}
# shellcheck source=checks/five-processes.sh
. "$(dirname "$0")/five-processes.sh"
operations='first upgrade failed rollback destroy'

good() { model "$1"; }
bad() { model bad 300ms $((port + 2)); } # where nobody ever listens

# killed RECORDS MILLISECONDS ARGUMENT...: begins a command and kills it so long after so many records; fails if it ended before.
killed() {
  local child
  command_line "${@:3}"
  "${line[@]}" > "$home/killed" 2>&1 &
  child=$!
  await "$1" "$child"
  sleep "0.$(printf %03d "$2")"
  kill -9 "$child" 2> /dev/null
  { wait "$child"; } 2> /dev/null
  [ $? -eq 137 ]
}

prepare() { # prepare COMMAND...: what must succeed before a kill
  firn "$@" || { echo "cannot prepare: firn $*"; cat "$home/out"; return 1; }
}
deploy() { # deploy VERSION: makes that the current one
  [ "$current" = "$1" ] || { good "$1" && prepare apply "${options[@]}" && current=$1; }
}

# begin OPERATION: makes what it needs, sets `next`, what is there if it succeeds, and `command`.
begin() {
  command=(apply "${options[@]}")
  case $1 in
    first) firn destroy five --purge --yes; current=none next=1 && good 1 ;;
    upgrade) deploy 1; next=2 && good 2 ;;
    failed) deploy 2; next=$current && bad ;;
    rollback) deploy 2; next=1 command=(rollback --to 1 five) ;;
    destroy) [ "$current" != none ] || deploy 1; next=none command=(destroy five) ;;
  esac
}

# mend OPERATION: runs one more command, any that makes sense; sets what there may be after it, and with which status.
mend() {
  wanted=0
  case $((RANDOM % 4)):$1 in
    0:failed) wanted=3 allowed=$current mending=("${command[@]}") ;;
    0:*) allowed=$next mending=("${command[@]}") ;;
    1:destroy) good 3 && allowed=3 mending=(apply "${options[@]}") ;;
    1:upgrade | 1:failed) allowed=1 mending=(rollback --to 1 five) ;;
    1:*) allowed=none mending=(destroy five) ;;
    *) allowed="$current $next" mending=(recover five) ;;
  esac
  # Nothing was begun: there is nothing that could be recovered.
  records
  [ "$count" -gt 0 ] || [ "${mending[0]}" = apply ] || wanted=1
  firn "${mending[@]}"
  status=$?
}

# judge OPERATION: looks what is there now, and notes it.
judge() {
  local version
  # shellcheck disable=SC2086 # words
  if [ "$status" -eq "$wanted" ] && becomes $allowed; then
    current=$version
    echo "$manager $1 passed" >> "$home/results"
    return
  fi
  echo "$manager $1 failed" >> "$home/results"
  echo "FAILED: $manager, $1 from $current to $next, killed $delay ms after record $after; then firn ${mending[*]} gave $status, allowed: $allowed"
  what_is
  tail -n 30 "$home/killed" "$home/out"
  firn destroy five --purge --yes
  current=none
}

# one OPERATION: kills it once.
one() {
  for _ in 1 2 3 4 5; do
    begin "$1"
    after=$((RANDOM % (${most[$1]} + 1))) delay=$((RANDOM % 60))
    if killed "$after" "$delay" "${command[@]}"; then
      mend "$1"
      judge "$1"
      return
    fi
    # It was over before: the next time, at an earlier record.
    most[$1]=$((after > 3 ? after - 1 : 2))
    current=$next
  done
  echo "$manager $1 failed" >> "$home/results"
  echo "FAILED: $manager, $1 could not be killed"
  cat "$home/killed"
}

all() {
  local number=0 operation
  declare -A most=([first]=12 [upgrade]=20 [failed]=24 [rollback]=20 [destroy]=12)
  RANDOM=$((seed + port))
  current=none next=none
  while [ $number -lt $((kills / 2)) ]; do
    for operation in $operations; do
      [ $number -ge $((kills / 2)) ] || one "$operation"
      number=$((number + 1))
    done
  done
}

echo "seed $seed"
on_managers all
cat "$world"/*/results > "$world/results"
for each in $managers; do
  for operation in $operations; do
    printf '%s, %s: %s kills, %s violations\n' "$each" "$operation" \
      "$(grep -c "^$each $operation " "$world/results")" "$(grep -c "^$each $operation failed\$" "$world/results")"
  done
done
failed=$(grep -c ' failed$' "$world/results")
printf '%s passed, %s failed, %s skipped\n' "$(grep -c ' passed$' "$world/results")" "$failed" "$skipped"
[ "$failed" -eq 0 ]
