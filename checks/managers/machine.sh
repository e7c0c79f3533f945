# A Debian that is booted in the world of a case. Sourced by case.sh.

# boot_machine TREE: boots what is in that folder, and sets place and network. What changed in it the last time is there.
boot_machine() {
  mountpoint -q /mnt/machine || {
    mkdir /mnt/machine /mnt/machine-changed /mnt/machine-scratch
    mount -t overlay -o "lowerdir=$1,upperdir=/mnt/machine-changed,workdir=/mnt/machine-scratch" overlay /mnt/machine || return 1
  }
  switch_on
}

switch_on() {
  systemd-nspawn --directory=/mnt/machine --boot --register=no --keep-unit --private-network --quiet --console=pipe --hostname=machine \
    --bind=/mnt/firn --bind=/mnt/model "--bind-ro=/mnt/java:$(/mnt/firn/firn --java-home)" > /mnt/manager.log 2>&1 < /dev/null &
  machine=$!
  within 120 answers
}

# Its first process is a child of what prepares it; which one shows when systemd answers.
answers() {
  local first
  first=$(pgrep -P "$machine" | head -n 1)
  [ -n "$first" ] || return 1
  network=(nsenter --target "$first" -n --)
  place=(nsenter --target "$first" -m -p -u -i -n -C --)
  case $("${place[@]}" systemctl is-system-running 2> /dev/null) in running | degraded) ;; *) return 1 ;; esac
}

# As root types it. The container ends, and is started again by whoever looks after it.
reboot_machine() {
  "${place[@]}" systemctl reboot
  wait "$machine"
  [ $? -eq 133 ] || return 1
  switch_on
}
