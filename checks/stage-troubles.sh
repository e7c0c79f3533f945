#!/bin/bash
# What else goes wrong with deployments of real processes: several commands at once, a supervisor that is killed meanwhile, bad declarations, a
# full disk, managers that are not there. Each ends with a clear message and its exit status, and with exactly one version, whole.
set -u

seed=${1:-$RANDOM}
# shellcheck source=checks/five-processes.sh
. "$(dirname "$0")/five-processes.sh"

# check WHAT COMMAND...
check() {
  if "${@:2}"; then echo passed >> "$home/results"; else
    echo failed >> "$home/results"
    echo "FAILED: $manager: $1"
    what_is
    tail -n 20 "$home"/out*
  fi
}
# exits STATUSES TEXT ARGUMENT...: firn has one of those exit statuses and says that
exits() {
  local status
  firn "${@:3}"
  status=$?
  case " $1 " in *" $status "*) grep -q -e "$2" "$home/out" && return ;; esac
  echo "exit status $status instead of $1, or no '$2': firn ${*:3}"
  return 1
}

# background NUMBER ARGUMENT...: begins a command
background() {
  command_line "${@:2}"
  "${line[@]}" > "$home/out$1" 2>&1 &
  pids[$1]=$!
}
# ended NUMBER STATUS...: waits for it; its exit status is one of those, and if that is 6, it said who is in the way
ended() {
  local status each
  wait "${pids[$1]}"
  status=$?
  statuses[$1]=$status
  for each in "${@:2}"; do
    [ $status -ne "$each" ] || { [ $status -ne 6 ] || grep -q 'is being changed' "$home/out$1"; } && [ $status -eq "$each" ] && return
  done
  echo "exit status $status instead of ${*:2}"
  return 1
}
version() { options_now=("${options[@]:0:4}" --argstr version "$1" "$home/model"); }
deploy() { version "$1" && firn apply "${options_now[@]}"; }

# Whatever was said last is what is there: the second one came later, or the first one alone.
two_applies() {
  version 2 && background 1 apply "${options_now[@]}"
  version 3 && background 2 apply "${options_now[@]}"
  check 'the first of two' ended 1 0 6
  check 'the second of two' ended 2 0 6
  case ${statuses[1]}:${statuses[2]} in
    0:0) check 'exactly one of two' becomes 2 3 ;;
    0:*) check 'the first alone' becomes 2 ;;
    *) check 'the second alone' becomes 3 ;;
  esac
}

apply_and_destroy() {
  deploy 1
  version 2 && background 1 apply "${options_now[@]}"
  background 2 destroy five
  check 'apply beside destroy' ended 1 0 6
  check 'destroy beside apply' ended 2 0 6
  check 'all or nothing' becomes 2 none
}

apply_and_recover() {
  deploy 1
  version 2 && background 1 apply "${options_now[@]}"
  await 2 "${pids[1]}"
  background 2 recover five
  check 'apply beside recover' ended 1 0
  check 'recover beside apply' ended 2 0 6
  check 'recover undoes nothing that somebody is at' becomes 2
}

# Another deployment, of the same user on the same machine.
two_deployments() {
  deploy 1
  mkdir -p "$home/other"
  sed -e "s|KILLS_OF = \"$home=|KILLS_OF = \"$home=other-|" -e '/^  [bcde] = /d' -e "s/^  a = .*/  other = server \"other\" [ ] $((port + 2)) $((port + 2));/" \
    "$home/model/processes.nix" > "$home/other/processes.nix"
  version 2 && background 1 apply "${options_now[@]}"
  background 2 apply --name other --manager "$manager" "$home/other"
  check 'one of two deployments' ended 1 0 6
  check 'the other of two' ended 2 0 6
  [ "${statuses[2]}" -eq 0 ] || check 'the other one, alone' exits 0 '' apply --name other --manager "$manager" "$home/other"
  check 'the other one answers' test "$(answer $((port + 2)))" = other-1
  check 'it goes' exits 0 '' destroy other --purge --yes
  [ "${statuses[1]}" -ne 0 ] || check 'the first of two is whole' becomes 2
}

