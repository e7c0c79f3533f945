#!/bin/sh
# Tests the launcher: from outside, as a shell and a person call it.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check WHAT EXPECTED ACTUAL
check() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'failed: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

# An installed copy, in a folder whose name is no single word.
copy="$work/in stalled"
mkdir "$copy"
cp -p "$tree/firn" "$copy/"
cp -Rp "$tree/target/image" "$copy/lib"
version=$("$tree/firn" --version 2>&1)

# A Java that says how it was called: fake_java FOLDER VERSION.
fake_java() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Nobody"\nJAVA_RUNTIME_VERSION="%s.0.1+2"\nJAVA_VERSION="%s.0.1"\n' "$2" "$2" > "$1/release"
  cat > "$1/bin/java" << 'END'
#!/bin/sh
while [ $# -gt 0 ] && [ "$1" != dev.firn.app.cli.Main ]; do shift; done
shift
for word; do printf '<%s>' "$word"; done
cat
exit 7
END
  chmod +x "$1/bin/java"
}
fake_java "$work/new java" 26
fake_java "$work/old" 24
ln -s "$copy/firn" "$work/nix-instantiate"
mkdir "$work/links"
ln -s ../nix-instantiate "$work/links/nix-build"

check 'prints its version' "firn $(sed -n 's/.*String FIRN = "\(.*\)".*/\1/p' "$tree/app/src/main/java/dev/firn/app/cli/Version.java")" "$version"
check 'an installed copy runs, away from its tree' "$version" "$(cd / && "$copy/firn" --version 2>&1)"
check 'is found on PATH' "$version" "$(cd / && PATH="$copy:$PATH" && firn --version 2>&1)"
check 'is run by a shell' "$version" "$(cd "$copy" && sh firn --version 2>&1)"
check 'runs with an empty environment' "$version" "$(env -i "$copy/firn" --version 2>&1)"
check 'the start-up cache of light commands is taken' "$version" "$(FIRN_JAVA_OPTIONS=-XX:AOTMode=on "$copy/firn" --version 2>&1)"
check 'that of stores is taken, also without the second compiler' nix-archive \
  "$(FIRN_JAVA_OPTIONS=-XX:AOTMode=on "$copy/firn" nix-store --dump "$tree/firn" | tr -d '\0' | grep -ao nix-archive | sed -n 1p)"
check 'the start-up cache of full commands is there' 1 "$(find "$copy/lib/$(sed -n 1p "$copy/lib/current")/aot" -name 'full-*' ! -name '*.log' | wc -l)"
store=$(NIX_STORE_DIR="$work/store" NIX_STATE_DIR="$work/state" "$copy/firn" store add "$tree/firn")
check 'an installed copy compresses, with a library that has packages of its own' 0 "$(NIX_STORE_DIR="$work/store" NIX_STATE_DIR="$work/state" \
  "$copy/firn" copy --to "file://$work/cache?compression=xz" "$store" > /dev/null 2>&1; echo $?)"
rm "$copy/lib/$(sed -n 1p "$copy/lib/current")"/aot/*
NIX_STORE_DIR="$work/no store" NIX_STATE_DIR="$work/no state" JAVA_HOME=$("$tree/firn" --java-home) \
  sh "$tree/app/src/main/launcher/image.sh" "$copy/lib" --packaged > /dev/null 2>&1 < /dev/null
check 'start-up caches are made again' "$version" "$(FIRN_JAVA_OPTIONS=-XX:AOTMode=on "$copy/firn" --version 2>&1)"
check 'that touches no store of the user' '' "$(ls -d "$work/no store" "$work/no state" 2> /dev/null)"

export FIRN_JAVA_HOME="$work/new java"
check 'passes words on as they are' "<a b><><*><$(printf '\377')>" "$("$copy/firn" 'a b' '' '*' "$(printf '\377')" < /dev/null)"
check 'leaves standard input alone' '<x>input' "$(printf input | "$copy/firn" x)"
check 'gives the exit code' 7 "$("$copy/firn" < /dev/null > /dev/null; echo $?)"
check 'tells the name it was called by' '<--called-as><nix-instantiate><--eval>' "$("$work/nix-instantiate" --eval < /dev/null)"
check 'follows links to links' '<--called-as><nix-build>' "$(cd "$work/links" && ./nix-build < /dev/null)"
check 'says which Java it takes' "$work/new java" "$("$copy/firn" --java-home)"
FIRN_JAVA_HOME="$work/old"
check 'refuses an old Java that was named' "firn: FIRN_JAVA_HOME=$work/old is no Java 25 or newer" "$("$copy/firn" 2>&1)"
unset FIRN_JAVA_HOME
check 'passes over an old JAVA_HOME' "$version" "$(JAVA_HOME="$work/old" "$copy/firn" --version 2>&1)"
check 'takes a new JAVA_HOME' '<x>' "$(JAVA_HOME="$work/new java" "$copy/firn" x < /dev/null 2>&1)"

# A source tree of its own, to see when it builds.
mkdir "$work/tree"
(cd "$tree" && tar -cf - --anchored --no-wildcards-match-slash --exclude=./target --exclude='./*/target' --exclude=./.git .) | (cd "$work/tree" && tar -xf -)
check 'builds on first use, and says so' 'firn: building ...' "$("$work/tree/firn" --version 2>&1 | sed -n 1p)"
check 'does not build again' "$version" "$("$work/tree/firn" --version 2>&1)"
main=$work/tree/app/src/main/java/dev/firn/app/cli/Version.java
sleep 1 # file times may be whole seconds
sed 's/FIRN = "/FIRN = "changed-/' "$main" > "$work/changed" && cat "$work/changed" > "$main"
check 'runs changed sources, in spite of caches' "firn changed-${version#firn }" "$("$work/tree/firn" --version 2> /dev/null)"
sleep 1
echo 'no Java' >> "$main"
check 'says that it cannot be built' 'firn: could not be built' "$("$work/tree/firn" --version 2>&1 | sed -n '$s/;.*//p')"
"$work/tree/firn" --version > /dev/null 2>&1
check 'fails when it cannot be built' 1 $?

printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
