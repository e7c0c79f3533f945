package dev.firn.store.profile;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Links;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.store.IndexedStore;
import dev.firn.store.StoreException;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathLocks;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A link that users follow to a store path, by way of a generation beside it: {@code NAME -> NAME-N-link -> /nix/store/...}. Nix has the
 * same layout and the same lock. Switching is one step; when it returns, it is durable.
 */
public final class Profile {
  private static final String SUFFIX = "-link";

  private final IndexedStore store;
  private final IndirectRoots roots;
  private final Disk disk;
  private final Path path;
  private final Path directory;
  private final String name;
  private final Consumer<String> messages;

  /**
   * The profile at a place, which need not exist.
   *
   * @param path absolute
   * @param messages gets what people may want to know, a line each
   */
  public Profile(LocalStore store, Path path, Consumer<String> messages) {
    this(
        store,
        new IndirectRoots(store.location(), store.options().disk()),
        store.options().disk(),
        path,
        messages);
  }

  /**
   * The profile at a place, for a store that this process may not write.
   *
   * @param roots makes links that the store knows of
   * @param path absolute
   * @param messages gets what people may want to know, a line each
   */
  public Profile(IndexedStore store, IndirectRoots roots, Path path, Consumer<String> messages) {
    this(store, roots, Disk.REAL, path, messages);
  }