supervisors() { # ids of what supervises
  local entry
  for entry in $(ours); do
    ! supervises "$(words "${entry#/proc/}")" || echo "${entry#/proc/}"
  done
}
manager_dies() {
  local after
  for after in 1 3 5 8; do
    deploy 1
    version 2 && background 1 apply "${options_now[@]}"
    await "$after" "${pids[1]}"
    # shellcheck disable=SC2046 # words
    kill -9 $(supervisors) 2> /dev/null
    check "apply while its supervisor dies after $after records" ended 1 0 3 4
    version 3
    check 'the next one puts all right' exits 0 '' apply "${options_now[@]}"
    check 'exactly the next one' becomes 3
  done
}

# Everything that is changed in the folder of a deployment lies between two steps of its event log, and what must be durable is synced before
# anything else is done: each record, the new log before it gets its name, and names.
what_the_kernel_is_asked() {
  local run=0 arguments
  deploy 1
  firn destroy five --purge --yes
  version 1
  command -v strace > /dev/null || { echo 'skipped: what the kernel is asked: strace is missing'; return; }
  for arguments in "apply ${options_now[*]}" "apply ${options_now[*]/%1/2}" 'rollback five' 'destroy five'; do
    # shellcheck disable=SC2086 # words
    command_line $arguments
    strace -f -y -qq -o "$home/trace$((run += 1))" -e trace=write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,mkdir,mkdirat \
      "${line[@]}" > "$home/out" 2>&1
    check "firn $arguments, traced" test $? -eq 0
  done
  check 'what is changed is synced' synced "$home"/trace[1-4]
}
synced() { # synced TRACE...
  cat "$@" | awk -v folder="$home/state/firn/five" '
    function wrong(what) { print "not synced before the next change: " what "; then: " $0; bad = 1 }
    !index($0, folder) && !index($0, "state/firn>") { next }
    / = -1 / || /roots/ { next }
    {
      # The log is written by one thread; folders of processes are made by those that drive.
      call = $2; sub(/\(.*/, "", call)
      name = $0; sub(/.*state\/firn\/?/, "", name); sub(/[">].*/, "", name); if (name == "") name = "."
      if (name ~ /^five\/state/) { if (!started) wrong("a record that it is begun"); next }
      if (call ~ /sync/) {
        if (name == due) { due = ""; syncs++; started = started || starting } else if (due != "") wrong(due)
        next
      }
      if (due != "") wrong(due)
      changes++
      if (call ~ /write/ && name ~ /^five\/log(.new)?$/) { due = name; starting = /started/ }
      else if (call ~ /rename/ && name == "five/log") due = "five"
      else if (call ~ /mkdir/ && name == "five") due = "."
      else if (call !~ /unlink|truncate/) wrong("an unknown change")
    }
    END { if (changes < 30 || syncs < 30) { print "only " changes + 0 " changes, " syncs + 0 " syncs"; bad = 1 } exit bad }'
}

bad_input() {
  deploy 1
  cp "$home/model/processes.nix" "$home/good.nix"
  local declaration=$home/model/processes.nix other
  echo '{ pkgs, ... }: { a = ; }' > "$declaration"
  check 'a syntax error' exits 1 'syntax error.*unexpected' apply "${options[@]}"
  edit 's/server "a" \[ \]/server "a" [ e ]/'
  check 'a cycle' exits 1 'wait for one another: a -> ' apply "${options[@]}"
  edit 's|"[^"]*/bin/perl"|"/no/such/program"|'
  check 'a missing program' exits 1 "'/no/such/program' of the process 'a' is not on this machine" apply "${options[@]}"
  edit 's|pkgs.perl|pkgs.no-such-package|'
  check 'a missing package' exits 1 'no-such-package' apply "${options[@]}"
  check 'nothing of this changes anything' is 1
  perl "$home/server.pl" $((port + 2)) in-use &
  other=$!
  edit "s/server \"a\" \[ \] $port $port/server \"a\" [ ] $((port + 2)) $port/; s/timeout = \"60s\"/timeout = \"3s\"/"
  check 'a port in use' exits 3 'Address already in use' apply "${options[@]}"
  kill $other
  { wait $other; } 2> /dev/null
  check 'a port in use changes nothing' becomes 1
  cp "$home/good.nix" "$declaration"
  check 'a manager that does not run' exits '1 3' 'error: .' apply --name nobody --manager s6-rc "$home/model"
  firn destroy nobody --purge --yes
  check 'nothing else changed' is 1
}
edit() { sed -e "$1" "$home/good.nix" > "$home/model/processes.nix"; } # edit COMMAND OF SED

# As root, in a place of its own: an account that cannot be, and one that is not there.
bad_users() {
  local as='' options=(--name users --privileged --manager embedded --state-dir "$home/users/state" "$home/users")
  mkdir -p "$home/users"
  for name in bad:user no-such-user; do
    cat > "$home/users/processes.nix" << END
{ pkgs, ... }@args: {
  a.pkg = (import <firn> args).createManagedProcess {
    name = "a"; user = "$name"; foregroundProcess = "\${pkgs.perl}/bin/perl"; args = [ "-e" "sleep" ];
    credentials = if "$name" == "bad:user" then { users."bad:user" = { }; } else { };
  };
}
END
    check "the user $name" exits "$([ $name = bad:user ] && echo 1 || echo 3)" "'$name'" apply "${options[@]}"
  done
  firn destroy users --purge --yes
}

# So many pages are free when a command begins.
full_disk() {
  local folder=$home/state/firn/five free
  firn destroy five --purge --yes
  mkdir -p "$folder"
  if ! mount -t tmpfs -o "size=256k,mode=700,uid=$user" none "$folder" 2> /dev/null; then
    echo 'skipped: a full disk: nothing can be mounted here'
    return
  fi
  # shellcheck disable=SC2064 # what it is now
  trap "leave; umount '$folder'" EXIT
  for free in 0 1 2 4; do
    deploy 1
    version 2
    head -c 1M /dev/zero > "$folder/filler" 2> /dev/null
    truncate -s "-$((free * 4096))" "$folder/filler"
    background 1 apply "${options_now[@]}"
    check "a disk with $free free pages" ended 1 0 1 4
    [ "${statuses[1]}" -eq 0 ] || check 'it is said' grep -q 'No space left on device' "$home/out1"
    rm "$folder/filler"
    check 'room was made' exits 0 '' recover five
    check 'as before or as after' becomes 1 2
  done
  firn destroy five
  umount "$folder"
  trap leave EXIT
}

all() {
  local pids=() statuses=()
  model 1
  deploy 1
  check 'a first one' becomes 1
  two_applies
  apply_and_destroy
  apply_and_recover
  two_deployments
  manager_dies
  bad_input
  [ "$manager" != embedded ] || what_the_kernel_is_asked
  [ "$manager:$(id -u)" != embedded:0 ] || { full_disk && bad_users; }
}

echo "seed $seed"
on_managers all
cat "$world"/*/results > "$world/results"
failed=$(grep -c failed "$world/results")
printf '%s passed, %s failed, %s skipped\n' "$(grep -c passed "$world/results")" "$failed" "$skipped"
[ "$failed" -eq 0 ]
