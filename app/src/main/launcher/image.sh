#!/bin/sh
# Makes what the launcher runs, in a folder that can be moved or copied as a whole:
#
#   current      the id of the newest build, and the Java that built it
#   ID/          jars, their order (class-path), native libraries, ask.pl, start-up caches (aot); ID is a digest of all
#                that goes in. A running Firn keeps its folder; the one before stays until the next build.
#
# usage: JAVA_HOME=... image.sh FOLDER [--packaged]
#   --packaged   takes the jars that a full build has just made
set -eu

images=$1
packaged=${2-}
tree=$(cd "$(dirname "$0")/../../../.." && pwd -P)

say() { printf 'firn: %s\n' "$*" >&2; }

# Builds the jars, saying which module it is at.
package() {
  command -v mvn > /dev/null || { say 'needs Maven to build itself (Debian: apt-get install maven)'; exit 1; }
  [ -x "$JAVA_HOME/bin/javac" ] || { say "needs a whole JDK to build itself; $JAVA_HOME has no compiler"; exit 1; }
  say 'building ...'
  log=$images/build.log
  : > "$log"
  fetched=0
  rm -f "$images/built"
  { MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow -XX:TieredStopAtLevel=1 ${MAVEN_OPTS-}" \
    mvn -B -f "$tree/pom.xml" -Dquick -Dstyle.color=never -pl app -am package 2>&1 && : > "$images/built"; } |
    while IFS= read -r line; do
      printf '%s\n' "$line" >> "$log"
      case $line in
        *'Building firn-'*) line=${line#*Building firn-}; say "  ${line%% *}" ;;
        *Downloaded\ from*)
          fetched=$((fetched + 1))
          [ $((fetched % 50)) -ne 0 ] || say "  $fetched files fetched" ;;
      esac
    done
  if [ ! -e "$images/built" ]; then
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    say "could not be built; all messages are in $log"
    exit 1
  fi
}

# The jars in the order of the class path.
jars() {
  ls "$tree"/app/target/firn-app-*.jar
  tr ':' '\n' < "$tree/app/target/class-path.txt"
  echo
}

# A digest of all that the image and its caches depend on. Java 25.0.3 runs old code from a cache whose jars have changed
# (JDK-8377932), so a cache must never be found beside other jars.
digest() {
  {
    jars | while read -r jar; do [ -z "$jar" ] || cat "$jar"; done
    cat "$tree/firn" "$tree"/app/src/main/launcher/*
    (cd "$tree/app/src/main/training" && find . -type f | LC_ALL=C sort | xargs cat)
  } | sha256sum | cut -c 1-16
}

# The native libraries of this machine, unpacked once: the libraries would do it anew at every start.
unpack_native() {
  case $(uname -m) in
    x86_64 | amd64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) return 0 ;;
  esac
  [ "$(uname -s)" = Linux ] || return 0
  mkdir "$1/native" "$1/unpacked"
  (cd "$1/unpacked" && "$JAVA_HOME/bin/jar" xf "$1"/sqlite-jdbc-*.jar "org/sqlite/native/Linux/$machine/libsqlitejdbc.so")
  mv "$1/unpacked/org/sqlite/native/Linux/$machine/libsqlitejdbc.so" "$1/native/"
  rm -r "$1/unpacked"
}

# Takes the seal off the jar $1. A start-up cache remembers where the packages of sealed jars came from, and would refuse to take
# more of their classes from a folder that was moved.
unseal() {
  printf 'Sealed: false\n' > "$1.manifest"
  "$JAVA_HOME/bin/jar" --update --file "$1" --manifest "$1.manifest" 2> /dev/null
  rm "$1.manifest"
}

# Makes the start-up cache of one family of commands by running those of a file, where WORLD stands for a folder that is deleted
# afterwards: train IMAGE FAMILY FILE.
# The options are those of the launcher.
train() {
  cache=$1/aot/$2-$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$JAVA_HOME/release")
  [ ! -e "$cache" ] || return 0
  classes=
  while read -r jar; do classes=$classes:$1/$jar; done < "$1/class-path"
  # In a world of their own: the commands write to a store, and what the user has set is not for them.
  world=$1/train-$2
  mkdir "$world"
  sed "s|WORLD|$world|g" "$3" > "$world/commands"
  (cd "$tree" && env -i "HOME=$world" FIRN_RESIDENT=0 "FIRN_STATE_DIR=$world/deployments" NIX_CONF_DIR=/nonexistent XDG_CONFIG_DIRS=/nonexistent "NIX_STORE_DIR=$world/store" \
    "NIX_STATE_DIR=$world/state" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xlog:disable "-XX:AOTCacheOutput=$cache.new" \
    --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=$1/native" \
    "-Dorg.sqlite.tmpdir=$1/native" \
    -cp "${classes#:}" dev.firn.app.cli.Main --train "$world/commands" < /dev/null > "$cache.log" 2>&1) || true
  rm -rf "$world"
  if [ -e "$cache.new" ]; then
    rm -f "$cache.log"
    mv "$cache.new" "$cache"
  else
    say "made no start-up cache, so starts are slower; see $cache.log"
  fi
}

# Puts the jars together under the id $1.
assemble() {
  new=$images/$1.new
  rm -rf "$new"
  mkdir -p "$new/aot"
  jars | while read -r jar; do
    [ -n "$jar" ] || continue
    cp "$jar" "$new/" || exit
    printf '%s\n' "${jar##*/}" >> "$new/class-path"
  done || exit
  unseal "$new"/xz-*.jar
  unpack_native "$new"
  cp "$tree/app/src/main/launcher/ask.pl" "$new/"
  mv "$new" "$images/$1"
}

case $images in *:*) say "cannot live in a folder with ':' in its name: $images"; exit 1 ;; esac
mkdir -p "$images"
images=$(cd "$images" && pwd -P)

# One build at a time; who waited takes what the other has built.
exec 9> "$images/lock"
if command -v flock > /dev/null && ! flock -n 9; then
  say 'waiting for another build of the same tree ...'
  flock 9
  [ -n "$packaged" ] || exec "$tree/firn" --version > /dev/null 9>&-
fi

# What is changed while this runs is newer than the build.
: > "$images/started"
[ -n "$packaged" ] || package
id=$(digest)
[ -d "$images/$id" ] || assemble "$id"
[ -n "$packaged" ] || say '  start-up caches'
train "$images/$id" light "$tree/app/src/main/launcher/train-light" &
train "$images/$id" store "$tree/app/src/main/launcher/train-store" &
train "$images/$id" full "$tree/app/src/main/launcher/train-full" &
wait

previous=$(sed -n 1p "$images/current" 2> /dev/null || true)
printf '%s\n%s\n' "$id" "$JAVA_HOME" > "$images/current.new"
touch -r "$images/started" "$images/current.new"
mv "$images/current.new" "$images/current"
for old in "$images"/*/; do
  case $old in
    "$images/$id/" | "$images/$previous/") ;;
    *) rm -rf "$old" ;;
  esac
done
