#!/bin/bash
# Deploys the examples as people would, as this user and, if that is root, as an ordinary one: with nginx, Firn's own proxy, Apache,
# PostgreSQL and Redis of this machine. Leaves no process, user or file.
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0 skipped=0
work=$(mktemp -d)
chmod 755 "$work"
firn=$PWD/firn
manager=embedded
user=

as_user() { # as_user COMMAND...: as the user that is tested, in a world of his own
  if [ -z "$user" ]; then "$@"; else setpriv --reuid "$user" --regid "$user" --init-groups env "HOME=$work/home" XDG_STATE_HOME= "$@"; fi
}
run() { as_user timeout 300 "$firn" "$@" > "$work/out" 2>&1; }
check() { # check NAME COMMAND...
  local name=${user:-self}:$manager:$1; shift
  if "$@"; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'failed: %s\n' "$name"
    tail -n 15 "$work/out" | sed 's/^/  | /'
  fi
}
exits() { # exits STATUS COMMAND...: the status of Firn
  local wanted=$1 status; shift
  run "$@"; status=$?
  [ "$status" -eq "$wanted" ] || { echo "exit status $status instead of $wanted: firn $*"; return 1; }
}
page() { curl -s -m 10 -H "Host: $1" "http://127.0.0.1:$2${3-/}"; }
shows() { page "$1" "$2" "${4-/}" | grep -q "$3"; }
within() { # within SECONDS COMMAND...
  local end=$((SECONDS + $1)); shift
  until "$@"; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.1; done
}
process() { as_user "$firn" status "$model" | awk -v name="$1" '$1 == name { print $3 }'; }
processes() { as_user "$firn" status "$model" | awk 'NR > 3 { print $1, $3 }'; }
others() { # others FILE NAME...: the lines of a list of processes that are not about those names
  local file=$1 name; shift
  cp "$file" "$work/others"
  for name; do sed -i "/^$name /d" "$work/others"; done
  cat "$work/others"
}
only_changed() { # only_changed NAME...: since before.list, the processes of those names are others, and no more
  processes > "$work/now.list"
  [ "$(others "$work/before.list" "$@")" = "$(others "$work/now.list" "$@")" ] || { diff "$work/before.list" "$work/now.list"; return 1; }
  for name; do ! grep "^$name " "$work/now.list" | grep -qxFf - "$work/before.list" || { echo "$name is the same"; return 1; }; done
}
remember() { processes > "$work/before.list"; }
all_answer() {
  local n
  for n in 1 2 3 4; do shows "webapp$n.local" 8080 "listening on port: 500$n" || return 1; done
  for n in 5 6; do shows "webapp$n.local" 8081 "listening on port: 500$n" || return 1; done
}
silent() { ! curl -s -m 2 -o /dev/null "http://127.0.0.1:$1/"; }
copy() { # copy EXAMPLE: sets model to a copy that can be changed
  model=$work/models/check-$1
  mkdir -p "$work/models"
  rm -rf "$model"
  cp -r "examples/$1" "$model"
  chmod -R go+rX "$work/models"
}
edit() { sed -i "$1" "$model/processes.nix"; }

