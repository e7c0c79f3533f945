package dev.firn.conformance;

import dev.firn.app.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs cases and command lines with Firn, inside this process. */
final class Firn {
  private Firn() {}

  /** The outcome of a case. */
  static Outcome run(Case each) {
    List<String> arguments = new ArrayList<>(List.of("nix-instantiate"));
    arguments.addAll(each.commandLine());
    Outcome outcome =
        run(arguments, new byte[0], Corpus.environment(each), Corpus.FILES.toString());
    return Corpus.outcome(outcome.status(), outcome.output(), outcome.errorOutput());
  }

  /**
   * The outcome of a command line.
   *
   * @param input standard input
   * @param environment all of it
   * @param directory the working directory
   */
  static Outcome run(
      List<String> arguments, byte[] input, Map<String, String> environment, String directory) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments.toArray(String[]::new),
            new ByteArrayInputStream(input),
            output,
            errors,
            environment,
            directory);
    return new Outcome(
        status,
        output.toString(StandardCharsets.ISO_8859_1),
        errors.toString(StandardCharsets.ISO_8859_1));
  }
}
