package dev.firn.app.eval;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a value as files: a string is a file, a set a directory. */
public final class ValueFiles {
  private final Evaluation ev;

  private ValueFiles(Evaluation ev) {
    this.ev = ev;
  }

  /**
   * Writes a value.
   *
   * @param place where nothing may be yet
   * @throws EvalError with Nix's message, if something is there, the value is neither, or a name is none of a file
   */
  public static void write(Lazy value, Path place, Evaluation ev) {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new EvalError("path '" + BytePaths.bytes(place) + "' already exists");
    }
    new ValueFiles(ev).write(value, Positions.NONE, place);
  }

  private void write(Lazy slot, int position, Path place) {
    try {
      switch (slot.force(ev, position)) {
        case StringValue string -> {
          Secrets.refuse(string.context(), "a file");
          Files.write(place, Latin1.bytes(string.text()), StandardOpenOption.CREATE_NEW);
        }
        case Attrs attrs -> {
          Files.createDirectory(place);
          for (int i = 0; i < attrs.size(); i++) {
            entry(attrs, i, place);
          }
        }
        default -> throw new EvalError("value is not a string or an attribute set", position);
      }
    } catch (IOException failed) {
      throw new EvalError("cannot write '" + BytePaths.bytes(place) + "': " + failed.getMessage());
    }
  }

  private void entry(Attrs attrs, int index, Path directory) {
    String name = attrs.shape().name(index).name();
    int position = attrs.shape().position(index);
    try {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.indexOf('/') >= 0
          || name.indexOf('\0') >= 0) {
        throw new EvalError("invalid file name '" + name + "'");
      }
      write(attrs.value(index), position, directory.resolve(BytePaths.of(name)));
    } catch (EvalError error) {
      throw error.trace(position, "while evaluating the attribute '" + name + "'");
    }
  }
}
