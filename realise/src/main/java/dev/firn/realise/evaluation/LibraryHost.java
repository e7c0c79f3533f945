package dev.firn.realise.evaluation;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.OpenFile;
import java.io.ByteArrayInputStream;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A host that has Firn's own Nix files at a pretended directory, and answers {@code <firn>} with it. Where nothing else answers {@code
 * <nixpkgs>}, the packages of this machine do.
 */
final class LibraryHost extends ForwardingHost {
  /** The pretended directory. */
  static final String ROOT = "/__firn__";

  private static final String LIBRARY = "firn";
  private static final String PACKAGES = "nixpkgs";
  private static final String PACKAGES_DIRECTORY = ROOT + "/packages";

  private final boolean packages;

  LibraryHost(Host inner, boolean packages) {
    super(inner);
    this.packages = packages;
  }

  private static boolean contains(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  /** The name of the resource at such a path. */
  private static String resource(String path) {
    return path.length() == ROOT.length() ? "" : path.substring(ROOT.length() + 1);
  }

  @Override
  public @Nullable FileKind kind(String path) {
    return contains(path) ? LibraryFiles.kind(resource(path)) : super.kind(path);
  }

  @Override
  public String readFile(String path) {
    return contains(path) ? Latin1.string(content(path)) : super.readFile(path);
  }

  @Override
  public OpenFile open(String path) {
    if (!contains(path)) {
      return super.open(path);
    }
    byte[] content = content(path);
    return new OpenFile(content.length, new ByteArrayInputStream(content));
  }

  private static byte[] content(String path) {
    byte[] content = LibraryFiles.content(resource(path));
    if (content == null) {
      throw new EvalError("path '" + path + "' does not exist");
    }
    return content;
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    return contains(path) ? LibraryFiles.list(resource(path)) : super.readDirectory(path);
  }

  @Override
  public void checkAccess(String path) {
    if (!contains(path)) {
      super.checkAccess(path);
    }
  }

  @Override
  public void allow(String path) {
    if (!contains(path)) {
      super.allow(path);
    }
  }

  @Override
  public @Nullable String wellKnown(String name) {
    String found = below(name, LIBRARY, ROOT);
    if (found == null && packages) {
      found = below(name, PACKAGES, PACKAGES_DIRECTORY);
    }
    return found != null && kind(found) != null ? found : super.wellKnown(name);
  }

  private static @Nullable String below(String name, String prefix, String directory) {
    if (name.equals(prefix)) {
      return directory;
    }
    return name.startsWith(prefix + "/") ? directory + name.substring(prefix.length()) : null;
  }
}
