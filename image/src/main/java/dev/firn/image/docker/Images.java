package dev.firn.image.docker;

import dev.firn.image.archive.Image;
import dev.firn.image.archive.Layer;
import dev.firn.image.closure.ClosureLayers;
import dev.firn.store.Store;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.Mentions;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The images that Firn makes for containers: a root, and over it what the container needs of a store, unless it sees that of its host. */
final class Images {
  /** Marks images that Firn made. */
  static final String LABEL = "dev.firn.image";

  private static final String HOST = "firn-host";
  private static final String CLOSURE = "firn-closure";
  private static final int ID_DIGITS = 12;

  private final HostRoot host;
  private final Supplier<Store> stores;
  private final ClosureLayers closures = new ClosureLayers();

  /**
   * Makes images.
   *
   * @param stores opens the store that processes are made of
   */
  Images(HostRoot host, Supplier<Store> stores) {
    this.host = host;
    this.stores = stores;
  }

  /** The root of containers with the programs of the host. */
  HostRoot host() {
    return host;
  }

  /** Whether an image of that name is made here. */
  static boolean isOwn(String name) {
    return name.startsWith(HOST + ":") || name.startsWith(CLOSURE + ":");
  }

  /** What is done with an image, while the store is open. */
  interface Use<T> {
    /** Does it. */
    T with(Image image) throws IOException, InterruptedException;
  }

  /**
   * Does something with the image for a container.
   *
   * @param process a text that mentions all that the process needs of the store
   */
  <T> T use(ContainerSettings settings, String process, Use<T> use)
      throws IOException, InterruptedException {
    if (settings.hostStore() && settings.hostPrograms()) {
      return use.with(image(HOST, List.of(host.layer())));
    }
    try (Store store = stores.get()) {
      SortedSet<StorePath> paths = mentioned(store, process);
      List<Layer> layers = new ArrayList<>();
      layers.add(settings.hostPrograms() ? host.layer() : bare(store, paths, settings));
      if (!settings.hostStore()) {
        layers.addAll(closures.of(store, paths));
      }
      return use.with(image(CLOSURE, layers));
    }
  }

  /** Its name says what is in it. */
  private static Image image(String name, List<Layer> layers) {
    Image image = new Image(name, layers, new TreeMap<>(Map.of(LABEL, "1")));
    String digest = image.id().substring(image.id().indexOf(':') + 1);
    return new Image(name + ":" + digest.substring(0, ID_DIGITS), layers, image.labels());
  }

  private static SortedSet<StorePath> mentioned(Store store, String text) {
    SortedSet<StorePath> paths = new TreeSet<>();
    Mentions.add(store.dir(), text, paths);
    return paths;
  }

  /** What a later state of a process needs of the store and an earlier one does not. */
  Layer.Content difference(String before, String after) {
    return writer -> {
      try (Store store = stores.get()) {
        Set<StorePath> more = new TreeSet<>(store.closure(mentioned(store, after)).keySet());
        more.removeAll(store.closure(mentioned(store, before)).keySet());
        ClosureLayers.write(store, more, writer);
      }
    };
  }

  /** Empty folders, and the shell of the closure for what must be done before the process starts. */
  private static Layer bare(Store store, SortedSet<StorePath> paths, ContainerSettings settings)
      throws IOException {
    String shell = shell(store, paths);
    if (shell == null && settings.command().getFirst().equals(ContainerSettings.SHELL)) {
      throw new IOException(
          "without the programs of the host it needs a shell for what is done before it starts, and nothing in its closure has bin/sh:"
              + " add a package that has, such as pkgs.bash, to 'path'");
    }
    return Layer.of(layer -> {
      HostRoot.emptyFolders(layer);
      layer.directory("etc", 0755).directory("bin", 0755);
      if (shell != null) {
        layer.symlink("bin/sh", shell);
      }
    });
  }

  private static @Nullable String shell(Store store, SortedSet<StorePath> paths)
      throws IOException {
    for (StorePath path : store.closure(paths).keySet()) {
      FileTree programs = child(store.tree(path), "bin");
      if (programs != null && child(programs, "sh") != null) {
        return store.dir().print(path) + "/bin/sh";
      }
    }
    return null;
  }

  private static @Nullable FileTree child(FileTree tree, String name) throws IOException {
    return tree.kind() == FileKind.DIRECTORY && tree.names().contains(name)
        ? tree.child(name)
        : null;
  }
}
