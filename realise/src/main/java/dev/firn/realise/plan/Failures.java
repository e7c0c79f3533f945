package dev.firn.realise.plan;

import dev.firn.base.text.Ansi;
import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Texts of failures, as Nix has them. They may hold escape sequences for colours. */
final class Failures {
  private Failures() {}

  /** The text of a failure with the word before it that errors are told with. */
  static String shown(String message) {
    ErrorReport report =
        new ErrorReport(ErrorReport.Level.ERROR, message, null, List.of(), List.of(), 1);
    return ErrorRenderer.render(report, false, true);
  }

  /** Some of what a derivation needs failed. */
  static String dependencies(StoreDir dir, StorePath path, Derivation derivation, int failed) {
    return "Cannot build '"
        + Ansi.MAGENTA
        + dir.print(path)
        + Ansi.NORMAL
        + "'.\nReason: "
        + Ansi.RED
        + failed
        + (failed == 1 ? " dependency" : " dependencies")
        + " failed"
        + Ansi.NORMAL
        + "."
        + outputs(dir, derivation);
  }

  private static String outputs(StoreDir dir, Derivation derivation) {
    TreeSet<StorePath> paths = new TreeSet<>();
    for (DerivationOutput output : derivation.outputs().values()) {
      @Nullable StorePath path = output.knownPath();
      if (path != null) {
        paths.add(path);
      }
    }
    StringBuilder text = new StringBuilder();
    for (StorePath path : paths) {
      text.append(text.isEmpty() ? "\nOutput paths:" : "")
          .append("\n  ")
          .append(Ansi.MAGENTA)
          .append(dir.print(path))
          .append(Ansi.NORMAL);
    }
    return text.toString();
  }
}
