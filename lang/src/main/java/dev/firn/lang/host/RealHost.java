package dev.firn.lang.host;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the program runs on, without a store. What is known about a file that exists is remembered: a host serves one
 * evaluation.
 */
public final class RealHost extends StorelessHost {
  /** What a Java array can hold. */
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 8;

  private final Console console;
  private final long startTime = System.currentTimeMillis() / 1000;
  private final Map<String, FileKind> kinds = new ConcurrentHashMap<>();
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final Map<String, SortedMap<String, FileKind>> directories = new ConcurrentHashMap<>();

  /**
   * A host.
   *
   * @param storeDirectory the store directory that paths are written with
   * @param workingDirectory where relative entries of the search path start
   * @param console told what is to be printed
   */
  public RealHost(String storeDirectory, String workingDirectory, Console console) {
    super(storeDirectory, workingDirectory);
    this.console = console;
  }

  @Override
  public @Nullable FileKind kind(String path) {
    FileKind known = kinds.get(path);
    if (known != null) {
      return known;
    }
    FileKind found = look(path);
    if (found != null) {
      kinds.put(path, found);
    }
    return found;
  }

  private @Nullable FileKind look(String path) {
    FileKind listed = listed(path);
    if (listed != null && listed != FileKind.REGULAR) {
      return listed;
    }
    try {
      return kindOf(attributes(pathOf(path)));
    } catch (NoSuchFileException missing) {
      return null;
    } catch (IOException failed) {
      if (isNotThere(failed)) {
        return null;
      }
      throw failed("getting status of '" + path + "'", failed);
    }
  }

  /** What the listing of its directory says about a file, if that was read; it does not know what may be executed. */
  private @Nullable FileKind listed(String path) {
    int slash = path.lastIndexOf('/');
    SortedMap<String, FileKind> siblings = directories.get(path.substring(0, Math.max(slash, 0)));
    return siblings == null ? null : siblings.get(path.substring(slash + 1));
  }

  private static PosixFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** A file below something that is no directory does not exist. */
  private static boolean isNotThere(IOException failed) {
    return failed instanceof FileSystemException error
        && "Not a directory".equals(error.getReason());
  }

  private static FileKind kindOf(PosixFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
          ? FileKind.EXECUTABLE
          : FileKind.REGULAR;
    }
    if (attributes.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? FileKind.SYMLINK : FileKind.UNKNOWN;
  }

  private static Path pathOf(String path) {
    if (path.indexOf('\0') >= 0) {
      // The sign for a zero byte, in UTF-8.
      String shown = path.replace("\0", "\u00e2\u0090\u0080");
      throw new EvalError("path segment '" + shown + "' must not contain null (\\0) bytes");
    }
    return BytePaths.of(path);
  }

  @Override
  public String readFile(String path) {
    requireRegular(path);
    try {
      Path file = pathOf(path);
      if (Files.size(file) > LARGEST_FILE) {
        throw new EvalError("file '" + path + "' is too large");
      }
      return Latin1.string(Files.readAllBytes(file));
    } catch (IOException failed) {
      throw failed("opening '" + path + "'", failed);
    }
  }

  @Override
  public OpenFile open(String path) {
    requireRegular(path);
    try {
      Path file = pathOf(path);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new OpenFile(channel.size(), Channels.newInputStream(channel));
    } catch (IOException failed) {
      throw failed("opening '" + path + "'", failed);
    }
  }

  private void requireRegular(String path) {
    FileKind kind = kind(path);
    if (kind == null || !kind.isRegular()) {
      throw new EvalError(
          kind == null
              ? "path '" + path + "' does not exist"
              : "file '" + path + "' is not a regular file");
    }
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    SortedMap<String, FileKind> known = directories.get(path);
    if (known != null) {
      return known;
    }
    FileKind kind = kind(path);
    if (kind != FileKind.DIRECTORY) {
      throw new EvalError(
          kind == null
              ? "path '" + path + "' does not exist"
              : "'" + path + "' is not a directory");
    }
    SortedMap<String, FileKind> entries = list(path);
    directories.put(path, entries);
    return entries;
  }

  private static SortedMap<String, FileKind> list(String path) {
    SortedMap<String, FileKind> entries = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(pathOf(path))) {
      for (Path entry : stream) {
        PosixFileAttributes attributes = attributes(entry);
        FileKind kind = attributes.isRegularFile() ? FileKind.REGULAR : kindOf(attributes);
        entries.put(BytePaths.bytes(entry.getFileName()), kind);
      }
      return Collections.unmodifiableSortedMap(entries);
    } catch (IOException failed) {
      throw failed("opening directory '" + path + "'", failed);
    }
  }

  @Override
  public String readLink(String path) {
    String known = links.get(path);
    if (known != null) {
      return known;
    }
    FileKind kind = kind(path);
    if (kind != FileKind.SYMLINK) {
      throw new EvalError(
          kind == null
              ? "path '" + path + "' does not exist"
              : "file '" + path + "' is not a symlink");
    }
    try {
      String target = Symlinks.read(pathOf(path));
      links.put(path, target);
      return target;
    } catch (IOException failed) {
      throw failed("reading symbolic link '" + path + "'", failed);
    }
  }

  private static EvalError failed(String action, IOException failed) {
    return new EvalError(action + ": " + reason(failed));
  }

  /** What the system says, for the exceptions into which Java turns it. */
  private static String reason(IOException failed) {
    if (failed instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (failed instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failed instanceof NotDirectoryException) {
      return "Not a directory";
    }
    if (failed instanceof FileSystemLoopException) {
      return "Too many levels of symbolic links";
    }
    String reason =
        failed instanceof FileSystemException error ? error.getReason() : failed.getMessage();
    return reason == null ? failed.toString() : Latin1.ofUnicode(reason);
  }

  @Override
  public @Nullable String environment(String name) {
    return ProcessBytes.variable(name);
  }

  @Override
  public long currentTime() {
    return startTime;
  }

  @Override
  public @Nullable String home() {
    String home = environment("HOME");
    if (home != null && !home.isEmpty()) {
      return home;
    }
    String ofAccount = System.getProperty("user.home", "");
    return ofAccount.startsWith("/") ? Latin1.ofUnicode(ofAccount) : null;
  }

  @Override
  public String execute(List<String> command) {
    return Programs.run(command);
  }

  @Override
  public void trace(String line) {
    console.trace(line);
  }

  @Override
  public void report(ErrorReport warning) {
    console.report(warning);
  }
}
