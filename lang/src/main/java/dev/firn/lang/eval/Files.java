package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.Host;
import org.jspecify.annotations.Nullable;

/** Finds files as the language does: links are followed by hand, one host call a step. */
public final class Files {
  private static final int MOST_LINKS = 1024;

  private Files() {}

  /** The path without symbolic links. What does not exist is left as it is. */
  public static String resolveLinks(Host host, String path) {
    return resolve(host, path, true);
  }

  /** The path whose directories are no links; its last component may be one. */
  public static String resolveAncestors(Host host, String path) {
    return resolve(host, path, false);
  }

  private static String resolve(Host host, String path, boolean last) {
    String done = "/";
    String rest = path;
    int followed = 0;
    while (!rest.isEmpty()) {
      int start = rest.charAt(0) == '/' ? 1 : 0;
      int slash = rest.indexOf('/', start);
      String part = slash < 0 ? rest.substring(start) : rest.substring(start, slash);
      rest = slash < 0 ? "" : rest.substring(slash + 1);
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        done = Paths.parent(done);
        continue;
      }
      String next = Paths.child(done, part);
      if ((!rest.isEmpty() || last) && host.kind(next) == FileKind.SYMLINK) {
        if (++followed >= MOST_LINKS) {
          throw new EvalError("infinite symlink recursion in path '" + path + "'");
        }
        String target = host.readLink(next);
        done = target.startsWith("/") ? "/" : done;
        rest = rest.isEmpty() ? target : target + "/" + rest;
      } else {
        done = next;
      }
    }
    return done;
  }

  /** What is at a path, links followed in its directories only; null if nothing is. */
  public static @Nullable FileKind kind(Host host, String path) {
    return host.kind(resolveAncestors(host, path));
  }

  /** What is at a path; nothing there is an error. */
  public static FileKind existing(Host host, String path) {
    FileKind kind = host.kind(path);
    if (kind == null) {
      host.checkAccess(path);
      throw new EvalError("path '" + path + "' does not exist");
    }
    return kind;
  }

  /**
   * The file that an import of a path reads: links in its last component are followed, so that relative paths in the file start
   * where the file really is, and a directory stands for the {@code default.nix} in it.
   */
  static String toImport(Host host, String path) {
    String at = path;
    for (int looked = 1; looked < MOST_LINKS; looked++) {
      String resolved = resolveAncestors(host, at);
      FileKind kind = existing(host, resolved);
      if (kind != FileKind.SYMLINK) {
        return kind == FileKind.DIRECTORY ? Paths.child(at, "default.nix") : at;
      }
      String target = host.readLink(resolved);
      at = Paths.canonical(target.startsWith("/") ? target : Paths.parent(at) + "/" + target);
    }
    throw new EvalError(
        "too many symbolic links encountered while traversing the path '" + at + "'");
  }
}
