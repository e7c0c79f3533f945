package dev.firn.process.manager.s6rc;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Links;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.process.manager.single.Calls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The compiled database of services, and the services that it knows. */
final class S6RcDatabase {
  /** Brings all services up that are there, as upstream names it: for what starts a machine. */
  private static final String EVERYTHING = "default";

  private final Disk disk;
  private final S6RcFolders folders;
  private final Calls calls;

  S6RcDatabase(Disk disk, S6RcFolders folders, Calls calls) {
    this.disk = disk;
    this.folders = folders;
    this.calls = calls;
  }

  /** The services that live; none if s6-rc does not. */
  Set<String> known() throws IOException, InterruptedException {
    return lives()
        ? names("s6-rc-db", "-l", folders.live().toString(), "list", "services")
        : Set.of();
  }

  /** Those of them that are up. */
  Set<String> up() throws IOException, InterruptedException {
    return lives() ? names("s6-rc", "-l", folders.live().toString(), "-a", "list") : Set.of();
  }

  private Set<String> names(String... command) throws IOException, InterruptedException {
    return new TreeSet<>(calls.tell(command).lines().toList());
  }

  private boolean lives() {
    return Files.exists(folders.live());
  }

  /** The services that are defined. */
  Set<String> defined() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folders.sources())) {
      for (Path entry : entries) {
        if (Files.exists(entry.resolve("type"))) {
          names.add(BytePaths.bytes(entry.getFileName()));
        }
      }
    } catch (NoSuchFileException _) {
      return names; // nothing was ever defined
    }
    return names;
  }

  /** Asks whether services are supervised, by having the supervisor look for them again. */
  void rescan() throws IOException, InterruptedException {
    calls.tell("s6-svscanctl", "-a", folders.scan().toString());
  }

  /** Compiles what is defined, and lets that live. What runs and is still defined runs on. */
  void update() throws IOException, InterruptedException {
    Path fresh = compiled();
    if (lives()) {
      calls.tell("s6-rc-update", "-l", folders.live().toString(), fresh.toString());
    } else {
      disk.createDirectories(folders.scan());
      calls.tell(
          "s6-rc-init",
          "-c",
          fresh.toString(),
          "-l",
          folders.live().toString(),
          folders.scan().toString());
    }
    Links.replace(disk, folders.current(), BytePaths.bytes(fresh));
    disk.syncOnly(folders.compiled());
    removeAllBut(fresh);
  }

  /** Whether what lives is what is defined. */
  boolean isCurrent() throws IOException {
    Path current = folders.current();
    return Files.isSymbolicLink(current) && Files.readSymbolicLink(current).equals(named());
  }

  /** A database has the name of what is in it. */
  private Path named() throws IOException {
    return folders.compiled().resolve("compiled-" + digest());
  }

  /** The database of what is defined. A compilation that was killed has another name. */
  private Path compiled() throws IOException, InterruptedException {
    Path bundles = writeBundles();
    Path database = named();
    if (!Files.exists(database)) {
      Path half = folders.compiled().resolve("compiled-new");
      disk.deleteTree(half);
      calls.tell(
          "s6-rc-compile", half.toString(), folders.sources().toString(), bundles.toString());
      disk.sync(half);
      disk.move(half, database);
    }
    return database;
  }

  /** Those of all services, and an empty one for each that others wait for and that is not there, such as while it is changed. */
  private Path writeBundles() throws IOException {
    Path bundles = folders.compiled().resolve("bundles");
    disk.deleteTree(bundles);
    disk.createDirectories(folders.sources());
    writeBundle(bundles.resolve(EVERYTHING), defined());
    for (String name : awaited()) {
      writeBundle(bundles.resolve(BytePaths.of(name)), Set.of());
    }
    return bundles;
  }

  private void writeBundle(Path bundle, Set<String> services) throws IOException {
    disk.createDirectories(bundle);
    write(bundle.resolve("type"), "bundle\n");
    StringBuilder contents = new StringBuilder();
    services.forEach(name -> contents.append(name).append('\n'));
    write(bundle.resolve("contents"), contents.toString());
  }

  /** What services depend on and nobody defines. */
  private SortedSet<String> awaited() throws IOException {
    SortedSet<String> awaited = new TreeSet<>();
    for (String name : defined()) {
      awaited.addAll(lines(name, "dependencies"));
    }
    for (String name : defined()) {
      awaited.remove(name);
      awaited.removeAll(lines(name, "pipeline-name"));
    }
    return awaited;
  }

  private List<String> lines(String service, String file) throws IOException {
    Path path = folders.sources().resolve(BytePaths.of(service)).resolve(file);
    return Files.exists(path)
        ? Latin1.string(Files.readAllBytes(path)).lines().toList()
        : List.of();
  }

  private void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    try (OutputStream stream = disk.createFile(file)) {
      stream.write(Latin1.bytes(text));
    }
  }

  /** The hash of all names and contents. */
  private String digest() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : defined()) {
      Path folder = folders.sources().resolve(BytePaths.of(name));
      SortedSet<Path> files = new TreeSet<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(files::add);
      }
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          String text = Latin1.string(Files.readAllBytes(file));
          all.append(file).append('\n').append(text.length()).append('\n').append(text);
        }
      }
    }
    return Hash.digest(HashAlgorithm.SHA256, all.toString()).base16();
  }

  private void removeAllBut(Path fresh) throws IOException {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folders.compiled(), "compiled-*")) {
      for (Path entry : entries) {
        if (!entry.equals(fresh) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          disk.deleteTree(entry);
        }
      }
    }
  }

  /** Brings services up or down, after or before those that wait for them. */
  void change(String direction, List<String> names, long patienceMillis)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "s6-rc",
                "-l",
                folders.live().toString(),
                "-t",
                Long.toString(patienceMillis),
                direction,
                "change"));
    command.addAll(names);
    calls.tell(command);
  }
}
