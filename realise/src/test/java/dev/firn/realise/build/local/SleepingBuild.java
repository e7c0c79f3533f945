package dev.firn.realise.build.local;

import dev.firn.realise.build.Workshop;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import java.nio.file.Path;

/** A process that builds something that sleeps, and says so. */
final class SleepingBuild {
  private SleepingBuild() {}

  /** Takes a directory for the store and how long to sleep. */
  public static void main(String[] arguments) {
    try (Workshop workshop = new Workshop(Path.of(arguments[0]))) {
      workshop.settings = workshop.settings.withSandboxPaths("/bin/sh", "/usr");
      StorePath path =
          workshop
              .recipe("sleeps", "/usr/bin/sleep " + arguments[1] + " & echo started; wait")
              .add();
      workshop.build(path, BuildMode.NORMAL, () -> System.out.println("sleeping"));
    }
  }
}
