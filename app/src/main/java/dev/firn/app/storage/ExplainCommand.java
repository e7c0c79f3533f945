package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.explain.Explainer;
import dev.firn.store.explain.Explanation;
import dev.firn.store.path.PathFingerprint;
import java.io.IOException;
import java.util.List;

/** {@code firn store explain}: prints what the name of a path is made of, each part below what it goes into. */
final class ExplainCommand extends StoreCommand {
  private static final String STEP = "  ";

  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which path");
    }
    Explanation explanation =
        Explainer.explain(use.store(), use.path(line.operands().getFirst()), depth(line));
    use.output().line(use.print(explanation.path()));
    PathFingerprint fingerprint = explanation.fingerprint();
    if (fingerprint == null) {
      use.output().line(STEP + "nobody knows what its digits are the hash of");
      return 0;
    }
    use.output()
        .line(STEP + fingerprint.digits())
        .line(STEP + "= folded to 20 bytes: " + fingerprint.hash().nix32())
        .line(STEP + "= sha256 of: " + fingerprint.text());
    inner(explanation.inner(), fingerprint, use);
    return 0;
  }

  private static int depth(CommandLine line) {
    String given = line.value(StoreCommands.DEPTH);
    try {
      return given == null ? 1 : Integer.parseUnsignedInt(given);
    } catch (NumberFormatException bad) {
      throw new UsageException("'--depth' takes a number, not '" + given + "'");
    }
  }

  private static void inner(Explanation.Inner inner, PathFingerprint fingerprint, StoreUse use) {
    String indent = STEP + STEP;
    use.output().line(indent + fingerprint.inner().base16());
    switch (inner) {
      case Explanation.Content content ->
          use.output()
              .line(indent + "= " + fingerprint.inner().algorithm() + " of " + what(content));
      case Explanation.Fixed fixed -> use.output().line(indent + "= sha256 of: " + fixed.text());
      case Explanation.Built built -> {
        use.output()
            .line(
                indent
                    + "= sha256 of the derivation "
                    + use.print(built.derivation())
                    + " without its outputs, for output '"
                    + built.output()
                    + "':")
            .line(indent + built.text());
        inputs(built.inputs(), indent + STEP, use);
      }
      case Explanation.Unknown _ -> use.output().line(indent + "= of something unknown");
    }
  }

  private static String what(Explanation.Content content) {
    return switch (content.what()) {
      case FILE -> "the bytes of the file";
      case ARCHIVE -> "the archive of the tree";
      case ARCHIVE_WITHOUT_SELF ->
          "the archive of the tree with zeros for its own digits, and where they are";
    };
  }

  private static void inputs(List<Explanation.Input> inputs, String indent, StoreUse use) {
    for (Explanation.Input input : inputs) {
      use.output()
          .line(indent + input.hash().base16())
          .line(
              indent
                  + "= sha256 of the input "
                  + use.print(input.derivation())
                  + " ("
                  + String.join(", ", input.outputs())
                  + "):")
          .line(indent + input.text());
      inputs(input.inputs(), indent + STEP, use);
    }
  }
}
