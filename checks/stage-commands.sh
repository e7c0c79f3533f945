#!/bin/sh
# Tests the commands as processes: what only the system can do to them.
set -u
tree=$(cd "$(dirname "$0")/.." && pwd -P)
firn=$tree/firn
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
trap '' PIPE
passed=0
failed=0
skipped=0

# check WHAT EXPECTED ACTUAL
check() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'failed: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

skip() {
  skipped=$((skipped + 1))
  printf 'skipped: %s: %s\n' "$1" "$2"
}

export HOME="$work" NIX_REMOTE=dummy:// NIX_CONF_DIR=/nonexistent XDG_CONFIG_DIRS=/nonexistent

# Standard output that takes no more.
check 'says that its output is closed' \
  'error: writing to standard output: Bad file descriptor
1' "$({ "$firn" eval -E 1 >&-; } 2>&1; echo $?)"
check 'says that a disk is full' 'error: writing to standard output: No space left on device
1' "$({ "$firn" eval -E 1 > /dev/full; } 2>&1; echo $?)"
check 'says that its reader went' 'error: writing to standard output: Broken pipe' \
  "$({ "$firn" eval -E 'builtins.genList (x: x) 200000' | head -c 1 > /dev/null; } 2>&1)"

# Bytes, whatever the locale.
odd=$(printf 'odd \377\303\244')
printf '"\377" + "%s"' x > "$odd.nix"
for locale in C C.UTF-8; do
  check "names and strings are bytes in $locale" "$(printf '"\377x"')" "$(LC_ALL=$locale "$firn" eval "$odd.nix" 2>&1)"
  check "arguments are bytes in $locale" "$odd" "$(LC_ALL=$locale "$firn" eval --raw --argstr x "$odd" -E '{ x }: x' 2>&1)"
  check "variables are bytes in $locale" "$odd" "$(LC_ALL=$locale ODD=$odd "$firn" eval --raw -E 'builtins.getEnv "ODD"' 2>&1)"
  check "messages are bytes in $locale" "error: path '$work/$odd' does not exist" "$(LC_ALL=$locale "$firn" eval "$odd" 2>&1)"
done
mkdir "$odd" && echo ./here > "$odd/default.nix"
check 'folders are bytes' "$work/$odd/here" "$(cd "$odd" && LC_ALL=C "$firn" eval 2>&1)"

# Files that are hard to read.
head -c 100000000 /dev/zero | tr '\0' ' ' > large.nix
echo '1 + 1' >> large.nix
check 'reads a file of 100 MB' 2 "$("$firn" eval large.nix 2>&1)"
head -c 100000000 /dev/zero | tr '\0' '(' > large.nix
check 'refuses one that is nested without end, in few words' 'error: expression is nested too deeply, more than 20000 levels' \
  "$("$firn" eval large.nix 2>&1 | head -n 1)"
check 'and in few bytes' yes "$([ "$("$firn" eval large.nix 2>&1 | wc -c)" -lt 5000 ] && echo yes)"
rm large.nix
check 'refuses a folder without default.nix' "error: path '$work/empty/default.nix' does not exist" "$(mkdir empty; "$firn" eval empty 2>&1)"
ln -s one two && ln -s two one
check 'refuses links in a circle' 'error: too many symbolic links' "$("$firn" eval one 2>&1 | cut -d' ' -f1-5)"
echo 1 > secret.nix && chmod 0 secret.nix
if [ "$(id -u)" -ne 0 ]; then
  check 'refuses what may not be read' "error: opening '$work/secret.nix': Permission denied" "$("$firn" eval secret.nix 2>&1)"
elif command -v setpriv > /dev/null; then
  chmod 755 "$work"
  check 'refuses what may not be read' "error: opening '$work/secret.nix': Permission denied" \
    "$(setpriv --reuid=65534 --regid=65534 --clear-groups "$firn" eval secret.nix 2>&1)"
else
  skip 'files without permission' 'there is no setpriv'
