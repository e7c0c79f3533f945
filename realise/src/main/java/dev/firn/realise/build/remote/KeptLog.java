package dev.firn.realise.build.remote;

import dev.firn.realise.build.BuildLog;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes on what a builder writes, and writes it to a file. Where that fails, the build goes on. Lines of the connection and of the build
 * come from several threads.
 */
final class KeptLog implements BuildLog {
  private final BuildLog log;
  private final OutputStream file;
  private boolean kept = true;

  /**
   * Such a log.
   *
   * @param log is told everything
   * @param file gets what the builder writes
   */
  KeptLog(BuildLog log, OutputStream file) {
    this.log = log;
    this.file = file;
  }

  @Override
  public void waiting(String what) {
    log.waiting(what);
  }

  @Override
  public void started(String what) {
    log.started(what);
  }

  @Override
  public synchronized void output(byte[] bytes, int offset, int length) {
    try {
      if (kept) {
        file.write(bytes, offset, length);
      }
    } catch (IOException failed) {
      kept = false;
      log.warn("the log of the build is not kept: " + failed.getMessage());
    }
    log.output(bytes, offset, length);
  }

  @Override
  public void ended() {
    log.ended();
  }

  @Override
  public void hookOutput(byte[] bytes, int offset, int length) {
    log.hookOutput(bytes, offset, length);
  }

  @Override
  public void note(String message) {
    log.note(message);
  }

  @Override
  public void warn(String message) {
    log.warn(message);
  }
}
