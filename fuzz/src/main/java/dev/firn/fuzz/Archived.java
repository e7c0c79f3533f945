package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.NarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Nix archives as the bytes of texts. */
final class Archived {
  private Archived() {}

  /** The archive of a tree. */
  static String of(FileTree tree) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NarWriter.write(tree, archive);
    return Latin1.string(archive.toByteArray());
  }

  /** A stream of the bytes of a text. */
  static InputStream stream(String bytes) {
    return new ByteArrayInputStream(Latin1.bytes(bytes));
  }
}
