package dev.firn.store.cache;

import dev.firn.base.json.JsonEncodingException;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is in an archive, and where in it: made while the archive is read. */
public final class Listing implements NarHandler {
  /** What the names of the files end with that hold listings. */
  public static final String EXTENSION = ".ls";

  /** The type of the files for HTTP. */
  public static final String MIME_TYPE = "application/json";

  /** A file, directory or link. */
  public sealed interface Node {}

  /** A directory with what is in it by name. */
  public record Directory(Map<String, Node> entries) implements Node {}

  /** A link. */
  public record Link(String target) implements Node {}

  /**
   * A regular file.
   *
   * @param offset where its content begins in the archive
   */
  public record File(boolean executable, long size, long offset) implements Node {}

  private final LongSupplier position;
  private final ArrayDeque<Directory> open = new ArrayDeque<>();
  private @Nullable Node root;

  /** Of an archive of which that many bytes were read. */
  Listing(LongSupplier position) {
    this.position = position;
  }

  /**
   * The listing of an archive as caches hold it; null if a name in it is no UTF-8, which JSON has no words for.
   *
   * @throws dev.firn.store.nar.NarException if it is none
   */
  public static @Nullable String json(InputStream archive) throws IOException {
    Counting counting = new Counting(new BufferedInputStream(archive, 1 << 16));
    Listing listing = new Listing(counting::count);
    NarReader.read(counting, listing);
    return listing.json();
  }

  /** The root of what was read. */
  Node root() {
    if (root == null) {
      throw new IllegalStateException("no archive was read");
    }
    return root;
  }

  private void add(String path, Node node) {
    if (path.isEmpty()) {
      root = node;
    } else {
      open.element().entries().put(path.substring(path.lastIndexOf('/') + 1), node);
    }
  }

  @Override
  public void startDirectory(String path) {
    Directory directory = new Directory(new TreeMap<>());
    add(path, directory);
    open.push(directory);
  }

  @Override
  public void endDirectory(String path) {
    open.pop();
  }

  @Override
  public void symlink(String path, String target) {
    add(path, new Link(target));
  }

  @Override
  public void startFile(String path, boolean executable, long size) {
    add(path, new File(executable, size, position.getAsLong()));
  }

  @Override
  public void content(byte[] bytes, int offset, int length) {
    // Only where it begins counts.
  }

  @Override
  public void endFile(String path) {
    // Nothing is open for a file.
  }

  /** The listing as caches hold it; null if a name in it is no UTF-8. */
  @Nullable String json() {
    try {
      JsonWriter writer = JsonWriter.compact();
      writer.startObject();
      writer.key("root");
      print(root(), writer);
      writer.key("version");
      writer.integer(1);
      writer.endObject();
      return writer.finish();
    } catch (JsonEncodingException notText) {
      return null;
    }
  }

  private static void print(Node node, JsonWriter writer) {
    writer.startObject();
    switch (node) {
      case Directory directory -> {
        writer.key("entries");
        writer.startObject();
        directory
            .entries()
            .forEach((name, entry) -> {
              writer.key(name);
              print(entry, writer);
            });
        writer.endObject();
        type("directory", writer);
      }
      case File file -> {
        writer.key("executable");
        writer.bool(file.executable());
        writer.key("narOffset");
        writer.integer(file.offset());
        writer.key("size");
        writer.integer(file.size());
        type("regular", writer);
      }
      case Link link -> {
        writer.key("target");
        writer.string(link.target());
        type("symlink", writer);
      }
    }
    writer.endObject();
  }

  private static void type(String type, JsonWriter writer) {
    writer.key("type");
    writer.string(type);
  }
}
