package dev.firn.realise.build.local;

import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * All about one build that does not change.
 *
 * @param store the store
 * @param settings how this machine builds
 * @param request what is to be built
 * @param options what the derivation asks for
 * @param inputs all that the builder may see
 * @param known the final paths of outputs, where they are known
 * @param valid those that are valid
 * @param log is told what happens
 */
record BuildContext(
    LocalStore store,
    BuildSettings settings,
    BuildRequest request,
    DerivationOptions options,
    SortedSet<StorePath> inputs,
    SortedMap<String, StorePath> known,
    SortedMap<String, StorePath> valid,
    BuildLog log) {
  /**
   * What a builder left.
   *
   * @param scratch the paths that it used for its outputs
   * @param files where the files of those are
   * @param builder the user that it ran as; empty if that is the user of this process
   * @param started when it was started, in seconds after the epoch
   * @param stopped when it had ended
   */
  record Made(
      SortedMap<String, StorePath> scratch,
      Function<StorePath, Path> files,
      OptionalInt builder,
      long started,
      long stopped) {}

  /** A file for what the builder writes. */
  OutputStream openLog() throws IOException {
    return settings.log().open(store.location(), request.path());
  }

  /** The path of the derivation, as messages name it. */
  String shownPath() {
    return store.dir().print(request.path());
  }
}
