package dev.firn.app.supervisor;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.process.boot.BootException;
import dev.firn.process.boot.BootStart;
import dev.firn.process.boot.Machine;
import dev.firn.process.manager.RealPrograms;
import java.nio.file.Path;

/** {@code firn boot enable | disable | status}. */
public final class BootCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    try {
      BootStart start = BootStart.of(machine(surroundings));
      switch (line.spec().name()) {
        case "boot enable" -> start.enable();
        case "boot disable" -> start.disable();
        default -> {
          boolean enabled = start.isEnabled();
          surroundings.output().line((enabled ? "enabled (" : "disabled (") + start.name() + ")");
          return enabled ? 0 : 1;
        }
      }
      return 0;
    } catch (BootException failed) {
      surroundings.messages().say(Latin1.ofUnicode("error: " + failed.getMessage()));
      return 1;
    } catch (InterruptedException _) {
      return 1;
    }
  }

  private static Machine machine(Surroundings surroundings) {
    String home = surroundings.environment().nonEmpty("HOME");
    String firn = surroundings.environment().nonEmpty("FIRN_PROGRAM");
    boolean privileged = FileOwnership.user() == 0;
    return new Machine(
        Path.of("/"),
        BytePaths.of(home == null ? "/" : home),
        privileged,
        firn == null ? "firn" : firn,
        new RealPrograms());
  }
}
