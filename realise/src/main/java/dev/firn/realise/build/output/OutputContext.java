package dev.firn.realise.build.output;

import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What outputs are made valid from.
 *
 * @param store the store; the caller holds the locks of all outputs whose paths are known
 * @param request what was built
 * @param options what the derivation asks for
 * @param scratch the path that the builder was told to use for each output
 * @param valid the outputs that were valid before the build
 * @param files where the files of a scratch path are
 * @param inputs all that the builder could see
 * @param builder the user that the builder ran as; empty if that is the user of this process
 * @param work a directory of the same file system as the store that only this process can write to
 * @param settings how to go about it
 */
public record OutputContext(
    LocalStore store,
    BuildRequest request,
    DerivationOptions options,
    SortedMap<String, StorePath> scratch,
    SortedMap<String, StorePath> valid,
    Function<StorePath, Path> files,
    SortedSet<StorePath> inputs,
    OptionalInt builder,
    Path work,
    OutputSettings settings) {
  /**
   * How outputs are made valid.
   *
   * @param keys secret keys to sign with
   * @param realisations whether it is remembered of all derivations what their outputs were, not only of those where nothing else tells
   * @param keepDifferent whether outputs that differ when they are built again are kept
   * @param different is told of such outputs
   */
  public record OutputSettings(
      List<SecretKey> keys,
      boolean realisations,
      boolean keepDifferent,
      DifferentOutput different) {}

  /** Looks at outputs that differ when they are built again. */
  @FunctionalInterface
  public interface DifferentOutput {
    /** Is told where the old and the new one are. */
    void found(Path old, Path built);
  }
}
