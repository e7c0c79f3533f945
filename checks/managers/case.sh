#!/bin/bash
# One case of stage-managers.sh, in namespaces of its own: case.sh FOLDER "MANAGER USER PLACE".
set -u
folder=$1
read -r manager user where <<< "$2"
for part in world machine managers life closure; do
  # shellcheck source=/dev/null # the files beside this one
  . "$folder/checks/$part.sh"
done
passed=0 failed=0 skipped=0
model=/mnt/model

# How programs are run where the manager is, how they are run in its network, and how by who deploys.
place=()
network=()
deployer=()

check() { # check NAME COMMAND...
  local name=$1; shift
  if "$@"; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'failed: %s:%s:%s: %s\n' "$manager" "$user" "$where" "$name"
    tail -n 25 /mnt/out 2> /dev/null | sed 's/^/  | /'
  fi
}
end() { echo "$passed passed, $failed failed, $skipped skipped"; exit $((failed > 0)); }
within() { # within SECONDS COMMAND...
  local last=$((SECONDS + $1)); shift
  until "$@"; do [ "$SECONDS" -lt "$last" ] || return 1; sleep 0.2; done
}

# Of the machine itself, so that it stays. What cannot be downloaded is no fault of what is tested.
[ "$where" != machine ] || tree=$(sh "$folder/checks/debian.sh") || { echo "skipped: $2: no Debian can be downloaded"; skipped=1; end; }
make_world "$folder" > /mnt/out 2>&1 || { check 'a world of its own' false; end; }
if [ "$where" = machine ]; then
  boot_machine "$tree" > /mnt/out 2>&1 || { cat /mnt/manager.log > /mnt/out; check 'a machine that boots' false; end; }
fi
if [ "$user" = root ]; then deploy_as_root; else deploy_as_user; fi
check 'the manager runs' start_manager
life
closures
end
