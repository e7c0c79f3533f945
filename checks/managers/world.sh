# A world of its own for a case, in namespaces that stage-managers.sh made: everything that deployments change is there, changes are seen by
# nobody else, and are gone with the namespaces. Sourced by case.sh.

# make_world FOLDER: the copies of the program and the model in FOLDER are below /mnt.
make_world() {
  local folder java
  java=$("$1/firn/firn" --java-home)
  # The network of this world is only itself.
  ip link set lo up
  mount -t tmpfs -o mode=755 world /mnt
  mkdir /mnt/java
  cp -r "$1/firn" "$1/model" "$1/checks/closure" /mnt/
  mount --bind "$java" /mnt/java
  for folder in /etc /var /opt /srv; do
    mkdir -p "/mnt/changed$folder" "/mnt/scratch$folder"
    mount -t overlay -o "lowerdir=$folder,upperdir=/mnt/changed$folder,workdir=/mnt/scratch$folder" overlay "$folder" || return 1
  done
  # Others deploy on this machine too.
  mkdir -p /var/lib/firn
  for folder in /home /root /run /tmp /var/tmp /var/lib/firn; do
    mount -t tmpfs -o "mode=$(stat -c %a "$folder")" world "$folder" || return 1
  done
  mkdir -p "$java"
  mount --bind /mnt/java "$java"
}

# What there is: processes, mounts, what the manager has, and the files that changed in this world; of those in /etc, such as accounts, also what is
# in them. Folders that are empty do not count, nor locks of Firn and what s6-rc keeps of nothing. Stores are left out: what is in them is garbage
# until it is collected.
inventory() {
  # shellcheck disable=SC2016 # for the shell of that place
  "${place[@]}" sh -c '
    for process in /proc/[0-9]*; do
      words=$(tr "\0" " " < "$process/cmdline" 2> /dev/null)
      # What counts is not counted.
      case $words in "" | *" inventory"* | "tr "*) ;; *) echo "process of $(stat -c %U "$process" 2> /dev/null): $words" ;; esac
    done
    # An engine keeps the network of the host for its containers; below /tmp are mounts of whoever else is on this machine.
    cut -d" " -f5 /proc/self/mountinfo | grep -Ev "/netns/|^/tmp/" | sed "s/^/mount /"
    ! command -v systemctl > /dev/null || systemctl list-units --all --plain --no-legend "firn-*" 2> /dev/null | sed "s/^/unit /"
    [ ! -S /run/docker.sock ] || { docker ps --all --quiet; docker images; docker volume ls; }
  ' inventory > /mnt/inventory
  changed_files | grep -Ev "$uncounted" >> /mnt/inventory
  sort /mnt/inventory
}
uncounted='/store/|/store-state/|/share/firn/|/firn/\.locks/|/run/s6-rc/|/s6/rc/|/nix/|/(run|var/lib)/systemd/|/systemd-private|/log/journal/|/machine-id|/etc/[a-z]*-$|/\.pwd\.lock|hsperfdata'

changed_files() {
  local changed=/mnt/changed
  [ "$where" != machine ] || changed=/mnt/machine-changed
  find "$changed" /home /root /run /tmp /var/tmp /var/lib/firn -xdev ! -type d -printf 'file %p %y\n'
  find "$changed/etc" -type f -exec cksum {} +
}
