package dev.firn.store.local;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps paths from being collected by links that users have, as Nix does: the state directory's {@code gcroots/auto} holds a link to
 * each, named by the hash of where it is. Whoever removes his link gives the path up.
 */
public final class IndirectRoots {
  private final StoreLocation location;

  /** The roots of a store. */
  public IndirectRoots(StoreLocation location) {
    this.location = location;
  }

  /**
   * Makes a link to a path, and with it a root; a link into the store that is there already is replaced.
   *
   * @param link where the link shall be: absolute and canonical, bytes
   * @param path a valid path
   * @throws StoreException if something else is there, or if the link cannot be made
   */
  public void add(String link, StorePath path) {
    if (location.dir().contains(link)) {
      throw new StoreException(
          "creating a garbage collector root (\""
              + link
              + "\") in the Nix store is forbidden (are you running nix-build inside the store?)");
    }
    try {
      Path place = BytePaths.of(link);
      requireFree(place, link);
      replace(place, location.dir().print(path));
      String name = Hash.digest(HashAlgorithm.SHA1, link).nix32();
      replace(location.state().resolve("gcroots/auto").resolve(name), link);
    } catch (IOException failed) {
      throw new StoreException("cannot make the link \"" + link + "\"", failed);
    }
  }

  private void requireFree(Path place, String link) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isSymbolicLink(place) && location.dir().contains(Symlinks.read(place)))) {
      throw new StoreException("cannot create symlink \"" + link + "\"; already exists");
    }
  }

  /** Makes a link beside its place and moves it there: whoever looks sees the old one or the new one. */
  private static void replace(Path link, String target) throws IOException {
    Path directory = Files.createDirectories(link.getParent());
    Path fresh = directory.resolve(link.getFileName() + ".tmp-" + suffix());
    Symlinks.create(fresh, target);
    try {
      Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String suffix() {
    return ProcessHandle.current().pid() + "-" + ThreadLocalRandom.current().nextInt(1 << 30);
  }
}
