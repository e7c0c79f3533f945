package dev.firn.lang.host;

import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A world in memory, for tests and for programs that evaluate without a disk: files, variables, a clock that stands still. There is
 * no store, and programs do not run. What is printed is kept.
 */
public final class MemoryHost extends StorelessHost {
  private sealed interface Node {
    record Regular(String content, boolean executable) implements Node {}

    record Directory() implements Node {}

    record Link(String target) implements Node {}
  }

  private final SortedMap<String, Node> nodes = new ConcurrentSkipListMap<>();
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final List<String> messages = new ArrayList<>();
  private final long time;

  /** An empty world with the usual store directory, in the year 1970. */
  public MemoryHost() {
    this("/nix/store", 0);
  }

  /**
   * An empty world.
   *
   * @param time seconds since 1970
   */
  public MemoryHost(String storeDirectory, long time) {
    super(storeDirectory, "/");
    this.time = time;
    nodes.put("/", new Node.Directory());
  }

  /** Puts a file there, and the directories that it is in. */
  public MemoryHost file(String path, String content) {
    return put(path, new Node.Regular(content, false));
  }

  /** Puts a program there. */
  public MemoryHost executable(String path, String content) {
    return put(path, new Node.Regular(content, true));
  }

  /** Puts an empty directory there. */
  public MemoryHost directory(String path) {
    return put(path, new Node.Directory());
  }

  /** Puts a symbolic link there. */
  public MemoryHost link(String path, String target) {
    return put(path, new Node.Link(target));
  }

  /** Sets an environment variable. */
  public MemoryHost variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  private MemoryHost put(String path, Node node) {
    nodes.put(path, node);
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      nodes.putIfAbsent(path.substring(0, slash), new Node.Directory());
    }
    return this;
  }

  /** What was printed: traces as they are, warnings as people see them. */
  public synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public @Nullable FileKind kind(String path) {
    Node node = nodes.get(path);
    return node == null ? null : kindOf(node);
  }

  private static FileKind kindOf(Node node) {
    return switch (node) {
      case Node.Regular file -> file.executable() ? FileKind.EXECUTABLE : FileKind.REGULAR;
      case Node.Directory _ -> FileKind.DIRECTORY;
      case Node.Link _ -> FileKind.SYMLINK;
    };
  }

  private Node existing(String path) {
    Node node = nodes.get(path);
    if (node == null) {
      throw new EvalError("path '" + path + "' does not exist");
    }
    return node;
  }

  private Node.Regular regular(String path) {
    if (existing(path) instanceof Node.Regular file) {
      return file;
    }
    throw new EvalError("file '" + path + "' is not a regular file");
  }

  @Override
  public String readFile(String path) {
    return regular(path).content();
  }

  @Override
  public OpenFile open(String path) {
    byte[] content = Latin1.bytes(regular(path).content());
    return new OpenFile(content.length, new ByteArrayInputStream(content));
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    if (!(existing(path) instanceof Node.Directory)) {
      throw new EvalError("'" + path + "' is not a directory");
    }
    String prefix = path.equals("/") ? "/" : path + "/";
    SortedMap<String, FileKind> entries = new TreeMap<>();
    for (Map.Entry<String, Node> entry : nodes.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      String name = entry.getKey().substring(prefix.length());
      if (!name.isEmpty() && name.indexOf('/') < 0) {
        entries.put(name, kindOf(entry.getValue()));
      }
    }
    return entries;
  }

  @Override
  public String readLink(String path) {
    if (existing(path) instanceof Node.Link link) {
      return link.target();
    }
    throw new EvalError("file '" + path + "' is not a symlink");
  }

  @Override
  public @Nullable String environment(String name) {
    return environment.get(name);
  }

  @Override
  public long currentTime() {
    return time;
  }

  @Override
  public @Nullable String home() {
    return environment.get("HOME");
  }

  @Override
  public String execute(List<String> command) {
    throw new EvalError("executing '" + command.getFirst() + "': programs cannot be run here");
  }

  @Override
  public synchronized void trace(String line) {
    messages.add(line);
  }

  @Override
  public synchronized void report(ErrorReport warning) {
    messages.add(ErrorRenderer.render(warning, true, false));
  }
}
