package dev.firn.app.cli;

import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.console.Terminals;
import dev.firn.app.resident.Launch;
import dev.firn.app.resident.Server;
import dev.firn.app.settings.Environment;
import dev.firn.base.sys.ProcessBytes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one main method of Firn, and the way to run its commands inside a process. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param decoded the command line. {@code --train FILE} instead runs all commands of a file, which is how start-up caches are
   *     made; {@code --resident SOCKET LOCK} runs those that others ask for at a socket
   */
  public static void main(String[] decoded) {
    String[] arguments = ProcessBytes.arguments(decoded);
    if (arguments.length == 2 && arguments[0].equals("--train")) {
      Training.run(arguments[1], Main::runInProcess);
    } else if (arguments.length == 3 && arguments[0].equals("--resident")) {
      exit(stay(arguments[1], arguments[2]));
    } else {
      exit(runInProcess(arguments));
    }
  }

  /**
   * Ends the process. Not by {@code System.exit}: before it exits it looks on the whole class path for a logger that wants to know,
   * which takes a third of the time of a short command. Commands close what they have opened, so no shutdown hook is missed.
   */
  private static void exit(int code) {
    Runtime.getRuntime().halt(code);
  }

  private static Surroundings surroundings() {
    Environment environment = new ProcessEnvironment();
    Messages messages =
        new Messages(new FileOutputStream(FileDescriptor.err), () -> showsColours(environment));
    return new Surroundings(
        new FileInputStream(FileDescriptor.in),
        new Output(new FileOutputStream(FileDescriptor.out)),
        messages,
        environment,
        () -> Terminals.isTerminal(0) && Terminals.isTerminal(1),
        ProcessBytes.workingDirectory(),
        null);
  }

  private static int runInProcess(String[] arguments) {
    Surroundings surroundings = surroundings();
    try (Interruption _ =
        Interruption.watch(surroundings.messages(), Dispatch.isOfNix(arguments))) {
      long start = System.nanoTime();
      int status = Dispatch.run(arguments, surroundings);
      Launch.after(
          Dispatch.firstWord(arguments),
          arguments,
          surroundings.environment(),
          System.nanoTime() - start);
      return status;
    }
  }

  private static int stay(String socket, String lock) {
    try {
      Server.run(socket, lock, Dispatch::run);
      return 0;
    } catch (IOException failed) {
      return 1;
    }
  }

  private static boolean showsColours(Environment environment) {
    String terminal = environment.get("TERM");
    return terminal != null
        && !terminal.equals("dumb")
        && environment.get("NO_COLOR") == null
        && environment.get("NOCOLOR") == null
        && Terminals.isTerminal(2);
  }

  /**
   * Runs one command, without touching anything of the process: any number of them can run at once.
   *
   * @param arguments what follows {@code firn}; before it may stand {@code --called-as NAME}. All texts are bytes, one {@code char} a byte
   * @param input standard input
   * @param output standard output
   * @param errors standard error
   * @param environment the environment variables
   * @param directory the working directory: absolute, without symbolic links
   * @return the exit code
   */
  public static int run(
      String[] arguments,
      InputStream input,
      OutputStream output,
      OutputStream errors,
      Map<String, String> environment,
      String directory) {
    return Dispatch.run(
        arguments,
        new Surroundings(
            input,
            new Output(output),
            new Messages(errors, () -> false),
            Environment.of(environment),
            () -> false,
            directory,
            null));
  }

  /** The variables of this process, read when they are asked for. */
  private static final class ProcessEnvironment implements Environment {
    @Override
    public @Nullable String get(String name) {
      return ProcessBytes.variable(name);
    }

    @Override
    public Map<String, String> all() {
      return ProcessBytes.variables();
    }
  }
}
