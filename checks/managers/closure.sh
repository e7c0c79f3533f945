# Containers whose image has the closure of their process: nothing else of the machine is in them. Sourced by case.sh.
closure=/mnt/closure

# deploys STATUS TEXT [IMAGE]: applies the model with that text; its image has the closure, or else the store is mounted.
deploys() { exits "$1" apply "${options[@]}" --argstr text "$2" --arg image "${3:-true}" "$closure"; }
says() { run logs --name closure && grep -qF "$1" /mnt/out; }
images() { docker images --quiet --no-trunc > /mnt/images; [ "$(wc -l < /mnt/images)" -eq "$1" ]; }
layers() { docker image inspect --format '{{join .RootFS.Layers "\n"}}' "$(cat /mnt/images)"; }

# What its shell found in the folders of programs and of the store.
sees_closure() {
  run logs --name closure || return 1
  sed -n 's|.*sees .*/[0-9a-z]\{32\}-||p; s|.*sees \(/usr.*\)|\1|p' /mnt/out | sort -u | tr '\n' ' ' > /mnt/seen
  [ "$(cat /mnt/seen)" = '/usr/bin/* library program tools ' ]
}

# The root of images and two of three paths stay.
same_layers() {
  images 1 && layers > /mnt/layers-now || return 1
  diff /mnt/layers /mnt/layers-now > /mnt/out
  [ "$(grep -c '^[<>]' /mnt/out)" -eq 2 ]
}

closures() {
  [ "$manager" = docker ] || return 0
  # An evaluator that stays would count.
  deployer+=(FIRN_RESIDENT=0)
  inventory > /mnt/found
  check 'an image with a closure' deploys 0 'The first text'
  check 'it is ready' says 'The first text'
  check 'it sees its closure and no more' sees_closure
  check 'one image' images 1
  layers > /mnt/layers
  check 'there is nothing to do' exits 0 plan "${options[@]}" --argstr text 'The first text' "$closure"
  check 'another text' deploys 0 'The second text'
  check 'only one layer is another' same_layers
  check 'a rollback to an image that is gone' exits 0 rollback "$closure"
  check 'the text before' says 'The first text'
  check 'the store of the machine' deploys 0 'The third text' false
  check 'it sees its store' says 'The third text'
  check 'its image is another' images 1
  full_engine
  killed_transfer
  check 'destroyed' exits 0 destroy --purge --yes "$closure"
  check 'nothing is left of closures' nothing_left
}

# The folder of the engine is a file system of its own.
full_engine() {
  fallocate -l "$(($(df --output=avail -B 1 /mnt/docker | tail -n 1) - 1000000))" /mnt/docker/filler
  check 'a full engine' deploys 3 'The fourth text'
  check 'the reason is told' grep -qF 'no space left on device' /mnt/out
  rm /mnt/docker/filler
  check 'what was before is there' says 'The third text'
  check 'one image as before' images 1
}

# Firn is killed while the engine reads an image.
killed_transfer() {
  local victim
  mkdir -p /mnt/slow
  cat > /mnt/slow/docker << END
#!/bin/sh
case " \$* " in *" load "*) { head -c 100000; touch /mnt/slow/begun; until [ -e /mnt/slow/end ]; do sleep 0.1; done; cat; } | $(command -v docker) "\$@" ;;
  *) exec $(command -v docker) "\$@" ;;
esac
END
  chmod 755 /mnt/slow/docker
  chmod 1777 /mnt/slow
  "${deployer[@]}" env "PATH=/mnt/slow:$PATH" /mnt/firn/firn apply "${options[@]}" --argstr text 'The fifth text' "$closure" > /mnt/out 2>&1 &
  victim=$!
  check 'an image is on its way' within 120 test -e /mnt/slow/begun
  kill -9 "$victim"
  wait "$victim" 2> /dev/null
  touch /mnt/slow/end
  check 'recovered' exits 0 recover "$closure"
  check 'what was before runs' says 'The third text'
  check 'no image but its own' within 60 images 1
  check 'once more' deploys 0 'The fifth text'
  check 'it runs' says 'The fifth text'
  rm -r /mnt/slow
}
