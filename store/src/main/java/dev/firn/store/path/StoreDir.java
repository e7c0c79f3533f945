package dev.firn.store.path;

import dev.firn.base.text.PathText;
import org.jspecify.annotations.Nullable;

/**
 * The directory that store paths are in, as they are written: it is part of every hash, wherever the files really are.
 *
 * @param path absolute, canonical, without a slash at the end
 */
public record StoreDir(String path) {
  /** The directory of most stores, {@code /nix/store}. */
  public static final StoreDir DEFAULT = new StoreDir("/nix/store");

  /** A store path and what follows it: empty, or a slash and more. */
  public record Inside(StorePath storePath, String rest) {}

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not absolute and canonical
   */
  public StoreDir {
    if (!path.startsWith("/") || !path.equals(PathText.canonical(path))) {
      throw new IllegalArgumentException("'" + path + "' is not an absolute, canonical path");
    }
  }

  /** The full path. */
  public String print(StorePath storePath) {
    return path + "/" + storePath.baseName();
  }

  /**
   * Reads a full path; slashes may be doubled, and {@code .} and {@code ..} are resolved.
   *
   * @throws BadStorePathException with Nix's message, if it is no store path in this directory
   */
  public StorePath parse(String text) {
    if (text.isEmpty()) {
      throw new BadStorePathException("empty path is not a valid store path");
    }
    if (text.charAt(0) != '/') {
      throw new BadStorePathException("not an absolute path: \"" + text + "\"");
    }
    String full = PathText.canonical(text);
    int slash = full.lastIndexOf('/');
    if (slash != path.length() || !full.startsWith(path)) {
      throw new BadStorePathException("path \"" + full + "\" is not in the Nix store");
    }
    return StorePath.of(full.substring(slash + 1));
  }

  /**
   * Reads a full path that must be written exactly as {@link #print} does.
   *
   * @throws BadStorePathException with Nix's message, if it is no store path in this directory
   */
  public StorePath parseCanonical(String text) {
    if (!text.startsWith(path)
        || text.length() == path.length()
        || text.charAt(path.length()) != '/') {
      throw new BadStorePathException("path '" + text + "' is not in the Nix store");
    }
    return StorePath.of(text.substring(path.length() + 1));
  }

  /** Like {@link #parse}; null if it is no store path in this directory. */
  public @Nullable StorePath find(String text) {
    try {
      return parse(text);
    } catch (BadStorePathException bad) {
      return null;
    }
  }

  /** Whether that full path lies below this directory. */
  public boolean contains(String text) {
    return text.length() > path.length() + 1
        && text.startsWith(path)
        && text.charAt(path.length()) == '/';
  }

  /**
   * Cuts a full path below this directory after the store path.
   *
   * @throws BadStorePathException with Nix's message, if it lies elsewhere or begins with no store path
   */
  public Inside split(String text) {
    if (!contains(text)) {
      throw new BadStorePathException("path '" + text + "' is not in the Nix store");
    }
    int slash = text.indexOf('/', path.length() + 1);
    return slash < 0
        ? new Inside(parse(text), "")
        : new Inside(parse(text.substring(0, slash)), text.substring(slash));
  }

  /** The path of the directory. */
  @Override
  public String toString() {
    return path;
  }
}