  private Profile(
      IndexedStore store, IndirectRoots roots, Disk disk, Path path, Consumer<String> messages) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new StoreException("the root of the file system cannot be a profile");
    }
    this.store = store;
    this.roots = roots;
    this.disk = disk;
    this.path = path;
    this.directory = parent;
    this.name = BytePaths.bytes(path.getFileName());
    this.messages = messages;
  }

  /** All generations. */
  public Generations generations() {
    return attempt("read", this::read);
  }

  private Generations read() throws IOException {
    List<Generation> all = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          long number = number(BytePaths.bytes(entry.getFileName()));
          if (number > 0) {
            long created =
                Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toMillis() / 1000;
            all.add(new Generation(number, entry, created));
          }
        }
      }
    }
    all.sort(Comparator.comparingLong(Generation::number));
    return new Generations(all, current());
  }

  private long current() throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return 0;
    }
    String target = Symlinks.read(path);
    return number(target.substring(target.lastIndexOf('/') + 1));
  }

  /** The number in the name of a generation of this profile; 0 if it is none. */
  private long number(String file) {
    if (!file.startsWith(name + "-") || !file.endsWith(SUFFIX)) {
      return 0;
    }
    int from = name.length() + 1;
    int to = file.length() - SUFFIX.length();
    if (from >= to || to - from > 18) {
      return 0;
    }
    for (int i = from; i < to; i++) {
      if (file.charAt(i) < '0' || file.charAt(i) > '9') {
        return 0;
      }
    }
    return Long.parseLong(file, from, to, 10);
  }

  /** Makes the profile lead to a valid path, by a new generation unless the newest one leads there already. */
  public Generation set(StorePath target) {
    return locked("switch", () -> switchTo(add(target)));
  }

  /**
   * Makes the profile lead to what is made of what it leads to now. If somebody else changes the profile meanwhile, it is made again.
   *
   * @param change makes it: a valid path, or null to leave the profile as it is
   */
  public void change(Supplier<@Nullable StorePath> change) {
    boolean done = false;
    while (!done) {
      String before = link();
      StorePath target = change.get();
      done = target == null || set(target, before);
    }
  }

  /** What the profile's link says now; empty if there is none. */
  private String link() {
    return attempt("read", () -> Files.isSymbolicLink(path) ? Symlinks.read(path) : "");
  }

  private boolean set(StorePath target, String expected) {
    return locked(
        "switch",
        () -> {
          if (!link().equals(expected)) {
            messages.accept("profile \"" + path + "\" changed while we were busy; restarting");
            return false;
          }
          switchTo(add(target));
          return true;
        });
  }

  private Generation add(StorePath target) throws IOException {
    // What is linked to must be known to a collection that runs, and must be durable before it is.
    store.addTempRoot(target);
    store.flush();
    Generations generations = read();
    long last = 0;
    if (!generations.all().isEmpty()) {
      Generation newest = generations.all().getLast();
      last = newest.number();
      if (Symlinks.read(newest.link()).equals(store.dir().print(target))) {
        // Whoever made it may have ended before it was a root.
        roots.register(BytePaths.bytes(newest.link()));
        return newest;
      }
    }
    Path link = directory.resolve(BytePaths.of(name + "-" + (last + 1) + SUFFIX));
    roots.add(BytePaths.bytes(link), target);
    disk.syncOnly(directory);
    disk.reached("profile: generation made");
    return new Generation(last + 1, link, System.currentTimeMillis() / 1000);
  }

  private Generation switchTo(Generation generation) throws IOException {
    Links.replace(disk, path, BytePaths.bytes(generation.link().getFileName()));
    disk.syncOnly(directory);
    disk.reached("profile: switched");
    return generation;
  }

  /**
   * Makes the profile lead to an older or newer generation.
   *
   * @throws StoreException if there is none of that number
   */
  public Generation switchTo(long number) {
    return switchTo(number, false);
  }

  /**
   * The same.
   *
   * @param dryRun whether only to tell
   */
  public Generation switchTo(long number, boolean dryRun) {
    return locked(
        "switch",
        () -> {
          Generations generations = read();
          Generation wanted = generations.find(number);
          if (wanted == null) {
            throw new StoreException("profile version " + number + " does not exist");
          }
          return switchFrom(generations, wanted, dryRun);
        });
  }

  /**
   * Makes the profile lead to the generation before the current one.
   *
   * @throws StoreException if there is none
   */
  public Generation rollBack() {
    return rollBack(false);
  }

  /**
   * The same.
   *
   * @param dryRun whether only to tell
   */
  public Generation rollBack(boolean dryRun) {
    return locked(
        "switch",
        () -> {
          Generations generations = read();
          Generation wanted = generations.previous();
          if (wanted == null) {
            throw new StoreException(
                "no profile version older than the current (" + generations.current() + ") exists");
          }
          return switchFrom(generations, wanted, dryRun);
        });
  }

  private Generation switchFrom(Generations generations, Generation wanted, boolean dryRun)
      throws IOException {
    messages.accept(
        "switching profile from version " + generations.current() + " to " + wanted.number());
    return dryRun ? wanted : switchTo(wanted);
  }

  /**
   * Deletes generations of those numbers; numbers that do not exist count as done.
   *
   * @param dryRun whether only to tell
   * @throws StoreException if the current one is among them
   */
  public void delete(Set<Long> numbers, boolean dryRun) {
    locked(
        "change",
        () -> {
          Generations generations = read();
          if (numbers.contains(generations.current())) {
            throw new StoreException(
                "cannot delete current version of profile \"" + BytePaths.bytes(path) + "\"");
          }
          List<Generation> unwanted = new ArrayList<>(generations.all());
          unwanted.removeIf(each -> !numbers.contains(each.number()));
          return delete(unwanted, dryRun);
        });
  }

  /**
   * Deletes all generations but the current one.
   *
   * @param dryRun whether only to tell
   */
  public void deleteOld(boolean dryRun) {
    locked(
        "change",
        () -> {
          Generations generations = read();
          List<Generation> others = new ArrayList<>(generations.all());
          others.removeIf(each -> each.number() == generations.current());
          return delete(others, dryRun);
        });
  }

  /**
   * Deletes all generations that were left before a time; not the one that was current then, nor the one that is now.
   *
   * @param time in seconds after the epoch
   * @param dryRun whether only to tell
   */
  public void deleteOlderThan(long time, boolean dryRun) {
    locked(
        "change",
        () -> {
          Generations generations = read();
          long then = 0;
          for (Generation each : generations.all()) {
            then = each.created() < time ? each.number() : then;
          }
          long kept = then;
          List<Generation> old = new ArrayList<>(generations.all().reversed());
          old.removeIf(each -> each.number() >= kept || each.number() == generations.current());
          return delete(old, dryRun);
        });
  }

  /**
   * Deletes all generations before the current one but a number of them; those after the current one stay.
   *
   * @param keep how many stay, the current one among them; at least 1
   * @param dryRun whether only to tell
   */
  public void deleteAllBut(long keep, boolean dryRun) {
    if (keep < 1) {
      throw new StoreException(
          "Must keep at least one generation, otherwise the current one would be deleted");
    }
    locked(
        "change",
        () -> {
          Generations generations = read();
          List<Generation> older = new ArrayList<>(generations.all());
          older.removeIf(each -> each.number() > generations.current());
          int deleted = (int) Math.max(0, older.size() - keep);
          return delete(older.subList(0, deleted).reversed(), dryRun);
        });
  }

  /** Deletes generations one after the other, and gives them. */
  private List<Generation> delete(List<Generation> unwanted, boolean dryRun) throws IOException {
    for (Generation each : unwanted) {
      messages.accept((dryRun ? "would remove" : "removing") + " profile version " + each.number());
      if (!dryRun) {
        disk.delete(each.link());
      }
    }
    return unwanted;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T locked(String verb, Work<T> work) {
    return attempt(
        verb,
        () -> {
          disk.createDirectories(directory);
          try (PathLocks _ = PathLocks.lock(List.of(path))) {
            return work.run();
          }
        });
  }

  private <T> T attempt(String verb, Work<T> work) {
    try {
      return work.run();
    } catch (IOException failed) {
      throw new StoreException(
          "cannot " + verb + " the profile \"" + path + "\": " + failed.getMessage(), failed);
    }
  }
}
