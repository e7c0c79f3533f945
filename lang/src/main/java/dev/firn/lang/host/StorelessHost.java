package dev.firn.lang.host;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InvalidPathError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host without a store and without restrictions: what needs a store fails, and nothing can be fetched. */
abstract class StorelessHost implements Host {
  private final String storeDirectory;
  private final String workingDirectory;

  StorelessHost(String storeDirectory, String workingDirectory) {
    this.storeDirectory = storeDirectory;
    this.workingDirectory = workingDirectory;
  }

  @Override
  public final void checkAccess(String path) {
    // Everything may be read.
  }

  @Override
  public final void allow(String path) {
    // Everything may be read.
  }

  /** Nobody wants to know. */
  @Override
  public void dependsOnMore() {}

  @Override
  public final String storeDirectory() {
    return storeDirectory;
  }

  @Override
  public final String copyToStore(String path) {
    throw new EvalError("cannot copy '" + path + "' to the store: there is no store");
  }

  @Override
  public final @Nullable String addressInStore(String path) {
    return null;
  }

  /** Nothing can be made here: the first thing that is mentioned is missing. */
  @Override
  public final String realise(String text, List<String> context) {
    String first = context.getFirst();
    throw new InvalidPathError(first.substring(first.indexOf('/')));
  }

  @Override
  public final List<String> references(String path) {
    return List.of();
  }

  @Override
  public final @Nullable StoredDerivation derivation(String path) {
    return null;
  }

  @Override
  public final @Nullable String searchPathRoot(String entry) {
    if (SearchPathUrls.isUrl(entry)) {
      warn("Nix search path entry '" + entry + "' cannot be downloaded, ignoring");
    }
    return entry.startsWith("/") ? entry : workingDirectory + "/" + entry;
  }
}
