#!/bin/bash
# Brings examples/webapps (six web applications behind two proxies) through a whole life under each real process manager, as root and as an
# ordinary user: deployed, changed, broken and undone, rolled back, removed. Each case has a world of its own, in which nothing else runs
# and of which nothing stays.
#
# usage: stage-managers.sh [MANAGER:USER:PLACE...]     see cases
set -u
cd "$(dirname "$0")/.." || exit 1

# Manager, who deploys, and where: on this machine, or on a Debian that is booted.
cases='embedded:root:machine embedded:user:machine systemd:root:machine systemd:user:machine docker:root:here docker:user:here s6-rc:root:here s6-rc:user:here embedded:root:here embedded:user:here
  supervisord:root:here supervisord:user:here sysvinit:root:here sysvinit:user:here'

# So many at once: most of their time they wait.
width=2

refuse() { # refuse WHY: nothing can be tried here
  echo "skipped: process managers: $1"
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
}
[ "$(id -u)" -eq 0 ] || refuse 'this is not root: worlds of their own, users and managers of a machine need it'
missing=
for program in unshare ip curl nginx perl; do command -v "$program" > /dev/null || missing="$missing $program"; done
[ -z "$missing" ] || refuse "this machine has no$missing"
unshare --mount --pid --net --ipc --uts --fork --mount-proc sh -c 'mount -t tmpfs world /mnt && mkdir /mnt/changed /mnt/scratch &&
  mount -t overlay -o lowerdir=/etc,upperdir=/mnt/changed,workdir=/mnt/scratch overlay /etc' || refuse 'this machine allows no worlds of their own'

# Compiles what stands in for s6-rc in the tests, into the folder that is given.
stand_in() {
  local build java jars=
  { read -r build; read -r java; } < target/image/current
  while read -r jar; do jars=$jars:/mnt/firn/lib/$build/$jar; done < "target/image/$build/class-path"
  mkdir "$1"
  "$java/bin/javac" -d "$1" -cp "$(printf %s "$jars" | sed 's|:/mnt/firn/lib|:target/image|g')" -proc:none \
    process/src/test/java/dev/firn/process/manager/s6rc/{StandIn,Definitions}.java
  echo "/mnt/firn/stand-in$jars" > "$1/class-path"
}

work=$(mktemp -d)
finish() {
  local job
  for job in $(jobs -rp); do kill -9 "$job"; done
  wait
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# lacks CASE: prints a program that a case needs and that is not there; fails if none is missing.
lacks() {
  local program programs
  case $1 in
    *:machine) programs='systemd-nspawn debootstrap' ;;
    supervisord:*) programs=supervisord ;;
    sysvinit:*) programs='start-stop-daemon update-rc.d' ;;
    s6-rc:*) programs='s6-svscan execlineb' ;;
    docker:*) programs='dockerd docker' ;;
    *) programs= ;;
  esac
  for program in $programs; do command -v "$program" > /dev/null || { echo "$program"; return; }; done
  return 1
}

# A copy that everybody may read, as one would install it.
mkdir "$work/firn" && cp -r target/image "$work/firn/lib" && cp -p firn "$work/firn/" && cp -r examples/webapps "$work/model"
cp -r checks/managers "$work/checks"
cp image/src/test/resources/dockerd.json "$work/firn/"
stand_in "$work/firn/stand-in"
chmod -R go+rX "$work"

# shellcheck disable=SC2086 # words
set -- ${*:-$cases}
for case; do
  if why=$(lacks "$case"); then
    echo "skipped: $case: this machine has no $why"
    echo '0 passed, 0 failed, 1 skipped' > "$work/$case.out"
    continue
  fi
  while [ "$(jobs -rp | wc -l)" -ge "$width" ]; do wait -n; done
  unshare --mount --pid --net --ipc --uts --fork --mount-proc --kill-child \
    bash "$work/checks/case.sh" "$work" "${case//:/ }" > "$work/$case.out" 2>&1 < /dev/null &
done
wait
cat "$work"/*.out | grep -Ev '^[0-9]+ passed, '
cat "$work"/*.out | awk -v cases=$# '
  /^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { ends++; passed += $1; failed += $3; skipped += $5 }
  END {
    # A case that was ended says nothing.
    failed += cases - ends
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
    exit failed > 0
  }'
