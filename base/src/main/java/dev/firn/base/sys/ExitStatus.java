package dev.firn.base.sys;

/**
 * How a process ended.
 *
 * @param raw the number that the kernel gives
 */
public record ExitStatus(int raw) {
  private static final String[] SIGNALS = {
    "Unknown signal 0",
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated"
  };
  private static final int SIGNAL_BITS = 0x7f;
  private static final int SIGNALLED = 128;

  /** A process that ended by itself. */
  public static ExitStatus exited(int code) {
    return new ExitStatus(code << 8);
  }

  /** Whether it ended by itself, and well. */
  public boolean isSuccess() {
    return raw == 0;
  }

  /** The signal that ended it; 0 if it ended by itself. */
  public int signal() {
    return raw & SIGNAL_BITS;
  }

  /** The number that it ended with, if it ended by itself. */
  public int code() {
    return (raw >> 8) & 0xff;
  }

  /** The number that shells tell: the code, or 128 and the signal. */
  public int shellCode() {
    return signal() == 0 ? code() : SIGNALLED + signal();
  }

  /** What the shell code of a process means that ran another one and tells how that ended. */
  public static ExitStatus ofShellCode(int code) {
    return code > SIGNALLED && code < SIGNALLED + SIGNALS.length
        ? new ExitStatus(code - SIGNALLED)
        : exited(code);
  }

  /** How it ended, in Nix's words, such as {@code failed with exit code 1}. */
  public String text() {
    if (signal() == 0) {
      return code() == 0 ? "succeeded" : "failed with exit code " + code();
    }
    String name = signal() < SIGNALS.length ? SIGNALS[signal()] : "Unknown signal " + signal();
    return "failed due to signal " + signal() + " (" + name + ")";
  }
}
