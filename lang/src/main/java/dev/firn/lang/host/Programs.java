package dev.firn.lang.host;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs programs on behalf of {@code builtins.exec}: from an argument vector, never through a shell. */
final class Programs {
  /** Exit statuses above this say which signal ended a program. */
  private static final int SIGNALS = 128;

  private Programs() {}

  /** Runs a program and gives what it wrote to its standard output; its standard error is ours. */
  static String run(List<String> command) {
    String program = command.getFirst();
    try {
      Process process =
          new ProcessBuilder(decoded(command))
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] output = process.getInputStream().readAllBytes();
      int status = process.waitFor();
      if (status != 0) {
        throw new EvalError("program \"" + program + "\" " + outcome(status));
      }
      return Latin1.string(output);
    } catch (IOException failed) {
      throw new EvalError("executing \"" + program + "\": " + reason(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EvalError("program \"" + program + "\" was interrupted");
    }
  }

  /** Java encodes arguments as the locale says: only what survives that may be passed. */
  private static List<String> decoded(List<String> command) {
    List<String> decoded = new ArrayList<>(command.size());
    for (String word : command) {
      String text = Latin1.toUnicode(word);
      boolean exact = text.equals(word) || (isUtf8() && Latin1.ofUnicode(text).equals(word));
      if (!exact) {
        throw new EvalError(
            "cannot execute '" + command.getFirst() + "': the locale cannot hold its arguments");
      }
      decoded.add(text);
    }
    return decoded;
  }

  private static boolean isUtf8() {
    return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
  }

  private static String outcome(int status) {
    int signal = status - SIGNALS;
    return signal <= 0
        ? "failed with exit code " + status
        : "failed due to signal " + signal + signalName(signal);
  }

  private static String signalName(int signal) {
    return switch (signal) {
      case 2 -> " (Interrupt)";
      case 6 -> " (Aborted)";
      case 9 -> " (Killed)";
      case 11 -> " (Segmentation fault)";
      case 13 -> " (Broken pipe)";
      case 15 -> " (Terminated)";
      default -> "";
    };
  }

  /** What the system says, which Java puts into parentheses at the end of its own words. */
  private static String reason(IOException failed) {
    String message = Latin1.ofUnicode(String.valueOf(failed.getMessage()).strip());
    int open = message.lastIndexOf('(');
    return open >= 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }
}
