package dev.firn.lang.host;

import dev.firn.lang.error.RestrictedPathError;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * A host of which an evaluation sees only some paths: those that were allowed, everything below them, and the directories that
 * lead to them. What may not be seen looks as if it did not exist until it is read.
 */
public final class RestrictedHost extends ForwardingHost {
  private final NavigableSet<String> allowed = new ConcurrentSkipListSet<>();
  private final String mode;

  private RestrictedHost(Host inner, String mode, Collection<String> allowed) {
    super(inner);
    this.mode = mode;
    this.allowed.addAll(allowed);
  }

  /** A host for {@code restrict-eval}. */
  public static RestrictedHost restricted(Host inner, Collection<String> allowed) {
    return new RestrictedHost(inner, "in restricted mode", allowed);
  }

  /** A host for {@code pure-eval}. */
  public static RestrictedHost pure(Host inner, Collection<String> allowed) {
    return new RestrictedHost(
        inner, "in pure evaluation mode (use '--impure' to override)", allowed);
  }

  @Override
  public void allow(String path) {
    allowed.add(path);
    super.allow(path);
  }

  @Override
  public void checkAccess(String path) {
    if (!isAllowed(path)) {
      throw new RestrictedPathError("access to absolute path '" + path + "' is forbidden " + mode);
    }
    super.checkAccess(path);
  }

  private boolean isAllowed(String path) {
    return leadsToAllowed(path) || isBelowAllowed(path);
  }

  private boolean leadsToAllowed(String path) {
    if (allowed.contains(path)) {
      return true;
    }
    String prefix = path.equals("/") ? "/" : path + "/";
    String next = allowed.ceiling(prefix);
    return next != null && next.startsWith(prefix);
  }

  private boolean isBelowAllowed(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (allowed.contains(path.substring(0, slash))) {
        return true;
      }
    }
    return allowed.contains("/");
  }

  @Override
  public @Nullable FileKind kind(String path) {
    return isAllowed(path) ? super.kind(path) : null;
  }

  @Override
  public String readFile(String path) {
    checkAccess(path);
    return super.readFile(path);
  }

  @Override
  public OpenFile open(String path) {
    checkAccess(path);
    return super.open(path);
  }

  /** Of a directory that only leads to something allowed, nothing else is seen. */
  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    checkAccess(path);
    SortedMap<String, FileKind> entries = new TreeMap<>(super.readDirectory(path));
    String prefix = path.equals("/") ? "/" : path + "/";
    entries.keySet().removeIf(name -> !isAllowed(prefix + name));
    return entries;
  }

  @Override
  public String readLink(String path) {
    checkAccess(path);
    return super.readLink(path);
  }
}
