package dev.firn.app.cli;

/** The one main method of Firn. */
public final class Main {
  private static final String HELP =
      """
      Usage: firn COMMAND [ARGUMENT...]
             firn --help | --version
      """;

  private Main() {}

  /**
   * Runs one command.
   *
   * @param arguments the command line, as Java decoded it
   */
  public static void main(String[] arguments) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    if (first.equals("--version")) {
      System.out.println("firn " + Main.class.getPackage().getImplementationVersion());
    } else if (first.equals("--help")) {
      System.out.print(HELP);
    } else {
      System.err.println("error: '" + first + "' is not a command of firn; see 'firn --help'");
      System.exit(1);
    }
  }
}
