package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.PathValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Nix files that are part of the language: {@code <nix/fetchurl.nix>} and the text of {@code derivation}. */
public final class InternalFiles {
  /** The pretended directory of the files that {@code <nix/...>} finds. */
  static final String ROOT = PathValue.INTERNAL;

  private InternalFiles() {}

  /** Whether a path is one of theirs. */
  static boolean contains(String path) {
    return path.startsWith(ROOT + "/");
  }

  /** The text of the file at such a path. */
  static String read(String path) {
    return load(path.substring(ROOT.length() + 1));
  }

  /** The text of an internal file. */
  public static String load(String name) {
    try (InputStream in = InternalFiles.class.getResourceAsStream(name)) {
      if (in == null || name.contains("/")) {
        throw new EvalError("path '<nix/" + name + ">' does not exist");
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
