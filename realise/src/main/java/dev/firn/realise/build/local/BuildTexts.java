package dev.firn.realise.build.local;

import dev.firn.base.sys.ExitStatus;
import dev.firn.base.text.Ansi;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is said about builds, in Nix's words. */
final class BuildTexts {
  private BuildTexts() {}

  /** What happens. */
  static String activity(BuildRequest request, StoreDir dir) {
    String verb =
        switch (request.mode()) {
          case REPAIR -> "repairing outputs of";
          case CHECK -> "checking outputs of";
          case NORMAL -> "building";
        };
    return verb + " '" + dir.print(request.path()) + "'";
  }

  /** That the builder failed. What it wrote last is told by whoever was given that. */
  static String failed(BuildRequest request, ExitStatus status, StoreDir dir) {
    StringBuilder text = new StringBuilder("Cannot build '");
    text.append(coloured(dir.print(request.path())));
    text.append("'.\nReason: ").append(Ansi.RED).append("builder ").append(status.text());
    text.append(Ansi.NORMAL).append('.');
    SortedSet<StorePath> outputs = new TreeSet<>();
    for (DerivationOutput output : request.derivation().outputs().values()) {
      StorePath known = output.knownPath();
      if (known != null) {
        outputs.add(known);
      }
    }
    if (!outputs.isEmpty()) {
      text.append("\nOutput paths:");
      outputs.forEach(output -> text.append("\n  ").append(coloured(dir.print(output))));
    }
    return text.toString();
  }

  private static String coloured(String text) {
    return Ansi.MAGENTA + text + Ansi.NORMAL;
  }

  /** Why this machine cannot build something; null if it can. */
  static @Nullable String refusal(
      BuildRequest request,
      SortedSet<String> required,
      BuildSettings.Platform platform,
      StoreDir dir) {
    String system = request.derivation().system();
    boolean runs =
        system.equals(platform.system())
            || platform.others().contains(system)
            || request.derivation().builder().startsWith("builtin:");
    boolean able = platform.features().containsAll(required);
    if (runs && able) {
      return null;
    }
    StringBuilder text = new StringBuilder("Cannot build '");
    text.append(coloured(dir.print(request.path()))).append("'.");
    if (!runs) {
      text.append("\nReason: ").append(Ansi.RED).append("platform mismatch").append(Ansi.NORMAL);
      text.append("\nRequired system: '");
      text.append(coloured(system)).append("'\nCurrent system: '");
      text.append(coloured(platform.system())).append('\'');
    }
    if (!able) {
      text.append("\nReason: ").append(Ansi.RED).append("missing system features");
      text.append(Ansi.NORMAL).append("\nRequired features: {");
      text.append(String.join(", ", required)).append("}\nAvailable features: {");
      text.append(String.join(", ", platform.features())).append('}');
    }
    return text.toString();
  }

  /** That checking needs something to compare with. */
  static String notThere(BuildRequest request, StoreDir dir) {
    return "some outputs of '"
        + dir.print(request.path())
        + "' are not valid, so "
        + (request.mode() == BuildMode.CHECK ? "checking" : "repairing")
        + " is not possible";
  }
}
