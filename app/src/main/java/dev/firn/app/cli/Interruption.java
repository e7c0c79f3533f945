package dev.firn.app.cli;

import dev.firn.app.console.Messages;
import dev.firn.app.realise.Interrupts;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.Interrupted;
import java.util.List;

/**
 * Says that a process ends because of a signal. Java ends on SIGINT, SIGTERM and SIGHUP by itself, with the status 128 plus the number
 * of the signal, and runs this before; nothing else makes Firn run it, because its commands end without Java's farewell.
 */
final class Interruption extends Thread implements AutoCloseable {
  private final Messages messages;
  private final boolean asNix;

  private Interruption(Messages messages, boolean asNix) {
    this.messages = messages;
    this.asNix = asNix;
  }

  /**
   * Watches from now on.
   *
   * @param messages where it is said
   * @param asNix whether the process then ends as Nix's commands do, with status 1
   */
  static Interruption watch(Messages messages, boolean asNix) {
    Interruption interruption = new Interruption(messages, asNix);
    Runtime.getRuntime().addShutdownHook(interruption);
    return interruption;
  }

  /** Watches no longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(this);
    } catch (IllegalStateException _) {
      // The process is about to end.
    }
  }

  @Override
  public void run() {
    messages.report(
        new ErrorReport(
            ErrorReport.Level.ERROR, Interrupted.MESSAGE, null, List.of(), List.of(), 1),
        false);
    Interrupts.interruptAll();
    if (asNix) {
      Runtime.getRuntime().halt(1);
    }
  }
}