fi
check 'memory that runs out is an error' "error: out of memory (FIRN_JAVA_OPTIONS=-Xmx8g gives more)" \
  "$(FIRN_JAVA_OPTIONS=-Xmx32m "$firn" eval -E "builtins.length (builtins.foldl' (l: _: l ++ l) [ 1 ] (builtins.genList (x: x) 30))" 2>&1)"

# Java never shows.
check 'deep recursion is an error of the language' 'error: stack overflow; max-call-depth exceeded' \
  "$("$firn" eval -E 'let f = x: 1 + f x; in f 1' 2>&1 | grep -o 'error: stack.*')"
check 'a million deep is no problem' 1000000 \
  "$("$firn" eval --option max-call-depth 2000000 -E 'let f = n: if n == 0 then 0 else 1 + f (n - 1); in f 1000000' 2>&1)"

# Signals.
endless="let l = builtins.genList (x: x) 1000; f = n: if n == 0 then 0 else builtins.foldl' (a: _: f (n - 1)) 0 l; in"
endless="$endless builtins.trace \"started\" (f 9)"
# interrupted SIGNAL COMMAND...: what a command says that gets a signal while it evaluates, and its exit status
interrupted() {
  signal=$1
  shift
  rm -f said
  env --default-signal=INT,TERM,HUP "$@" > /dev/null 2> said &
  tries=0
  until grep -q started said 2> /dev/null || [ $tries -ge 600 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  kill -s "$signal" $!
  wait $!
  echo "$(grep -v started said) $?"
}
check 'Ctrl-C ends an evaluation' 'error: interrupted by the user 130' "$(interrupted INT "$firn" eval -E "$endless")"
check 'with helpers, too' 'error: interrupted by the user 130' "$(interrupted INT "$firn" eval --threads 2 -E "[ ($endless) ]")"
check 'so does SIGTERM' 'error: interrupted by the user 143' "$(interrupted TERM "$firn" instantiate -E "$endless")"
check 'and SIGHUP' 'error: interrupted by the user 129' "$(interrupted HUP "$firn" repl -E "$endless")"
check "under Nix's names the status is Nix's" 'error: interrupted by the user 1' \
  "$(interrupted INT "$firn" nix-instantiate --eval -E "$endless")"

# Exit statuses: the table in docs/cli/README.md.
# status EXPECTED COMMAND...
status() {
  expected=$1
  shift
  check "status of firn $*" "$expected" "$("$firn" "$@" < /dev/null > /dev/null 2>&1; echo $?)"
}
derivation='derivation { name = "a"; system = "b"; builder = "c"; }'
for good in '--version' '--help' 'eval -E 1' 'eval --help' 'parse -E 1' 'repl' 'repl -E {}' 'nix-instantiate --eval -E 1' 'completion bash'; do
  # shellcheck disable=SC2086 # words
  status 0 $good
done
status 0 instantiate --readonly-mode -E "$derivation"
status 0 nix-instantiate --readonly-mode -E "$derivation"
for bad in 'nonsense' '--nonsense' 'eval --nonsense' 'eval -E (' 'eval -E {}.a' 'eval none.nix' 'eval --option nonsense' 'parse -E (' 'parse none.nix' \
  'instantiate -E 1' 'instantiate none.nix' 'repl none.nix' 'nix-instantiate -E 1' 'nix-instantiate --eval -E (' 'completion tcsh'; do
  # shellcheck disable=SC2086 # words
  status 1 $bad
done
echo text > fetched
wrong="builtins.fetchurl { url = \"file://$work/fetched\"; sha256 = \"0000000000000000000000000000000000000000000000000000\"; }"
for command in eval instantiate 'nix-instantiate --eval'; do
  # shellcheck disable=SC2086 # words
  status 102 $command -E "$wrong"
done

# The name it is called by.
ln -s "$firn" nix-instantiate
check 'is nix-instantiate under that name' '[ 1 <CODE> ]' "$(./nix-instantiate --eval -E '[ 1 (1 + 1) ]' 2>&1)"
check 'and points to its own help' "Try 'nix-instantiate --help' for more information." "$(./nix-instantiate --nonsense 2>&1 | tail -n 1)"

# A terminal.
if command -v script > /dev/null; then
  mkfifo keys
  TERM=xterm timeout 300 script -qfec "env -u NO_COLOR $firn repl" typescript < keys > /dev/null 2>&1 &
  exec 4> keys
  # type LINE, once the prompt or text has come: after TEXT LINE
  after() {
    tries=0
    until grep -q "$1" typescript 2> /dev/null || [ $tries -ge 600 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    printf '%b' "$2" >&4
  }
  after 'firn> ' '{ a = 1;\r'
  after '    > ' 'b = [ 2 ]; }\r'
  after '\[ ... \]' 'x = { long_name = 17; }\r'
  after 'long_name' 'x.lo\tX\003'
  after 'long_nameX' 'x.lo\t\r'
  after '17.*' 'started = 5\r'
  after 'started = 5' "$endless\\r"
  after 'trace: started' '\003'
  after 'interrupted by' 'started * 7\r'
  after '35' ':q\r'
  wait $!
  exec 4>&-
  check 'the REPL greets on a terminal' "Firn $("$firn" --version | cut -d' ' -f2), as Nix 2.36.0" "$(grep -o 'Firn .*' typescript | tr -d '\r')"
  check 'prints values in colours' yes "$(grep -q "$(printf 'a = \033\\[36;1m1\033\\[0m;')" typescript && echo yes)"
  check 'completes attributes' yes "$(grep -q 'x.long_nameX' typescript && grep -q "$(printf '\033\\[36;1m17')" typescript && echo yes)"
  check 'Ctrl-C ends an evaluation, and not the REPL' yes "$(grep -q "$(printf '36;1m35')" typescript && echo yes)"
  check 'and keeps a history' yes "$(grep -q 'b = \[ 2 \]' "$work/.local/state/firn/repl-history" && echo yes)"
  check 'errors are in colours on a terminal' "$(printf '\033[31;1merror:\033[0m x')" \
    "$(TERM=xterm script -qec "$firn eval -E 'throw \"x\"'" /dev/null < /dev/null 2>&1 | tr -d '\r' | sed -n 's/^ *\(.*error:.* x\)$/\1/p')"
  check 'but not where they are not wanted' '' \
    "$(NO_COLOR=1 TERM=xterm script -qec "$firn eval -E 'throw \"x\"'" /dev/null < /dev/null 2>&1 | grep "$(printf '\033')")"
else
  skip 'terminals' 'there is no script (Debian: bsdutils)'
fi

# Shell completions.
# words_of SHELL: what that shell makes of "ev" and of "--str"
words_of() {
  case $1 in
    bash)
      # shellcheck disable=SC2016 # for the other shell
      bash -c '. ./completion.bash
        COMP_WORDS=(firn ev) COMP_CWORD=1; _firn; printf "%s " "${COMPREPLY[@]}"
        COMP_WORDS=(firn eval --str) COMP_CWORD=2; _firn; printf "%s" "${COMPREPLY[@]}"' ;;
    fish) fish -c '. ./completion.fish; complete -C "firn ev"; complete -C "firn eval --str"' | cut -f 1 | paste -s -d ' ' ;;
    zsh)
      mkdir functions && cp completion.zsh functions/_firn
      # Types into a zsh that believes to be on a terminal.
      # shellcheck disable=SC2016 # for the other shell
      timeout 300 zsh -f -c 'zmodload zsh/zpty
        zpty shell "TERM=dumb zsh -f -i"
        zpty -w shell "fpath=($PWD/functions \$fpath); autoload -U compinit; compinit -D -u"
        zpty -w shell "zle-line-init() { print -n rea\"\"dy }; zle -N zle-line-init"
        zpty -r shell typed "*ready*"
        zpty -w -n shell $'"'firn ev\\t--str\\tX'"'
        zpty -r shell typed "*--strict*X*"
        print -r -- "$typed"' | grep -o 'firn eval.*X' | tr -d '\b\r' | sed 's/^firn //; s/ *X$//; s/  */ /g' ;;
  esac
}
for shell in bash zsh fish; do
  if command -v "$shell" > /dev/null; then
    "$firn" completion "$shell" > "completion.$shell"
    check "$shell can read its completion" '' "$("$shell" -n "completion.$shell" 2>&1)"
    check "$shell completes commands and options" 'eval --strict' "$(words_of "$shell")"
  else
    skip "completion for $shell" "there is no $shell"
  fi
done

printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
