#!/bin/sh
# Tests the resident evaluator: real processes, as a user has them.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
passed=0
failed=0

# Ends the evaluator, whose number is in the file that it has locked.
end_evaluator() {
  for lock in "$work"/run/firn/*.lock; do
    [ ! -s "$lock" ] || kill "$@" "$(cat "$lock")" 2> /dev/null
  done
}
trap 'end_evaluator; rm -rf "$work"' EXIT

# check WHAT EXPECTED ACTUAL
check() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'failed: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

# within SECONDS COMMAND...: whether it succeeds at last.
within() {
  left=$(($1 * 10))
  shift
  while ! "$@" > /dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo no; return; }
    sleep 0.1
  done
  echo yes
}

listens() { [ -n "$(find "$work/run/firn" -name '*.socket')" ]; }
silent() { ! listens; }
# Whether an evaluator answers: without one there is no answer.
answered() { [ "$(FIRN_JAVA_OPTIONS=-XX:NoSuchOption "$firn" eval a.nix)" = 2 ]; }

mkdir "$work/run" "$work/dir"
export XDG_RUNTIME_DIR="$work/run" NIX_STORE_DIR="$work/store" NIX_STATE_DIR="$work/state" FIRN_RESIDENT=1
cd "$work/dir" || exit 1
firn=$tree/firn
echo 1 > a.nix

check 'the first command needs no evaluator' 1 "$("$firn" eval a.nix)"
check 'and starts one' yes "$(within 60 listens)"
check 'which only its user can reach' '700 600' "$(stat -c %a "$work/run/firn") $(stat -c %a "$work"/run/firn/*.socket)"
check 'the next is answered' 1 "$("$firn" eval a.nix)"
check 'without Java' 1 "$(FIRN_JAVA_OPTIONS=-XX:NoSuchOption "$firn" eval a.nix)"
check 'under the names of Nix too' 1 "$(FIRN_JAVA_OPTIONS=-XX:NoSuchOption "$firn" nix-instantiate --eval a.nix)"
check 'unless the user wants none' 1 "$("$firn" eval --no-resident a.nix)"
check 'for the command' 1 "$(FIRN_JAVA_OPTIONS=-XX:NoSuchOption "$firn" eval --no-resident a.nix > /dev/null 2>&1; echo $?)"
check 'or at all' 1 "$(FIRN_RESIDENT=0 FIRN_JAVA_OPTIONS=-XX:NoSuchOption "$firn" eval a.nix > /dev/null 2>&1; echo $?)"
check 'statistics are those of a process of its own' '1 1' "$("$firn" eval --stats a.nix 2> "$work/stats.json") $(grep -c '"nrFunctionCalls": 0,' "$work/stats.json")"
check 'a full disk is said' 'error: writing to standard output: No space left on device' "$("$firn" eval a.nix 2>&1 > /dev/full)"
echo 2 > a.nix
check 'always as things are now' 2 "$("$firn" eval a.nix)"
check 'in the folder where it was given' '"a.nix"' "$("$firn" eval -E 'builtins.concatStringsSep " " (builtins.attrNames (builtins.readDir ./.))')"
check 'with its environment' '"x y"' "$(VARIABLE='x y' "$firn" eval -E 'builtins.getEnv "VARIABLE"')"
check 'with its standard input' 3 "$(echo 1+2 | "$firn" eval -)"
check 'errors and statuses are the same' "$(FIRN_RESIDENT=0 "$firn" eval -E 'throw "x"' 2>&1; echo $?)" "$("$firn" eval -E 'throw "x"' 2>&1; echo $?)"
check 'bytes stay as they are' "$(printf '"\377"')" "$("$firn" eval -E "$(printf '"\377"')")"
derivation='derivation { name = "x"; system = "s"; builder = "b"; }'
check 'derivations are written' "$(FIRN_RESIDENT=0 "$firn" instantiate -E "$derivation" 2> /dev/null)" "$("$firn" instantiate -E "$derivation" 2> /dev/null)"

"$firn" eval -E 'let f = x: f (x + 1); in builtins.foldl'"'"' (a: b: a + b) 0 (builtins.genList (x: builtins.length (builtins.genList (y: y) 1000000)) 100000)' > out 2>&1 &
endless=$!
sleep 1
kill -TERM "$endless"
wait "$endless" 2> /dev/null
check 'a command that was ended ends' 2 "$("$firn" eval a.nix)"

# Declarations of what shall run.
export FIRN_STATE_DIR="$work/deployments"
mkdir model
cat > model/processes.nix << 'END'
{ ... }@args:
let firn = import <firn> args; in
{
  sleeper.pkg = firn.createManagedProcess {
    name = "sleeper";
    foregroundProcess = "/bin/sleep";
    args = [ (import ./seconds.nix) ];
  };
}
END
for seconds in 1 2 3; do
  echo "$seconds" > model/seconds.nix
  check "the plan is that of a process of its own ($seconds)" "$(FIRN_RESIDENT=0 "$firn" plan model 2>&1; echo $?)" "$("$firn" plan model 2>&1; echo $?)"
done
echo 'throw "no seconds"' > model/seconds.nix
check 'and so is what is wrong' "$(FIRN_RESIDENT=0 "$firn" plan model 2>&1; echo $?)" "$("$firn" plan model 2>&1; echo $?)"
echo 'builtins.trace "read" (throw "no seconds")' > model/seconds.nix
check 'which is found out once' '1 1' "$("$firn" plan model > out 2>&1; echo $? "$(grep -c 'trace: read' out)")"
check 'what the settings say is told once' "$(NIX_CONFIG='no-such = 1' FIRN_RESIDENT=0 "$firn" plan model 2>&1; echo $?)" "$(NIX_CONFIG='no-such = 1' "$firn" plan model 2>&1; echo $?)"
# Else root's deployments would make a user.
privileged=
[ "$(id -u)" -ne 0 ] || privileged=--privileged
# shellcheck disable=SC2086 # no word if it is empty
check 'what is changed is changed by the command' 'nothing: generation 1' "$("$firn" apply $privileged --state-dir "$work/data" --name nothing "$tree/app/src/main/training/nothing.nix" 2>&1 | grep generation)"
evaluator=$(tr -d ' ' < "$(ls "$work"/run/firn/*.lock)")
check 'an evaluator holds nothing of a deployment' 0 "$(find "/proc/$evaluator/fd" -lname "$work/deployments*" | wc -l)"
check 'no folder' / "$(readlink "/proc/$evaluator/cwd")"
check 'no terminal' '0 /dev/null /dev/null /dev/null' \
  "$(cut -d ' ' -f 7 "/proc/$evaluator/stat") $(readlink "/proc/$evaluator/fd/0") $(readlink "/proc/$evaluator/fd/1") $(readlink "/proc/$evaluator/fd/2")"
"$firn" destroy nothing --purge --yes > /dev/null
if [ "$(id -u)" -eq 0 ]; then
  chmod 711 "$work"
  check 'nobody else reaches it' 1 "$(setpriv --reuid=65534 --regid=65534 --clear-groups perl -MSocket -e \
    'socket my $s, PF_UNIX, SOCK_STREAM, 0; exit(connect($s, pack_sockaddr_un($ARGV[0])) ? 0 : 1)' "$work"/run/firn/*.socket; echo $?)"
fi
echo 4 > model/seconds.nix
alone=$(FIRN_RESIDENT=0 "$firn" plan model 2>&1)
end_evaluator -STOP
"$firn" plan model > planned 2>&1 &
asking=$!
sleep 3
check 'a command waits for its evaluator' yes "$(kill -0 "$asking" && echo yes)"
end_evaluator -KILL
wait "$asking"
check 'and goes on alone when that is killed' "$alone" "$(cat planned)"

end_evaluator -KILL
check 'without its evaluator, a command runs alone' 2 "$("$firn" eval a.nix)"
check 'and starts another, which answers' yes "$(within 60 answered)"
rm "$work"/run/firn/*.socket
check 'an evaluator that nobody can reach ends' yes "$(within 60 sh -c '! kill -0 "$(cat "$1"/run/firn/*.lock)"' sh "$work")"
chmod 755 "$work/run/firn"
check 'a folder that others can enter is not used' 2 "$("$firn" eval a.nix)"
check 'nothing is started there' yes "$(sleep 1; silent && echo yes)"

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
