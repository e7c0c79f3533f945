package dev.firn.image.docker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.store.MemoryStore;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A store that is not on this machine's disk, with a C library, a shell and a program that sleeps: enough for a container of its own. */
final class SmallStore {
  final MemoryStore store = new MemoryStore(new StoreDir("/firn-test/store"));
  private final StorePath library;
  private final StorePath shell;

  SmallStore() throws Exception {
    Path loader = loader();
    library =
        add(
            "library",
            Map.of("ld.so", executable(loader), "libc.so.6", executable(libraryOf(loader))));
    shell =
        add(
            "shell",
            Map.of(
                "sh", executable(Path.of("/bin/sh")), "sleep", executable(Path.of("/bin/sleep"))),
            library);
  }

  private static Path loader() throws IOException {
    for (String folder : List.of("/lib64", "/lib")) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(Path.of(folder), "ld-linux*.so.*")) {
        for (Path one : found) {
          return one;
        }
      }
    }
    assumeTrue(false, "needs a machine with the GNU C library");
    throw new IOException("no loader");
  }

  /** What the loader finds for the shell, which needs no other library. */
  private static Path libraryOf(Path loader) throws Exception {
    Programs.Output output =
        new RealPrograms()
            .run(List.of(loader.toString(), "--list", "/bin/sh"), "", Duration.ofMinutes(1));
    for (String line : output.out().lines().toList()) {
      String[] words = line.strip().split(" ");
      if (words[0].equals("libc.so.6")) {
        return Path.of(words[2]);
      }
    }
    throw new IOException("no C library: " + output.out());
  }

  private static MemoryTree executable(Path file) throws IOException {
    return MemoryTree.executable(Files.readAllBytes(file));
  }

  /** Adds a directory of files. */
  StorePath add(String name, Map<String, MemoryTree> files, StorePath... references) {
    return store.addTree(
        name,
        MemoryTree.directory(new TreeMap<>(files)),
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        HashAlgorithm.SHA256,
        new TreeSet<>(List.of(references)));
  }

  /** Adds a directory with a text, the file {@code text}, that needs the shell. */
  StorePath text(String name, String text) {
    return add(name, Map.of("text", MemoryTree.file(Latin1.bytes(text))), shell);
  }

  /** Where a path is. */
  String print(StorePath path) {
    return store.dir().print(path);
  }

  /** All paths that there are beside those. */
  TreeSet<String> programsAnd(StorePath... paths) {
    TreeSet<String> all = new TreeSet<>();
    for (StorePath path : List.of(library, shell)) {
      all.add(print(path));
    }
    for (StorePath path : paths) {
      all.add(print(path));
    }
    return all;
  }

  /** The words that run the shell of this store, without any program of the machine. */
  String[] shell(String text) {
    List<String> words = new ArrayList<>(loading("sh"));
    words.addAll(List.of("-c", text + "; " + String.join(" ", loading("sleep")) + " 1000"));
    return words.toArray(String[]::new);
  }

  private List<String> loading(String program) {
    String folder = print(library);
    return List.of(folder + "/ld.so", "--library-path", folder, print(shell) + "/" + program);
  }
}
