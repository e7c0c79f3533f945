#!/bin/bash
# An ordinary user, beside a store of the machine that he may not write to, has stores of his own: as root this runs as a user who owns
# nothing. Builds there, asks, collects and verifies. Leaves no process or file.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
passed=0 failed=0

# A copy that others may read.
"$tree/firn" --version > /dev/null || exit 1
mkdir "$work/firn"
cp -r "$tree/target/image" "$work/firn/lib"
cp -p "$tree/firn" "$work/firn/"
for name in nix-build nix-store; do ln -s firn "$work/firn/$name"; done
mkdir "$work/home"
chmod -R go+rX "$work"
as=()
if [ "$(id -u)" -eq 0 ]; then
  as=(setpriv --reuid=65533 --regid=65533 --clear-groups)
  chown 65533 "$work/home"
fi

user() { # user PROGRAM ARGUMENT...: in a world of his own
  (cd "$work/home" && timeout 300 "${as[@]}" env -i PATH="$PATH" HOME="$work/home" NIX_CONF_DIR=/nonexistent XDG_CONFIG_DIRS=/nonexistent \
    "JAVA_HOME=${JAVA_HOME-}" TMPDIR="$work/home" FIRN_RESIDENT=0 "$work/firn/$1" "${@:2}" 2> "$work/errors")
}
check() { # check WHAT EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'failed: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
    tail -n 5 "$work/errors" | sed 's/^/  | /'
  fi
}

cat > "$work/home/two.nix" <<'END'
let
  make = name: text: derivation {
    inherit name text;
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [ "-c" "echo \"$text\" > $out" ];
  };
in make "second" "after ${make "first" "one"}"
END
out=$(user firn build two.nix -o result)
own=$work/home/.local/share/nix/root
check 'the path is one of the usual store' /nix/store "${out%/*}"
check 'its file is in his own' 'after /nix/store' "$(cut -d- -f1 "$own$out" | sed 's|/[^/]*$||')"
check 'what is there is not in the machine'"'"'s' '' \
  "$(for file in "$own/nix/store"/*; do [ ! -e "/nix/store/${file##*/}" ] || echo "$file"; done)"
check 'the same again builds nothing' "$out" "$(user nix-build two.nix --no-out-link)"
check 'what refers to what' 2 "$(user nix-store -qR "$out" | wc -l)"
check 'all is sound' '' "$(user nix-store --verify --check-contents && grep -i 'error\|modified\|missing' "$work/errors")"
check 'the link keeps it' "$out" "$(user nix-store --gc > /dev/null; user nix-store --check-validity "$out" && echo "$out")"
rm "$work/home/result"
check 'without it all goes' 0 "$(user nix-store --gc > /dev/null; find "$own/nix/store" -mindepth 1 -maxdepth 1 ! -name .links | wc -l)"
plain=$(user firn build --store prefix:// two.nix --no-link)
check 'a plain folder has other paths' yes "$([ -n "$plain" ] && [ "${plain##*/}" != "${out##*/}" ] && echo yes)"
check 'which are where they say' "after ${plain%/*}" "$(cut -d- -f1 "$plain" | sed 's|/[^/]*$||')"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
