package dev.firn.fuzz;

import dev.firn.base.disk.Disk;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.NarRestorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Unpacking Nix archives: nothing outside is touched, and what is there then has the same archive. */
final class RestoreTarget implements Target {
  private @Nullable Enclosure enclosure;

  @Override
  public void check(String input) {
    try {
      if (enclosure == null) {
        enclosure = new Enclosure();
      }
      if (restore(input, enclosure)) {
        String archive = Archived.of(new DiskTree(enclosure.place()));
        Target.require(input.startsWith(archive), "another archive of what was unpacked");
      }
      enclosure.checkAndEmpty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Unpacks as stores do, or as users do: that goes by the length, so that every input is tried in the same way always. */
  private static boolean restore(String input, Enclosure enclosure) {
    NarRestorer restorer =
        input.length() % 16 == 0
            ? NarRestorer.canonical(Disk.REAL, enclosure.place())
            : NarRestorer.plain(enclosure.place());
    try {
      restorer.restore(Archived.stream(input));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
