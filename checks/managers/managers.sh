# Who deploys, and what must run before Firn can use a manager. Sourced by case.sh.

deploy_as_root() {
  options=(-m "$manager" --privileged --state-dir /var/lib/model)
  # The files of accounts are written anew, so that they look the same when the users of services have gone.
  "${place[@]}" useradd tester
  "${place[@]}" userdel tester
  # The root of this machine is not covered by the world: no store is made in it.
  [ "$where" = machine ] || deployer=(env NIX_STORE_DIR=/var/lib/store NIX_STATE_DIR=/var/lib/store-state)
}

# An ordinary user, made for this.
deploy_as_user() {
  options=(-m "$manager")
  "${place[@]}" useradd --create-home --shell /bin/sh tester
  deployer=(setpriv --reuid tester --regid tester --init-groups env HOME=/home/tester
    "XDG_RUNTIME_DIR=/run/user/$("${place[@]}" id -u tester)")
  # Users who are not logged in have a manager of systemd if they may linger.
  [ "$where" != machine ] || "${place[@]}" loginctl enable-linger tester
}

in_background() { "$@" > /mnt/manager.log 2>&1 < /dev/null & }

start_manager() {
  case $manager in
    supervisord) [ "$user" != root ] || start_supervisord ;;
    s6-rc) start_s6 ;;
    # Root's machine has the functions of LSB for scripts, that of a user has none, as any but Debian's.
    sysvinit) [ "$user" = root ] || mount -t tmpfs -o ro none /lib/lsb ;;
    docker) start_docker ;;
    systemd) within 60 systemctl_answers ;;
    # It is started at boot by the manager of systemd that there is.
    embedded) [ "$where" != machine ] || within 60 systemctl_answers ;;
  esac
}

# Debian's own; that of a user is started by Firn.
start_supervisord() {
  in_background supervisord --nodaemon --configuration /etc/supervisor/supervisord.conf
  within 60 test -S /run/supervisor.sock
}

systemctl_answers() {
  if [ "$user" = root ]; then "${place[@]}" systemctl show-environment; else "${place[@]}" "${deployer[@]}" systemctl --user show-environment; fi \
    > /mnt/out 2>&1
}

# Debian has s6, but not s6-rc: what stands in for it checks what it is told, and has the real s6 do it.
start_s6() {
  local state=/var program
  [ "$user" = root ] || state=/home/tester/var
  "${deployer[@]}" mkdir -p "$state/run/service"
  in_background "${deployer[@]}" s6-svscan "$state/run/service"
  if ! command -v s6-rc-compile > /dev/null; then
    mkdir /mnt/s6-rc
    for program in s6-rc s6-rc-compile s6-rc-db s6-rc-init s6-rc-update; do
      printf '#!/bin/sh\nexec /mnt/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%s" %s %s %s "$@"\n' \
        "$(cat /mnt/firn/stand-in/class-path)" dev.firn.process.manager.s6rc.StandIn "$state" "$program" > "/mnt/s6-rc/$program"
    done
    chmod +x /mnt/s6-rc/*
    deployer+=("PATH=/mnt/s6-rc:$PATH")
  fi
  within 60 test -p "$state/run/service/.s6-svscan/control"
}

# It makes no networks, so that it needs no rules for packets; whoever is in the group docker may use it.
start_docker() {
  mkdir /mnt/docker
  mount -t tmpfs -o size=512m docker /mnt/docker
  groupadd --system --force docker
  in_background dockerd --data-root /mnt/docker/data --exec-root /mnt/docker/exec --pidfile /mnt/docker/pid --group docker \
    --config-file /mnt/firn/dockerd.json
  within 60 docker version > /mnt/out 2>&1 || return 1
  [ "$user" != root ] || return 0
  check 'who may not use Docker is told so' exits 3 apply "${options[@]}" "$model"
  run destroy --purge --yes "$model"
  usermod --append --groups docker tester
}
