package dev.firn.process.manager.s6rc;

import java.nio.file.Path;

/**
 * Where s6-rc has its things, as upstream places them.
 *
 * @param sources the source definitions: Firn's
 * @param compiled the folder for compiled databases, with the link {@code compiled} to the one that lives
 * @param live the live state of s6-rc
 * @param scan what {@code s6-svscan} watches
 */
record S6RcFolders(Path sources, Path compiled, Path live, Path scan) {
  /** The folders below a folder for state. */
  static S6RcFolders below(Path state) {
    Path run = state.resolve("run");
    return new S6RcFolders(
        state.resolve("etc/s6/sv"),
        state.resolve("etc/s6/rc"),
        run.resolve("s6-rc"),
        run.resolve("service"));
  }

  /** The link to the compiled database that lives. */
  Path current() {
    return compiled.resolve("compiled");
  }

  /** The supervised folder of a longrun. */
  Path service(String name) {
    return live.resolve("servicedirs").resolve(name);
  }
}
