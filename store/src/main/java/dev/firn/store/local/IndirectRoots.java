package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Links;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Keeps paths from being collected by links that users have, as Nix does: the state directory's {@code gcroots/auto} holds a link to
 * each, named by the hash of where it is. Whoever removes his link gives the path up.
 */
public final class IndirectRoots {
  private final StoreDir dir;
  private final Disk disk;
  private final Registrar registrar;

  /** Makes it known where a link is that keeps something. */
  @FunctionalInterface
  public interface Registrar {
    /** Makes known where it is: absolute and canonical, bytes. */
    void register(String link) throws IOException;
  }

  /** The roots of a store. */
  public IndirectRoots(StoreLocation location) {
    this(location, Disk.REAL);
  }

  /** The roots of a store, made on that disk. */
  public IndirectRoots(StoreLocation location, Disk disk) {
    this(
        location.dir(),
        disk,
        link -> {
          String name = Hash.digest(HashAlgorithm.SHA1, link).nix32();
          Links.replace(disk, location.roots().resolve("auto").resolve(name), link);
        });
  }

  private IndirectRoots(StoreDir dir, Disk disk, Registrar registrar) {
    this.dir = dir;
    this.disk = disk;
    this.registrar = registrar;
  }

  /** The roots of a store that this process may not write, so that somebody else has to know of them. */
  public static IndirectRoots knownTo(Registrar registrar, StoreDir dir) {
    return new IndirectRoots(dir, Disk.REAL, registrar);
  }

  /**
   * Makes a link to a path, and with it a root; a link into the store that is there already is replaced.
   *
   * @param link where the link shall be: absolute and canonical, bytes
   * @param path a valid path
   * @throws StoreException if something else is there, or if the link cannot be made
   */
  public void add(String link, StorePath path) {
    if (dir.contains(link)) {
      throw new StoreException(
          "creating a garbage collector root (\""
              + link
              + "\") in the Nix store is forbidden (are you running nix-build inside the store?)");
    }
    try {
      Path place = BytePaths.of(link);
      requireFree(place, link);
      Links.replace(disk, place, dir.print(path));
      registrar.register(link);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot make the link \"" + link + "\": " + failed.getMessage(), failed);
    }
  }

  /**
   * Makes it known where a link is that somebody made.
   *
   * @param link absolute and canonical, bytes
   * @throws StoreException if that fails
   */
  public void register(String link) {
    try {
      registrar.register(link);
    } catch (IOException failed) {
      throw new StoreException("cannot make a root of \"" + link + "\"", failed);
    }
  }

  private void requireFree(Path place, String link) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isSymbolicLink(place) && dir.contains(Symlinks.read(place)))) {
      throw new StoreException("cannot create symlink \"" + link + "\"; already exists");
    }
  }
}
