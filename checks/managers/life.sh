# The life of the system of web applications, the same under every manager. Sourced by case.sh.

# A process that stays to answer sooner would be something that is left.
run() { "${place[@]}" "${deployer[@]}" env FIRN_RESIDENT=0 timeout 600 /mnt/firn/firn "$@" > /mnt/out 2>&1; }
exits() { # exits STATUS WORD...: the status of Firn
  local wanted=$1 status; shift
  run "$@"; status=$?
  [ "$status" -eq "$wanted" ] || { echo "exit status $status instead of $wanted: firn $*"; return 1; }
}
page() { "${network[@]}" curl -s -m 10 -H "Host: $1" "http://127.0.0.1:$2/"; }
shows() { page "$1" "$2" | grep -q "$3"; } # shows HOST PORT TEXT
all_answer() {
  local number
  for number in 1 2 3 4; do shows "webapp$number.local" 8080 "listening on port: 500$number" || return 1; done
  for number in 5 6; do shows "webapp$number.local" 8081 "listening on port: 500$number" || return 1; done
}
silent() { ! "${network[@]}" curl -s -m 2 -o /dev/null "http://127.0.0.1:$1/"; }

# Names and numbers of the processes.
processes() { "${place[@]}" "${deployer[@]}" env FIRN_RESIDENT=0 /mnt/firn/firn status "$model" | awk 'NR > 3 && $1 !~ /^host[.]/ { print $1, $3 }'; }
remember() { processes > /mnt/before; }
only_changed() { # only_changed NAME...: since remember, the processes of those names are others, and no more
  local name
  processes > /mnt/now
  for name; do
    ! grep "^$name " /mnt/now | grep -qxFf - /mnt/before || { echo "$name is the same"; return 1; }
  done
  for name; do sed -i "/^$name /d" /mnt/before /mnt/now; done
  diff /mnt/before /mnt/now
}
# What s6-rc stops together with what it waits for, and starts again.
waiting() { [ "$manager" != s6-rc ] || echo "$*"; }

edit() { sed -i "$1" "$model/processes.nix"; }

same_inventory() { inventory > /mnt/left; cmp -s /mnt/found /mnt/left; }
nothing_left() {
  # The supervisor of `embedded` waits a minute for more to do.
  within 180 same_inventory || { diff /mnt/found /mnt/left | head -n 30; return 1; }
}

first_deployment() {
  check 'the first deployment' exits 0 apply "${options[@]}" "$model"
  check 'all answer' within 60 all_answer
  check 'there is nothing to do' exits 0 plan "${options[@]}" "$model"
}

# shellcheck disable=SC2046 # names are words
upgrade() {
  remember
  cp "$model/processes.nix" /mnt/first.nix
  edit 's/The third one/The changed one/
    s/^  webapp6 = .*/&\n  webapp7 = webapp 7 5007 "The seventh one";/
    s/^    webapp6$/&\n    webapp7/'
  check 'an upgrade' exits 0 apply "${options[@]}" "$model"
  check 'what changed answers' within 60 shows webapp3.local 8080 'The changed one'
  check 'what is new answers' within 60 shows webapp7.local 8081 'listening on port: 5007'
  check 'the others answer' within 60 all_answer
  check 'the others are the same processes, proxies too' only_changed webapp3 webapp7 $(waiting proxy1)
}

# One that takes a port that is in use, and a new text for another.
# shellcheck disable=SC2046
failed_upgrade() {
  remember
  cp "$model/processes.nix" /mnt/second.nix
  edit 's/webapp 1 5001/webapp 1 5002/; s/The fifth one/The broken one/'
  check 'a failed upgrade is undone' exits 3 apply "${options[@]}" "$model"
  cp /mnt/second.nix "$model/processes.nix"
  check 'all answer as before' within 60 all_answer
  check 'the texts are those before' within 60 shows webapp5.local 8081 'The fifth one'
  check 'what was new before is there' within 60 shows webapp7.local 8081 'listening on port: 5007'
  check 'the others are the same processes' only_changed webapp1 webapp5 $(waiting proxy1 proxy2)
}

# shellcheck disable=SC2046
back() {
  remember
  check 'a rollback' exits 0 rollback "$model"
  cp /mnt/first.nix "$model/processes.nix"
  check 'the model of before has nothing to do' exits 0 plan "${options[@]}" "$model"
  check 'the text before' within 60 shows webapp3.local 8080 'The third one'
  check 'all answer after the rollback' within 60 all_answer
  check 'what was new is gone' within 60 silent 5007
  check 'the others stay what they are, proxies too' only_changed webapp3 webapp7 $(waiting proxy1)
}

# What starts with a machine: units because they are enabled, Firn's supervisor if that is asked for.
reboot() {
  [ "$where" = machine ] || return 0
  [ "$manager" != embedded ] || check 'boot enable' exits 0 boot enable
  check 'a reboot' reboot_machine
  check 'all answer after a reboot' within 120 all_answer
  check 'there is nothing to do after a reboot' exits 0 plan "${options[@]}" "$model"
  [ "$manager" != embedded ] || check 'boot disable' exits 0 boot disable
}

removal() {
  check 'destroyed' exits 0 destroy --purge --yes "$model"
  check 'nobody answers' within 60 silent 8080
  check 'nothing is left' nothing_left
}

life() {
  inventory > /mnt/found
  first_deployment
  upgrade
  failed_upgrade
  back
  reboot
  removal
}
