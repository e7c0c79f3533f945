package dev.firn.process.manager.disnix;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Shell;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The script that starts a process, and has written its process id to a file soon after it ended. A process that stays in the foreground
 * is put into the background by {@code daemon} (http://libslack.org/daemon/), which starts it again and writes its log.
 */
final class Wrapper {
  private Wrapper() {}

  /**
   * The text of the script.
   *
   * @throws ModelException if that cannot do what the process asks for
   */
  static String of(ProcessDescription process) {
    Preparation preparation = new Preparation(process, Duty.allBut());
    Command daemon = process.daemon();
    String command = daemon != null ? preparation.line(daemon) : background(process, preparation);
    return "#!/bin/sh\nset -e\n" + preparation.lines() + "exec " + command + "\n";
  }

  private static String background(ProcessDescription process, Preparation preparation) {
    check(process);
    List<String> words = new ArrayList<>(List.of("daemon", "--unsafe", "--inherit"));
    words.addAll(List.of("--output", OutputFile.of(process)));
    words.addAll(List.of("--pidfile", ForegroundScript.pidFile(process)));
    if (process.restart().when() == Restart.When.ALWAYS) {
      words.add("--respawn");
    }
    Command foreground = Objects.requireNonNull(process.foreground());
    return Shell.words(words) + " -- " + preparation.line(foreground);
  }

  private static void check(ProcessDescription process) {
    String name = process.name();
    if (process.restart().when() == Restart.When.ON_FAILURE) {
      throw new ModelException(
          "disnix starts '" + name + "' again always or never, not only if it failed");
    }
    if (!process.stop().signal().equals("TERM")) {
      throw new ModelException(
          "disnix stops '" + name + "' with SIGTERM only, since it stays in the foreground");
    }
    if (process.reload() != null && process.reload().signal() != null) {
      throw new ModelException(
          "disnix cannot send a signal to '" + name + "', since it stays in the foreground");
    }
  }
}