webapps() { # webapps: six web applications and two proxies, by the manager and proxy that are set
  copy webapps
  local options=(-m "$manager" --argstr proxy "$proxy")
  check "apply with $proxy" exits 0 apply "${options[@]}" "$model"
  check 'urls are printed' grep -q 'http://webapp1.localhost:8080/' "$work/out"
  check 'all answer' within 60 all_answer
  remember
  check 'nothing to do' exits 0 plan "${options[@]}" "$model"
  check 'nothing is touched' only_changed

  kill -9 "$(process webapp3)"
  check 'what was killed comes back' within 60 shows webapp3.local 8080 5003
  check 'and nothing else did' only_changed webapp3

  remember
  edit 's/The third one/The changed one/'
  check 'a plan tells of a difference' exits 2 plan "${options[@]}" "$model"
  check 'apply a text' exits 0 apply "${options[@]}" "$model"
  check 'the new text' within 60 shows webapp3.local 8080 'The changed one'
  check 'one process changed' only_changed webapp3

  remember
  edit 's/webapp 6 5006/webapp 6 5106/'
  check 'apply a port' exits 0 apply "${options[@]}" "$model"
  check 'the proxy knows' within 60 shows webapp6.local 8081 'listening on port: 5106'
  check 'the proxy was only reloaded' only_changed webapp6

  remember
  edit 's/webapp 1 5001/webapp 1 5002/'
  check 'a port in use fails and is undone' exits 3 apply "${options[@]}" "$model"
  check 'as before' within 60 shows webapp1.local 8080 'The first one'
  check 'nothing else was touched' only_changed webapp1

  check 'rollback' exits 0 rollback "$model"
  check 'the port before' within 60 shows webapp6.local 8081 'listening on port: 5006'
  check 'rollback again' exits 0 rollback "$model"
  check 'the text before' within 60 shows webapp3.local 8080 'The third one'
  check 'destroy' exits 0 destroy --purge --yes "$model"
  check 'port 8080 is free' silent 8080
  check 'port 5001 is free' silent 5001
}

stack() {
  copy stack
  check 'apply the stack' exits 0 apply -m "$manager" "$model"
  check 'one visit' within 60 shows visits.local 8090 'Visits: 1 counted, 1 written down'
  check 'restart the data' exits 0 restart --name check-stack redis postgresql
  check 'two visits' within 60 shows visits.local 8090 'Visits: [0-9]* counted, 2 written down'
  check 'destroy the stack' exits 0 destroy --purge --yes "$model"
}

static() {
  model=$work/models/check-static
  mkdir -p "$model/site"
  echo '<p>static</p>' > "$model/site/index.html"
  cat > "$model/processes.nix" << 'END'
{ pkgs, stateDir, ... }@args:
let
  services = import <firn/services> args;
  webapp = { port = 18083; baseURL = "/site/"; };
in
{
  nginx.pkg = services.nginxStatic { port = 18082; documentRoot = ./site; };
  apache.pkg = services.apacheStatic { port = 18083; documentRoot = ./site; };
  nginx-proxy.pkg = services.reverseProxyPathBased { port = 18084; instanceSuffix = "-nginx"; webapps = [ webapp ]; };
  firn-proxy.pkg = services.reverseProxyPathBased { port = 18085; instanceSuffix = "-firn"; webapps = [ webapp ]; server = "firn"; };
}
END
  chmod -R go+rX "$work/models"
  check 'apply static sites' exits 0 apply -m "$manager" "$model"
  check 'nginx serves' within 60 shows localhost 18082 static
  check 'Apache serves' within 60 shows localhost 18083 static
  for port in 18084 18085; do
    check "a path at $port" within 60 shows localhost "$port" 'Not Found' /site/none
    check "no path at $port" within 60 shows localhost "$port" 404 /other
  done
  check 'destroy static sites' exits 0 destroy --purge --yes "$model"
}

everything() {
  for proxy in nginx firn; do webapps; done
  static
  stack
}

missing=
for program in nginx apache2 redis-server curl; do command -v "$program" > /dev/null || missing="$missing $program"; done
[ -d /usr/lib/postgresql ] || missing="$missing postgres"
if [ -n "$missing" ]; then
  echo "skipped: services: this machine has no$missing"
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
  # A copy that everybody may read: services do not run as root.
  mkdir "$work/firn" && cp -r target/image "$work/firn/lib" && cp -p firn "$work/firn/" && chmod -R go+rX "$work/firn"
  firn=$work/firn/firn
  everything
  user=firntest$$
  useradd --system --no-create-home --home-dir "$work/home" "$user"
  trap 'pgrep -U "$user" | xargs -r kill -9; userdel "$user"; rm -rf "$work"' EXIT
  mkdir "$work/home" && chown "$user" "$work/home"
  everything
else
  trap 'rm -rf "$work"' EXIT
  everything
  skipped=1
  echo 'skipped: services of root: this is not root'
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
