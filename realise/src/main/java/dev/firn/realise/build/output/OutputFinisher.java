package dev.firn.realise.build.output;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.PathInfo;
import dev.firn.store.TreeAddress;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns outputs as they were built into outputs as they will be valid: finds their final paths and puts those into their files. Outputs
 * come in the order in which they refer to each other. Not for several threads.
 */
final class OutputFinisher {
  private final OutputContext context;
  private final StoreDir dir;
  private final Disk disk;

  /** Hash parts of scratch paths, and those of the final paths. */
  private final SortedMap<String, String> rewrites = new TreeMap<>();

  private int copies;

  OutputFinisher(OutputContext context) {
    this.context = context;
    this.dir = context.store().dir();
    this.disk = context.store().options().disk();
  }

  /** Remembers the final path of an output, for those that refer to it. */
  void settle(StorePath scratch, StorePath path) {
    if (!scratch.equals(path)) {
      rewrites.put(scratch.hashPart(), path.hashPart());
    }
  }

  /**
   * Finishes an output.
   *
   * @throws BuildFailedException with Nix's message, if it cannot become valid
   */
  FinishedOutput finish(LeftOutputs.Left left, DerivationOutput output)
      throws IOException, BuildFailedException {
    Path files = context.files().apply(left.scratch());
    return switch (output) {
      case DerivationOutput.InputAddressed known -> inputAddressed(left, known.path(), files);
      case DerivationOutput.Fixed fixed ->
          contentAddressed(
              left, fixed.address().method(), fixed.address().hash().algorithm(), copy(files));
      case DerivationOutput.Impure impure ->
          contentAddressed(left, impure.method(), impure.algorithm(), copy(files));
      case DerivationOutput.Floating floating ->
          contentAddressed(left, floating.method(), floating.algorithm(), files);
      case DerivationOutput.Deferred _ ->
          throw rejected("the path of output '" + left.name() + "' is not known");
    };
  }

  /** A builder with a network can hand open files to others. What becomes valid is a copy that nobody else has open. */
  private Path copy(Path files) throws IOException {
    Path copy = context.work().resolve("copy-" + copies++);
    OutputContent.copy(disk, files, copy);
    return copy;
  }

  private FinishedOutput inputAddressed(LeftOutputs.Left left, StorePath path, Path files)
      throws IOException {
    settle(left.scratch(), path);
    rewrite(files, rewrites);
    References references = references(left);
    return finished(path, references, null, files);
  }

  private FinishedOutput contentAddressed(
      LeftOutputs.Left left, ContentAddressMethod method, HashAlgorithm algorithm, Path files)
      throws IOException, BuildFailedException {
    requireFile(left, method);
    rewrite(files, rewrites);
    ContentAddress form = new ContentAddress(method, Hash.zero(algorithm));
    String oldPart = left.scratch().hashPart();
    ContentAddress address =
        new ContentAddress(method, TreeAddress.modulo(new DiskTree(files), form, oldPart));
    References references = references(left);
    StorePath path = path(left, address, references);
    if (!path.equals(left.scratch())) {
      rewrite(files, Map.of(oldPart, path.hashPart()));
    }
    return finished(path, references, address, files);
  }

  private StorePath path(LeftOutputs.Left left, ContentAddress address, References references)
      throws BuildFailedException {
    try {
      String name = StorePaths.outputPathName(context.request().derivation().name(), left.name());
      return StorePaths.fixed(dir, name, address, references);
    } catch (BadContentAddressException bad) {
      throw rejected(String.valueOf(bad.getMessage()));
    }
  }

  private void requireFile(LeftOutputs.Left left, ContentAddressMethod method)
      throws IOException, BuildFailedException {
    boolean flat = method == ContentAddressMethod.FLAT || method == ContentAddressMethod.TEXT;
    Path files = context.files().apply(left.scratch());
    if (flat && new DiskTree(files).kind() != FileKind.REGULAR) {
      throw rejected(
          "output path \""
              + dir.print(left.scratch())
              + "\" should be a non-executable regular file since recursive hashing is not enabled (one of"
              + " outputHashMode={flat,text} is true)");
    }
  }

  private void rewrite(Path files, Map<String, String> replaced) throws IOException {
    if (!replaced.isEmpty()) {
      OutputContent.rewrite(disk, files, replaced, context.work());
    }
  }

  /** References with the final paths of other outputs. */
  private References references(LeftOutputs.Left left) {
    SortedSet<StorePath> others = new TreeSet<>();
    for (StorePath reference : left.references()) {
      String part = rewrites.get(reference.hashPart());
      if (!reference.equals(left.scratch())) {
        others.add(part == null ? reference : StorePath.of(part + "-" + reference.name()));
      }
    }
    return new References(others, left.references().contains(left.scratch()));
  }

  private FinishedOutput finished(
      StorePath path, References references, @Nullable ContentAddress address, Path files)
      throws IOException {
    OutputContent.Archive archive = OutputContent.archive(files);
    SortedSet<StorePath> all = new TreeSet<>(references.others());
    if (references.self()) {
      all.add(path);
    }
    PathInfo info =
        new PathInfo(
            path,
            archive.hash(),
            archive.size(),
            all,
            context.request().path(),
            System.currentTimeMillis() / 1000,
            true,
            new TreeSet<>(),
            address);
    return new FinishedOutput(info, files);
  }

  private static BuildFailedException rejected(String message) {
    return new BuildFailedException(BuildStatus.OUTPUT_REJECTED, message);
  }
}
