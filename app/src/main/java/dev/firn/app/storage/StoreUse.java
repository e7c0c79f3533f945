package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.PathNames;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreUpkeep;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.store.IndexedStore;
import dev.firn.store.ListedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.nar.CaseHackHandler;
import dev.firn.store.nar.CaseHackTree;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Maintenance;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The store of a command, and what the command reads and prints. The store is opened when it is first asked for. */
final class StoreUse implements AutoCloseable {
  private final CommandLine line;
  private final Settings settings;
  private final Surroundings surroundings;
  private @Nullable Store store;
  private @Nullable Building building;

  StoreUse(CommandLine line, Settings settings, Surroundings surroundings) {
    this.line = line;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** The command line. */
  CommandLine line() {
    return line;
  }

  /** The settings. */
  Settings settings() {
    return settings;
  }

  /** What the command runs in. */
  Surroundings surroundings() {
    return surroundings;
  }

  /** The store that the settings name. */
  Store store() {
    if (store == null) {
      store = StoreOpener.open(settings, surroundings);
    }
    return store;
  }

  /**
   * The store, to ask for all of its paths, and to sign them.
   *
   * @throws StoreException if it does not know all of its paths
   */
  ListedStore listed() {
    if (store() instanceof ListedStore listed) {
      return listed;
    }
    throw new StoreException("this store cannot tell all of its paths");
  }

  /**
   * The store, to ask it about the whole.
   *
   * @throws StoreException if it does not know all of its paths
   */
  IndexedStore indexed() {
    if (store() instanceof IndexedStore indexed) {
      return indexed;
    }
    throw new StoreException("this store cannot tell what refers to its paths");
  }

  /**
   * The store, for what needs its files.
   *
   * @throws StoreException with Nix's message, if it is not on a disk of this machine
   */
  LocalStore local() {
    if (store() instanceof LocalStore local) {
      return local;
    }
    throw new StoreException("you don't have sufficient rights to use this command");
  }

  /** What keeps the store in order. */
  Maintenance maintenance() {
    return StoreUpkeep.of(store(), path -> building().repair(path));
  }

  /** Hears what goes on. */
  ActivitySink activities() {
    return messages().activities();
  }

  /** What realises into the store. */
  Building building() {
    Building known = building;
    if (known == null) {
      known = new Building(store(), settings, surroundings);
      building = known;
    }
    return known;
  }

  /** The directory that paths are written with. */
  StoreDir dir() {
    return store().dir();
  }

  /** Standard output. */
  Output output() {
    return surroundings.output();
  }

  /** Standard error. */
  Messages messages() {
    return surroundings.messages();
  }

  /** Tells what people may want to know. */
  void info(String message) {
    messages().say(Level.INFO, message);
  }

  /** Standard input. */
  InputStream input() {
    return new BufferedInputStream(surroundings.input(), 1 << 16);
  }

  /** The absolute, canonical path of what a user names. */
  String absolute(String path) {
    return PathText.canonical(path.startsWith("/") ? path : surroundings.directory() + "/" + path);
  }

  /** The file that a user names. */
  Path file(String path) {
    return BytePaths.of(absolute(path));
  }

  /** The files that a user names, as an archive has them. */
  FileTree tree(String path) {
    FileTree files = new DiskTree(file(path));
    return hacksCase() ? new CaseHackTree(files, absolute(path)) : files;
  }

  /** Writes what an archive on standard input holds to a place where nothing is. */
  void restore(String path) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.isEmpty()) {
      throw new StoreException("destination path is empty");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new StoreException(
          "restore destination '"
              + path
              + "' ends in '"
              + name
              + "', which is not a valid filename");
    }
    try (NarRestorer restorer = NarRestorer.plain(file(path))) {
      NarReader.read(input(), hacksCase() ? new CaseHackHandler(restorer) : restorer);
    }
  }

  private boolean hacksCase() {
    return settings.isOn(Setting.USE_CASE_HACK);
  }

  /** The store path that a user names: itself, something below it, or a link that leads there. It need not be valid. */
  StorePath path(String name) {
    return inside(name).storePath();
  }

  /** The place in the store that a user names: itself, or a link that leads there. */
  StoreDir.Inside inside(String name) {
    return PathNames.inside(name, dir(), surroundings.directory());
  }

  /** The store paths that users name. */
  SortedSet<StorePath> paths(Collection<String> names) {
    SortedSet<StorePath> paths = new TreeSet<>();
    for (String name : names) {
      paths.add(path(name));
    }
    return paths;
  }

  /** The full path. */
  String print(StorePath path) {
    return dir().print(path);
  }

  /** Prints full paths, a line each. */
  void list(Collection<StorePath> paths) {
    paths.forEach(path -> output().line(print(path)));
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
