#!/bin/sh
# Prints the folder of a small Debian with systemd, which tests boot and do not change. It is made once for a machine.
set -eu
cache=/var/cache/firn-tests
tree=$cache/debian-systemd-2
if [ ! -d "$tree" ]; then
  mkdir -p "$cache"
  # Whoever comes meanwhile waits.
  exec 9> "$cache/lock"
  flock 9
  if [ ! -d "$tree" ]; then
    fresh=$cache/new.$$
    # A mirror may be busy.
    tries=3
    until debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,libpam-systemd,perl-base bookworm "$fresh" http://deb.debian.org/debian \
      > "$cache/debootstrap.log" 2>&1; do
      rm -rf --one-file-system "$fresh"
      tries=$((tries - 1))
      [ "$tries" -gt 0 ] || { tail -n 20 "$cache/debootstrap.log" >&2; exit 1; }
    done
    chmod 755 "$fresh"
    mv "$fresh" "$tree"
  fi
fi
printf '%s\n' "$tree"
