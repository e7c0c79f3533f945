package dev.firn.app.supervisor;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.SupervisorCommands;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.process.supervisor.Places;
import dev.firn.process.supervisor.SupervisorProgram;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code firn supervisor}: supervises until nothing is left to do. */
public final class SupervisorCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    Places places = places(line.value(SupervisorCommands.FOLDER));
    try {
      SupervisorProgram.run(places, idle(line.value(SupervisorCommands.IDLE)));
      return 0;
    } catch (IOException failed) {
      surroundings.messages().say(Latin1.ofUnicode(String.valueOf(failed.getMessage())));
      return 1;
    } catch (InterruptedException _) {
      return 0; // as it was asked to
    }
  }

  private static Places places(@Nullable String folder) {
    if (folder == null) {
      return Places.ofUser();
    }
    if (!folder.startsWith("/")) {
      throw new UsageException("'--folder' needs an absolute path");
    }
    return new Places(BytePaths.of(folder));
  }

  private static Duration idle(@Nullable String seconds) {
    try {
      return seconds == null ? SupervisorProgram.IDLE : Duration.ofSeconds(Long.parseLong(seconds));
    } catch (NumberFormatException wrong) {
      throw new UsageException("'--idle' needs a number of seconds");
    }
  }
}
