package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.StoreException;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.StoreDir;
import java.io.IOException;

/** {@code firn store cat} and {@code firn store ls}. */
final class FilesCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which file");
    }
    StoreDir.Inside place = use.inside(line.operands().getFirst());
    String name = use.print(place.storePath()) + place.rest();
    FileTree tree = find(place, name, use);
    if (line.spec().lastWord().equals("cat")) {
      cat(tree, name, use);
    } else if (line.has(StoreCommands.JSON)) {
      JsonWriter writer = JsonWriter.compact();
      json(tree, writer, line.has(StoreCommands.RECURSIVE) ? Integer.MAX_VALUE : 1);
      use.output().line(writer.finish());
    } else if (tree.kind() == FileKind.DIRECTORY && !line.has(StoreCommands.DIRECTORY)) {
      list(tree, "", use);
    } else {
      line(tree, name.substring(name.lastIndexOf('/') + 1), use);
    }
    return 0;
  }

  /** The file at a place in the store. */
  static FileTree find(StoreDir.Inside place, String name, StoreUse use) throws IOException {
    FileTree tree = use.store().tree(place.storePath());
    String rest = place.rest();
    for (int at = 0; at < rest.length(); ) {
      int end = rest.indexOf('/', at + 1);
      String part = rest.substring(at + 1, end < 0 ? rest.length() : end);
      if (tree.kind() != FileKind.DIRECTORY || !tree.names().contains(part)) {
        throw new StoreException("path '" + name + "' does not exist");
      }
      tree = tree.child(part);
      at = end < 0 ? rest.length() : end;
    }
    return tree;
  }

  private static void cat(FileTree tree, String name, StoreUse use) throws IOException {
    FileKind kind = tree.kind();
    if (kind != FileKind.REGULAR && kind != FileKind.EXECUTABLE) {
      throw new StoreException("path '" + name + "' is not a regular file");
    }
    try (FileContent content = tree.content()) {
      content.stream().transferTo(use.output().stream());
    }
  }

  private static void list(FileTree directory, String below, StoreUse use) throws IOException {
    for (String name : directory.names()) {
      FileTree child = directory.child(name);
      line(child, below.isEmpty() ? name : below + "/" + name, use);
      if (use.line().has(StoreCommands.RECURSIVE) && child.kind() == FileKind.DIRECTORY) {
        list(child, below.isEmpty() ? name : below + "/" + name, use);
      }
    }
  }

  private static void line(FileTree file, String name, StoreUse use) throws IOException {
    if (!use.line().has(StoreCommands.LONG)) {
      use.output().line(name);
      return;
    }
    FileKind kind = file.kind();
    String size = Long.toString(size(file, kind));
    String padded = " ".repeat(Math.max(0, 20 - size.length())) + size;
    String target = kind == FileKind.SYMLINK ? " -> " + file.target() : "";
    use.output().line(mode(kind) + " " + padded + " " + name + target);
  }

  private static long size(FileTree file, FileKind kind) throws IOException {
    if (kind != FileKind.REGULAR && kind != FileKind.EXECUTABLE) {
      return 0;
    }
    try (FileContent content = file.content()) {
      return content.size();
    }
  }

  private static String mode(FileKind kind) {
    return switch (kind) {
      case REGULAR -> "-r--r--r--";
      case EXECUTABLE -> "-r-xr-xr-x";
      case SYMLINK -> "lrwxrwxrwx";
      case DIRECTORY -> "dr-xr-xr-x";
      case OTHER -> "?---------";
    };
  }

  private static void json(FileTree file, JsonWriter writer, int depth) throws IOException {
    FileKind kind = file.kind();
    writer.startObject();
    if (kind == FileKind.DIRECTORY) {
      writer.key("entries");
      writer.startObject();
      for (String name : file.names()) {
        writer.key(name);
        if (depth > 1) {
          json(file.child(name), writer, depth - 1);
        } else {
          writer.startObject();
          writer.endObject();
        }
      }
      writer.endObject();
    } else if (kind == FileKind.SYMLINK) {
      writer.key("target");
      writer.string(file.target());
    } else {
      if (kind == FileKind.EXECUTABLE) {
        writer.key("executable");
        writer.bool(true);
      }
      writer.key("size");
      writer.integer(size(file, kind));
    }
    writer.key("type");
    writer.string(
        kind == FileKind.DIRECTORY
            ? "directory"
            : kind == FileKind.SYMLINK ? "symlink" : "regular");
    writer.endObject();
  }
}
