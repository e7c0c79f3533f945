#!/bin/sh
# Kills `firn apply` and `firn destroy` of real processes with kill -9, at random moments, and looks whether one `firn recover` brings all to exactly
# the generation before or exactly the one after, with nothing else running.
#
# usage: stage-kills.sh [KILLS]     30 if nothing is said
set -u

kills=${1:-${FIRN_KILLS:-30}}
tree=$(cd "$(dirname "$0")/.." && pwd -P)
world=$(mktemp -d)
passed=0 failed=0 skipped=0 open=0

# As root: somebody who owns nothing else, so that no user has to be made.
as='' user=$(id -u)
if [ "$user" -eq 0 ]; then as='setpriv --reuid=65534 --regid=65534 --clear-groups' user=65534; fi
mkdir -p "$world/model" "$world/run" "$world/state"
chmod 755 "$world"
chown -R "$user" "$world" 2> /dev/null

firn() {
  # shellcheck disable=SC2086 # words
  env "HOME=$world" "XDG_RUNTIME_DIR=$world/run" "XDG_STATE_HOME=$world/state" "FIRN_STATE_DIR=$world/state/firn" FIRN_RESIDENT=0 \
    "NIX_STORE_DIR=$world/store" "NIX_STATE_DIR=$world/var" NIX_CONF_DIR=/nonexistent XDG_CONFIG_DIRS=/nonexistent \
    ${as:-env} "$tree/firn" "$@"
}

# Ids and versions of the processes that run, sorted.
running() {
  grep -z -h -a "^KILLS_OF=$world=" /proc/[0-9]*/environ 2> /dev/null | tr '\0' '\n' | sed 's|.*=||' | sort
}

finish() {
  firn destroy kills --purge --yes > /dev/null 2>&1
  # The supervisor ends by itself when it has nothing to do; it need not be waited for.
  for environ in $(grep -z -l -a -e "^HOME=$world\$" -e "^KILLS_OF=$world=" /proc/[0-9]*/environ 2> /dev/null); do
    id=${environ#/proc/}
    kill "${id%/environ}" 2> /dev/null
  done
  sleep 1
  rm -rf "$world"
}
trap finish EXIT
trap 'exit 130' INT TERM

model() {
  cat > "$world/model/processes.nix" << END
{ pkgs, ... }@args:
let
  firn = import <firn> args;
  sleeper = name: version: dependencies: {
    inherit dependencies;
    pkg = firn.createManagedProcess {
      instanceName = name;
      foregroundProcess = "\${pkgs.coreutils}/bin/sleep";
      args = [ "86400" ];
      environment.KILLS_OF = "$world=\${name}-\${version}";
    };
  };
in
rec {
  a = sleeper "a" "$1" [ ];
  b = sleeper "b" "$1" [ a ];
  c = sleeper "c" "$1" [ a ];
  d = sleeper "d" "same" [ ];
  e = sleeper "e" "$1" [ b c ];
}
END
}

# What should run in version $1.
version() {
  [ "$1" = none ] || printf 'a-%s\nb-%s\nc-%s\nd-same\ne-%s\n' "$1" "$1" "$1" "$1"
}

now() { date +%s%N; }

# A number below $1.
random() { od -An -N4 -tu4 /dev/urandom | awk -v most="$1" '{ print $1 % most }'; }

model 0
# Built by who may write there, if need be.
"$tree/firn" --version > /dev/null
begun=$(now)
if ! firn apply --name kills "$world/model" > "$world/out" 2>&1; then
  cat "$world/out"
  echo 'skipped: kills: nothing can be deployed here'
  echo '0 passed, 1 failed, 0 skipped'
  exit 1
fi
whole=$((($(now) - begun) / 1000000))
current=0 number=0
while [ $number -lt "$kills" ]; do
  number=$((number + 1))
  case $((number % 4)) in
    0) command='destroy kills' next=none ;;
    *) command="apply --name kills $world/model" next=$number && model $next ;;
  esac
  # shellcheck disable=SC2086 # words
  firn $command > "$world/out" 2>&1 &
  child=$!
  delay=$(($(random "$whole") + whole / 4))
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
  # The shell that was started became Firn.
  pkill -9 -P "$child" 2> /dev/null
  kill -9 "$child" 2> /dev/null
  wait "$child" 2> /dev/null
  firn recover kills > "$world/recovered" 2>&1
  status=$?
  found=$(running)
  [ ! -s "$world/recovered" ] || ! grep -q -e start -e stop -e undone "$world/recovered" || open=$((open + 1))
  if [ $status -eq 0 ] && [ "$found" = "$(version "$next")" ]; then
    current=$next
    passed=$((passed + 1))
  elif [ $status -eq 0 ] && [ "$found" = "$(version "$current")" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $command killed after $delay ms, from $current to $next; recover gave $status; there is:"
    echo "$found"
    cat "$world/out" "$world/recovered"
    current=$(printf '%s\n' "$found" | sed -n 's/^a-//p')
  fi
done
echo "$open of $kills kills left something that was begun"
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
