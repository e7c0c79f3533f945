package dev.firn.store.gc;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.Latin1;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the store paths that running processes use: programs, working directories, open and mapped files, and what their environment
 * names. Linux's {@code /proc} tells; of processes of other users only to the superuser.
 */
final class RuntimeRoots {
  private static final Path PROC = Path.of("/proc");
  private static final List<String> KERNEL_SETTINGS =
      List.of("modprobe", "fbsplash", "poweroff_cmd");

  private final StoreDir dir;

  /** The directory that the files are really in, if it is another one. */
  private final @Nullable StoreDir physical;

  private final Map<StorePath, Set<String>> found = new HashMap<>();

  private RuntimeRoots(StoreLocation location) {
    dir = location.dir();
    StoreDir files = new StoreDir(BytePaths.bytes(location.files().normalize()));
    physical = files.equals(dir) ? null : files;
  }

  /** Store paths, valid or not, and the files of {@code /proc} that name them. */
  static Map<StorePath, Set<String>> find(StoreLocation location) throws IOException {
    RuntimeRoots roots = new RuntimeRoots(location);
    if (Files.isDirectory(PROC)) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
        for (Path process : processes) {
          roots.process(process);
        }
      }
      for (String setting : KERNEL_SETTINGS) {
        Path file = PROC.resolve("sys/kernel").resolve(setting);
        roots.attempt(() -> roots.whole(content(file).strip(), file));
      }
    }
    return roots.found;
  }

  private void process(Path process) throws IOException {
    attempt(() -> link(process.resolve("exe")));
    attempt(() -> link(process.resolve("cwd")));
    attempt(() -> {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
        for (Path file : files) {
          attempt(() -> link(file));
        }
      }
    });
    attempt(() -> maps(process.resolve("maps")));
    attempt(() -> environment(process.resolve("environ")));
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** A process may end meanwhile, or be none of ours. */
  private void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (NoSuchFileException | AccessDeniedException gone) {
      // There is nothing to ask.
    } catch (DirectoryIteratorException failed) {
      requireGone(Objects.requireNonNull(failed.getCause()));
    } catch (IOException failed) {
      requireGone(failed);
    }
  }

  /** Any other failure, such as too many open files, could hide what is in use. */
  private static void requireGone(IOException failed) throws IOException {
    String reason =
        failed instanceof FileSystemException file ? file.getReason() : failed.getMessage();
    boolean gone =
        reason != null
            && (reason.contains("No such process")
                || reason.contains("Operation not permitted")
                || reason.contains("Permission denied")
                || reason.contains("No such file"));
    if (!gone) {
      throw failed;
    }
  }

  private static String content(Path file) throws IOException {
    return Latin1.string(Files.readAllBytes(file));
  }

  private void link(Path link) throws IOException {
    whole(Symlinks.read(link), link);
  }

  /** The file of a mapping is all that begins with the first slash of its line. */
  private void maps(Path file) throws IOException {
    for (String line : content(file).split("\n")) {
      int slash = line.indexOf('/');
      if (slash >= 0) {
        whole(line.substring(slash).strip(), file);
      }
    }
  }

  private void environment(Path file) throws IOException {
    String content = content(file);
    occurrences(content, dir, file);
    if (physical != null) {
      occurrences(content, physical, file);
    }
  }

  private void occurrences(String content, StoreDir in, Path file) {
    String prefix = in.path() + "/";
    for (int at = content.indexOf(prefix); at >= 0; at = content.indexOf(prefix, at + 1)) {
      int end = at + prefix.length();
      while (end < content.length() && isNameChar(content.charAt(end))) {
        end++;
      }
      path(content.substring(at, end), in, file);
    }
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+-._?=".indexOf(c) >= 0;
  }

  private void whole(String name, Path file) {
    path(name, dir, file);
    if (physical != null) {
      path(name, physical, file);
    }
  }

  private void path(String name, StoreDir in, Path file) {
    if (!in.contains(name)) {
      return;
    }
    try {
      StorePath path = in.split(name).storePath();
      found.computeIfAbsent(path, _ -> new HashSet<>()).add(BytePaths.bytes(file));
    } catch (BadStorePathException other) {
      // It is something else in the directory of the store.
    }
  }
}
