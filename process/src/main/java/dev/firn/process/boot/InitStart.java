package dev.firn.process.boot;

import java.nio.file.Path;
import java.util.List;

/** A script of System V init. */
record InitStart(Machine machine) implements BootStart {
  private static final String NAME = "firn-supervisor";

  @Override
  public String name() {
    return "init";
  }

  private Path file() {
    return machine.root().resolve("etc/init.d").resolve(NAME);
  }

  String script() {
    return """
    #!/bin/sh
    %s
    ### BEGIN INIT INFO
    # Provides:          firn-supervisor
    # Required-Start:    $local_fs $network
    # Required-Stop:
    # Default-Start:     2 3 4 5
    # Default-Stop:
    # Short-Description: Firn's supervisor
    ### END INIT INFO
    case "$1" in
      start) setsid %s supervisor < /dev/null > /dev/null 2>&1 & ;;
      stop | restart | force-reload | status) ;;
      *) echo "usage: $0 start" >&2; exit 2 ;;
    esac
    """
        .formatted(Machine.MARK, quoted(machine.firn()));
  }

  static String quoted(String path) {
    return "'" + path.replace("'", "'\\''") + "'";
  }

  @Override
  public void enable() throws BootException, InterruptedException {
    machine.write(file(), script(), true);
    machine.run("", List.of("update-rc.d", NAME, "defaults"));
  }

  @Override
  public void disable() throws BootException, InterruptedException {
    if (isEnabled()) {
      machine.remove(file());
      machine.run("", List.of("update-rc.d", NAME, "remove"));
    }
  }

  @Override
  public boolean isEnabled() throws BootException {
    return machine.isOurs(file());
  }
}
