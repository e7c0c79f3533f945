package dev.firn.app.cli;

import dev.firn.base.sys.ProcessBytes;

/** The one main method of Firn. */
public final class Main {
  private static final String HELP =
      """
      Usage: firn COMMAND [ARGUMENT...]
             firn --help | --version
      """;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param decoded the command line. {@code --train FILE} instead runs all commands of a file, which is how start-up caches are
   *     made
   */
  public static void main(String[] decoded) {
    String[] arguments = ProcessBytes.arguments(decoded);
    if (arguments.length == 2 && arguments[0].equals("--train")) {
      Training.run(arguments[1], Main::run);
    } else {
      exit(run(arguments));
    }
  }

  /**
   * Ends the process. Not by {@code System.exit}: before it exits it looks on the whole class path for a logger that wants to know,
   * which takes a third of the time of a short command. Commands close what they have opened, so no shutdown hook is missed.
   */
  private static void exit(int code) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs one command.
   *
   * @param arguments bytes, one {@code char} a byte
   * @return the exit code
   */
  static int run(String[] arguments) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    if (first.equals("--version")) {
      System.out.println("firn " + Version.FIRN);
    } else if (first.equals("--help")) {
      System.out.print(HELP);
    } else {
      System.err.println("error: '" + first + "' is not a command of firn; see 'firn --help'");
      return 1;
    }
    return 0;
  }
}
