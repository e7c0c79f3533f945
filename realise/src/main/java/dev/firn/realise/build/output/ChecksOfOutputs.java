package dev.firn.realise.build.output;

import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.realise.build.options.OutputChecks;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks outputs for what the derivation says they must be like. Messages are Nix's. */
final class ChecksOfOutputs {
  private final Store store;
  private final StorePath derivation;
  private final SortedMap<String, PathInfo> outputs;
  private final Map<StorePath, PathInfo> byPath = new HashMap<>();

  private ChecksOfOutputs(Store store, StorePath derivation, SortedMap<String, PathInfo> outputs) {
    this.store = store;
    this.derivation = derivation;
    this.outputs = outputs;
    outputs.values().forEach(info -> byPath.put(info.path(), info));
  }

  /** The paths that something needs, and how long their archives are together. */
  private record Closure(SortedSet<StorePath> paths, long size) {}

  /**
   * Checks all outputs.
   *
   * @param outputs the outputs by name; they need not be valid yet
   * @throws BuildFailedException if one is not as it must be
   */
  static void check(
      Store store,
      StorePath derivation,
      DerivationOptions options,
      SortedMap<String, PathInfo> outputs)
      throws BuildFailedException {
    ChecksOfOutputs checks = new ChecksOfOutputs(store, derivation, outputs);
    for (Map.Entry<String, PathInfo> output : outputs.entrySet()) {
      checks.check(output.getKey(), output.getValue(), options.checks(output.getKey()));
    }
  }

  private void check(String output, PathInfo info, OutputChecks checks)
      throws BuildFailedException {
    checkSizes(info, checks);
    SortedSet<OutputChecks.Reference> references = checks.allowedReferences();
    if (references != null) {
      refuse(info, without(info.references(), paths(references, output)));
    }
    SortedSet<OutputChecks.Reference> requisites = checks.allowedRequisites();
    if (requisites != null) {
      refuse(info, without(requisites(info, checks), paths(requisites, output)));
    }
    if (!checks.disallowedReferences().isEmpty()) {
      refuse(info, common(info.references(), paths(checks.disallowedReferences(), output)));
    }
    if (!checks.disallowedRequisites().isEmpty()) {
      refuse(info, common(requisites(info, checks), paths(checks.disallowedRequisites(), output)));
    }
  }

  private void checkSizes(PathInfo info, OutputChecks checks) throws BuildFailedException {
    if (isAbove(info.narSize(), checks.maxSize())) {
      throw tooLarge("path", info, info.narSize(), checks.maxSize());
    }
    if (checks.maxClosureSize() != null) {
      long size = closure(info.path()).size();
      if (isAbove(size, checks.maxClosureSize())) {
        throw tooLarge("closure of path", info, size, checks.maxClosureSize());
      }
    }
  }

  private static boolean isAbove(long size, @Nullable Long limit) {
    return limit != null && Long.compareUnsigned(size, limit) > 0;
  }

  private BuildFailedException tooLarge(
      String what, PathInfo info, long size, @Nullable Long limit) {
    return rejected(
        what
            + " '"
            + store.dir().print(info.path())
            + "' is too large at "
            + size
            + " bytes; limit is "
            + Long.toUnsignedString(limit == null ? 0 : limit)
            + " bytes");
  }

  private SortedSet<StorePath> requisites(PathInfo info, OutputChecks checks) {
    SortedSet<StorePath> all = closure(info.path()).paths();
    if (checks.ignoreSelf()) {
      all.remove(info.path());
    }
    return all;
  }

  private Closure closure(StorePath start) {
    SortedSet<StorePath> reached = new TreeSet<>();
    ArrayDeque<StorePath> waiting = new ArrayDeque<>();
    waiting.add(start);
    long size = 0;
    while (!waiting.isEmpty()) {
      StorePath path = waiting.remove();
      if (reached.add(path)) {
        PathInfo known = byPath.get(path);
        PathInfo info = known == null ? store.info(path) : known;
        size += info.narSize();
        waiting.addAll(info.references());
      }
    }
    return new Closure(reached, size);
  }

  private SortedSet<StorePath> paths(SortedSet<OutputChecks.Reference> references, String output)
      throws BuildFailedException {
    SortedSet<StorePath> paths = new TreeSet<>();
    for (OutputChecks.Reference reference : references) {
      switch (reference) {
        case OutputChecks.Reference.ToPath to -> paths.add(to.path());
        case OutputChecks.Reference.ToOutput to -> paths.add(outputPath(to.name(), output));
      }
    }
    return paths;
  }

  private StorePath outputPath(String name, String output) throws BuildFailedException {
    PathInfo info = outputs.get(name);
    if (info == null) {
      throw rejected(
          "derivation '"
              + store.dir().print(derivation)
              + "' output check for '"
              + output
              + "' contains output name '"
              + name
              + "', but this is not a valid output of this derivation. (Valid outputs are ["
              + String.join(", ", outputs.keySet())
              + "].)");
    }
    return info.path();
  }

  private static SortedSet<StorePath> without(
      SortedSet<StorePath> used, SortedSet<StorePath> allowed) {
    SortedSet<StorePath> bad = new TreeSet<>(used);
    bad.removeAll(allowed);
    return bad;
  }

  private static SortedSet<StorePath> common(
      SortedSet<StorePath> used, SortedSet<StorePath> disallowed) {
    SortedSet<StorePath> bad = new TreeSet<>(used);
    bad.retainAll(disallowed);
    return bad;
  }

  private void refuse(PathInfo info, SortedSet<StorePath> bad) throws BuildFailedException {
    if (bad.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("output '");
    text.append(store.dir().print(info.path()));
    text.append("' is not allowed to refer to the following paths:");
    bad.forEach(path -> text.append("\n  ").append(store.dir().print(path)));
    throw rejected(text.toString());
  }

  private static BuildFailedException rejected(String message) {
    return new BuildFailedException(BuildStatus.OUTPUT_REJECTED, message);
  }
}
