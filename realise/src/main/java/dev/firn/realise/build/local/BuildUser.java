package dev.firn.realise.build.local;

import dev.firn.base.sys.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A user of the machine that one builder runs as, and nobody else meanwhile.
 *
 * @param user its number
 * @param group the number of its group
 * @param groups the numbers of other groups that it is in
 * @param lock what keeps others away
 */
record BuildUser(int user, int group, List<Integer> groups, LockFile lock) implements Closeable {
  /** The program, and its arguments, that runs another one as this user; that and its arguments follow. */
  List<String> command() {
    String others =
        groups.isEmpty()
            ? "--clear-groups"
            : "--groups=" + String.join(",", groups.stream().map(String::valueOf).toList());
    return List.of(
        "/usr/bin/setpriv",
        "--reuid=" + Integer.toUnsignedString(user),
        "--regid=" + Integer.toUnsignedString(group),
        others,
        "--inh-caps=-all",
        "--");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
