package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.process.description.Command;
import dev.firn.process.description.Reload;
import java.io.IOException;
import java.util.List;

/** Lets a process take over changed files while it runs. */
final class Reloading {
  private final Roster roster;
  private final Starting starting;

  Reloading(Roster roster, Starting starting) {
    this.roster = roster;
    this.starting = starting;
  }

  /**
   * Replaces its links, asks it to reload, and only then notes that it is made of something else: who dies between leaves what can be done
   * once more.
   *
   * @throws StartException if it cannot; then its links are as they were
   */
  void reload(Supervised one, Assignment next) throws StartException, InterruptedException {
    Reload before = one.assignment().process().reload();
    Reload after = next.process().reload();
    ProcessId main = one.main();
    if (before == null || after == null || main == null) {
      throw new StartException(
          main == null ? "it does not run" : "it has no way to reload: replace it");
    }
    Links.make(after.files(), before.files().values());
    try {
      ask(one, next, after, main);
      roster.record().put(List.of(next));
    } catch (IOException failed) {
      Links.make(before.files(), after.files().values());
      throw new StartException("it cannot be asked to reload: " + failed.getMessage());
    } catch (StartException failed) {
      Links.make(before.files(), after.files().values());
      throw failed;
    }
    synchronized (roster) {
      one.assign(next);
    }
  }

  private void ask(Supervised one, Assignment next, Reload reload, ProcessId main)
      throws IOException, StartException, InterruptedException {
    Command command = reload.command();
    if (command != null) {
      starting.runHelp(one, next.process(), command);
    } else {
      main.send(Signals.number(String.valueOf(reload.signal())));
    }
  }
}
