package dev.firn.conformance;

import dev.firn.app.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs cases with Firn, inside this process. */
final class Firn {
  private Firn() {}

  /** The outcome of a case. */
  static Outcome run(Case each) {
    List<String> arguments = new ArrayList<>(List.of("nix-instantiate"));
    arguments.addAll(each.commandLine());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments.toArray(String[]::new),
            InputStream.nullInputStream(),
            output,
            errors,
            Corpus.environment(each),
            Corpus.FILES.toString());
    return Corpus.outcome(
        status,
        output.toString(StandardCharsets.ISO_8859_1),
        errors.toString(StandardCharsets.ISO_8859_1));
  }
}
