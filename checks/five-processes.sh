# shellcheck shell=bash disable=SC2034
# For stages: five real processes, two of which answer at a port, as a deployment `five` on a supervisor of their own, and whether exactly a
# version of them is there. To be sourced; whoever does must have set `seed`: other runs have other seeds, and meet neither at ports nor in users.

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
world=$(mktemp -d)

# A copy that others may read, and that nobody builds anew meanwhile.
"$tree/firn" --version > /dev/null
mkdir "$world/firn"
cp -r "$tree/target/image" "$world/firn/lib"
cp -p "$tree/firn" "$world/firn/"
chmod -R go+rX "$world"

# enter MANAGER NUMBER: makes a home for one manager. What follows is about that one; as root it has a user that owns nothing else.
enter() {
  local slot=$((2 * (seed % 200) + $2))
  manager=$1 home=$world/$1 port=$((18600 + 3 * slot)) user=$(id -u) as='' mark=KILLS_OF=$world/$1
  options=(--name five --manager "$manager" "$home/model")
  mkdir -p "$home/model" "$home/run" "$home/state" "$home/tmp"
  if [ "$user" -eq 0 ]; then
    user=$((64000 + slot))
    as="setpriv --reuid=$user --regid=$user --clear-groups"
    chown -R "$user" "$home"
  fi
  cat > "$home/server.pl" << 'END'
use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 9, ReuseAddr => 1) or die $@;
while (my $client = $socket->accept) { print $client "$ARGV[1]\n"; }
END
  trap leave EXIT
  trap 'exit 130' INT TERM
}
leave() {
  local entry tries
  firn destroy five --purge --yes
  # What guards a supervisor may just start it again.
  for ((tries = 0; tries < 100; tries++)); do
    [ -n "$(ours)" ] || return 0
    for entry in $(ours); do kill "${entry#/proc/}" 2> /dev/null; done
    sleep 0.1
  done
}

command_line() { # command_line ARGUMENT...: sets the array line
  line=(env "HOME=$home" "XDG_RUNTIME_DIR=$home/run" "XDG_STATE_HOME=$home/state" "FIRN_STATE_DIR=$home/state/firn" "TMPDIR=$home/tmp" FIRN_RESIDENT=0
    "NIX_STORE_DIR=$home/store" "NIX_STATE_DIR=$home/var" NIX_CONF_DIR=/nonexistent XDG_CONFIG_DIRS=/nonexistent)
  # shellcheck disable=SC2206 # words
  line+=($as "$world/firn/firn" "$@")
}
firn() {
  command_line "$@"
  "${line[@]}" > "$home/out" 2>&1
}

# model VERSION [TIMEOUT [ASKED]]: a declaration of that version, unless `--argstr version` says another; the last one is asked at its own port
# or another whether it is ready.
model() {
  cat > "$home/model/processes.nix" << END
{ pkgs, version ? "$1", ... }@args:
let
  firn = import <firn> (builtins.removeAttrs args [ "version" ]);
  process = name: needed: arguments: more: {
    pkg = firn.createManagedProcess ({
      instanceName = name;
      dependencies = map (each: each.pkg) needed;
      foregroundProcess = "\${pkgs.perl}/bin/perl";
      args = arguments;
      environment.KILLS_OF = "$home=\${name}-\${version}";
    } // more);
  };
  server = name: needed: port: asked: process name needed [ "$home/server.pl" (toString port) "\${name}-\${version}" ] {
    readiness = { tcp = asked; timeout = "${2:-60s}"; interval = "20ms"; };
  };
in
rec {
  a = server "a" [ ] $port $port;
  b = process "b" [ a ] [ "-e" "sleep" ] { };
  c = process "c" [ a ] [ "-e" "sleep" ] { };
  d = process "d" [ ] [ "-e" "sleep" ] { environment.KILLS_OF = "$home=d-same"; };
  e = server "e" [ b c ] $((port + 1)) ${3:-$((port + 1))};
}
END
}

expected() { # expected VERSION: what runs, sorted; `none` is nothing
  [ "$1" = none ] || printf '%s\n' "a-$1" "b-$1" "c-$1" d-same "e-$1"
}

# What runs of the declaration, sorted.
running() {
  grep -z -h -a "^$mark=" /proc/[0-9]*/environ 2> /dev/null | tr '\0' '\n' | sed 's|.*=||' | sort
}

# Every process that is the user's alone, or without root that knows this home.
ours() {
  if [ -n "$as" ]; then find /proc -maxdepth 1 -name '[0-9]*' -user "$user" 2> /dev/null
  else grep -z -l -a -e "^HOME=$home\$" -e "^$mark=" /proc/[0-9]*/environ 2> /dev/null | sed 's|/environ$||'; fi
}

words() { # words PROCESS: how it was called; nothing if it is gone
  { tr '\0' ' ' < "/proc/$1/cmdline"; } 2> /dev/null
}

# Those that neither the declaration nor a manager explains.
strangers() {
  local entry words
  for entry in $(ours); do
    grep -z -q -a "^$mark=" "$entry/environ" 2> /dev/null && continue
    words=$(words "${entry#/proc/}")
    [ -z "$words" ] || supervises "$words" || printf '%s\n' "$words"
  done
}
supervises() { # supervises WORDS: whether that is the supervisor, or what starts it again
  case $manager:$1 in embedded:*dev.firn.process.supervisor.*) ;; supervisord:*/bin/supervisord\ -c\ *) ;; *) return 1 ;; esac
}

