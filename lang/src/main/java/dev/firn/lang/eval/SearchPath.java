package dev.firn.lang.eval;

import dev.firn.lang.error.CatchableError;
import dev.firn.lang.host.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where {@code <name>} is looked for. */
public final class SearchPath {
  private final Host host;
  private final boolean pure;
  private final Map<String, Optional<String>> resolved = new HashMap<>();

  /**
   * One entry.
   *
   * @param prefix what names must begin with; empty for any
   * @param path a path, a URL, {@code channel:NAME}
   */
  public record Entry(String prefix, String path) {
    /** Reads {@code PREFIX=PATH} or {@code PATH}. */
    public static Entry parse(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Entry("", text)
          : new Entry(text.substring(0, equals), text.substring(equals + 1));
    }

    /** What is left of a name after the prefix, or null if the entry is not for it. */
    @Nullable String rest(String name) {
      if (prefix.isEmpty()) {
        return name;
      }
      if (!name.startsWith(prefix)) {
        return null;
      }
      return name.length() == prefix.length()
          ? ""
          : name.charAt(prefix.length()) == '/' ? name.substring(prefix.length() + 1) : null;
    }
  }

  SearchPath(Host host, boolean pure) {
    this.host = host;
    this.pure = pure;
  }

  /**
   * The first file that some entries have under a name.
   *
   * @param world who is asked for files: the host of the evaluation that looks
   */
  public String find(List<Entry> entries, String name, int position, Host world) {
    for (Entry entry : entries) {
      String rest = entry.rest(name);
      if (rest == null) {
        continue;
      }
      Optional<String> root = root(entry.path(), world);
      if (root.isEmpty()) {
        continue;
      }
      String candidate = Files.resolveLinks(world, Paths.canonical(root.get() + "/" + rest));
      if (world.kind(candidate) != null) {
        return candidate;
      }
      world.checkAccess(candidate);
    }
    if (name.startsWith("nix/")) {
      return InternalFiles.ROOT + name.substring("nix".length());
    }
    String wellKnown = world.wellKnown(name);
    if (wellKnown != null) {
      return wellKnown;
    }
    throw new CatchableError(
        pure
            ? "cannot look up '<" + name + ">' in pure evaluation mode (use '--impure' to override)"
            : "file '"
                + name
                + "' was not found in the Nix search path (add it using $NIX_PATH or -I)",
        position);
  }

  /** Lets an evaluation that is restricted read what some entries mean. */
  void allow(List<Entry> entries) {
    for (Entry entry : entries) {
      String root = host.searchPathRoot(entry.path());
      if (root != null) {
        host.allow(Paths.canonical(root));
        root(entry.path(), host);
      }
    }
  }

  /** The directory that an entry means, if there is one; looked up once. */
  private synchronized Optional<String> root(String path, Host world) {
    return resolved.computeIfAbsent(path, key -> resolve(key, world));
  }

  private static Optional<String> resolve(String path, Host world) {
    String root = world.searchPathRoot(path);
    if (root != null) {
      String absolute = Paths.canonical(root);
      if (world.kind(Files.resolveLinks(world, absolute)) != null) {
        return Optional.of(absolute);
      }
      world.checkAccess(absolute);
    }
    world.warn("Nix search path entry '" + path + "' does not exist, ignoring");
    return Optional.empty();
  }
}
