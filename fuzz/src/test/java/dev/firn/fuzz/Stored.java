package dev.firn.fuzz;

import dev.firn.lang.host.MemoryHost;
import java.util.List;
import java.util.SplittableRandom;

/** What random programs put into the store, and how they look whether it is there. */
final class Stored {
  private static final List<String> OBJECTS =
      List.of(
          "\"${./source/1}\"",
          "\"${./source}\"",
          "(builtins.path { path = ./source; name = \"p\"; })",
          "(builtins.toFile \"text\" \"content\")",
          "(builtins.toFile \"user\" \"${builtins.toFile \"text\" \"content\"}\")",
          derivation("d", "source = ./source/1;") + ".drvPath",
          "\"${"
              + derivation("e", "inner = " + derivation("f", "outputs = [ \"o\" ];") + ";")
              + "}\"",
          "\"${" + derivation("g", "inner = " + derivation("f", "") + ".drvPath;") + "}\"");

  private static final List<String> PATHS = paths();

  private Stored() {}

  private static String derivation(String name, String more) {
    return "(derivation { name = \""
        + name
        + "\"; builder = \"b\"; system = \"s\"; "
        + more
        + " })";
  }

  private static List<String> paths() {
    String all = "[ " + String.join(" ", OBJECTS) + " ]";
    String stored = Evaluations.inMemory(all, sources(), false, 0, null).stored();
    return List.of(stored.split(" "));
  }

  /** A world with the files that the objects are copies of. */
  static MemoryHost sources() {
    return new MemoryHost().file("/files/source/1", "one").file("/files/source/2", "two");
  }

  /** An expression of a string that mentions an object. The last one, which fails if nothing may be written, is rare. */
  static String expression(SplittableRandom random) {
    int many = OBJECTS.size() - (random.nextInt(20) == 0 ? 0 : 1);
    return OBJECTS.get(random.nextInt(many));
  }

  /** An expression that tells whether an object is there. */
  static String question(SplittableRandom random) {
    return "(builtins.pathExists \"" + PATHS.get(random.nextInt(PATHS.size())) + "\")";
  }
}