# What is installed, sorted: the programs of supervisord.
installed() {
  find "$home/state" -name '*.conf' -path '*/conf.d/*' -printf '%f\n' 2> /dev/null | sort
}
installed_for() { # installed_for VERSION
  [ "$manager" = embedded ] || [ "$1" = none ] || printf '%s.conf\n' a b c d e
}

answer() { # answer PORT: what is said there
  local text=''
  { { IFS= read -r -t 10 text <&3; } 3<> "/dev/tcp/127.0.0.1/$1"; } 2> /dev/null
  printf '%s' "$text"
}

# is VERSION: whether exactly that is there.
is() {
  [ "$(running)" = "$(expected "$1")" ] && [ -z "$(strangers)" ] && [ "$(installed)" = "$(installed_for "$1")" ] &&
    { [ "$1" = none ] || { [ "$(answer "$port")" = "a-$1" ] && [ "$(answer $((port + 1)))" = "e-$1" ]; }; }
}
# becomes VERSION...: the same of one of them, which is `version` then. A process may be between two programs for a moment, and cannot be seen,
# or about to end; that takes as long as the machine has other things to do.
becomes() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    for version; do ! is "$version" || return 0; done
    sleep 0.1
  done
  return 1
}
what_is() {
  echo "runs: $(running | tr '\n' ' '); answers: $(answer "$port") $(answer $((port + 1))); installed: $(installed | tr '\n' ' '); others: $(strangers)"
}

# How many records the event log has: sets count.
records() {
  local lines=()
  { mapfile -t lines < "$home/state/firn/five/log"; } 2> /dev/null
  count=0
  [ ${#lines[@]} -eq 0 ] || { count=${lines[-1]#* }; count=${count%% *}; }
}
# await RECORDS PROCESS: until so many records were added since this began, or that process ended.
await() {
  local begun
  # Nothing ever comes from there: to wait for without a process.
  [ -n "${silence-}" ] || exec {silence}<> <(:)
  records
  begun=$count
  # A log that is shortened begins again.
  while records; [ "$count" -ge "$begun" ] || begun=0; [ "$count" -lt $((begun + $1)) ] && kill -0 "$2" 2> /dev/null; do
    read -r -t 0.003 -u "$silence"
  done
}

# on_managers FUNCTION: does that in a process for each manager, with its name and number, all at the same time.
on_managers() {
  local each number=0
  managers='embedded supervisord' skipped=0
  if ! command -v supervisord > /dev/null; then
    echo 'skipped: supervisord: it is missing: apt-get install supervisor'
    managers=embedded skipped=1
  fi
  children=()
  trap 'kill "${children[@]}" 2> /dev/null; wait; rm -rf "$world"' EXIT
  trap 'exit 130' INT TERM
  for each in $managers; do
    (enter "$each" $number && "$1") &
    children+=($!)
    number=$((number + 1))
  done
  wait
}
