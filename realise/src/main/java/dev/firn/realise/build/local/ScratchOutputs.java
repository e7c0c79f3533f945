package dev.firn.realise.build.local;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.environment.Rewrites;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.protocol.BuildMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses the paths under which a builder makes its outputs. They are the final ones where those are known and free; else others of the
 * same length, whose digits are replaced afterwards.
 *
 * @param paths the paths by the names of the outputs
 * @param redirected those paths that are in use instead of known ones
 * @param rewrites what is to be replaced in all that the builder is given
 */
record ScratchOutputs(
    SortedMap<String, StorePath> paths, List<StorePath> redirected, Rewrites rewrites) {
  /**
   * Chooses for a build.
   *
   * @param known the final paths, where they are known
   * @param valid those that are valid
   * @param apart whether the builder makes them where nothing else is: then final paths are free
   */
  static ScratchOutputs choose(
      BuildRequest request,
      SortedMap<String, StorePath> known,
      SortedMap<String, StorePath> valid,
      boolean apart,
      StoreLocation location) {
    SortedMap<String, StorePath> paths = new TreeMap<>();
    List<StorePath> redirected = new ArrayList<>();
    Rewrites rewrites = new Rewrites();
    StoreDir dir = location.dir();
    for (String name : request.derivation().outputs().keySet()) {
      StorePath last = known.get(name);
      StorePath path;
      if (last == null) {
        path = fallback(dir, request, name);
      } else if (!apart && isTaken(request, name, last, valid, location)) {
        path = fallback(dir, request, last);
        redirected.add(path);
        rewrites.add(last.hashPart(), path.hashPart());
      } else {
        path = last;
      }
      paths.put(name, path);
      rewrites.add(Placeholder.output(name).text(), dir.print(path));
    }
    return new ScratchOutputs(paths, redirected, rewrites);
  }

  /** What is there but not valid may be deleted, unless it is to be repaired: then it is in use as long as nothing better is there. */
  private static boolean isTaken(
      BuildRequest request,
      String name,
      StorePath path,
      SortedMap<String, StorePath> valid,
      StoreLocation location) {
    return Files.exists(location.files(path), LinkOption.NOFOLLOW_LINKS)
        && (request.mode() == BuildMode.REPAIR || valid.containsKey(name));
  }

  private static StorePath fallback(StoreDir dir, BuildRequest request, String output) {
    return StorePaths.make(
        dir,
        "rewrite:" + request.path().baseName() + ":name:" + output,
        Hash.zero(HashAlgorithm.SHA256),
        StorePaths.outputPathName(request.derivation().name(), output));
  }

  private static StorePath fallback(StoreDir dir, BuildRequest request, StorePath path) {
    return StorePaths.make(
        dir,
        "rewrite:" + request.path().baseName() + ":" + path.baseName(),
        Hash.zero(HashAlgorithm.SHA256),
        path.name());
  }
}
