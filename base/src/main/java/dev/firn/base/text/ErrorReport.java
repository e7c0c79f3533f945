package dev.firn.base.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user is told about an error or a warning. All text is bytes, and may hold the colours of {@link Ansi}.
 *
 * @param level what it is
 * @param message what is wrong
 * @param position where, if that is known
 * @param traces how it came to that, the outermost first
 * @param suggestions the names that may have been meant, the nearest first
 * @param status the exit status of a program that ends with it
 */
public record ErrorReport(
    Level level,
    String message,
    @Nullable SourcePosition position,
    List<Trace> traces,
    List<String> suggestions,
    int status) {
  /** What a report is. */
  public enum Level {
    /** Something failed. */
    ERROR("error", Ansi.RED),
    /** Something looks wrong. */
    WARNING("warning", Ansi.MAGENTA),
    /** An expression says that something looks wrong. */
    EVALUATION_WARNING("evaluation warning", Ansi.MAGENTA);

    private final String title;
    private final String colour;

    Level(String title, String colour) {
      this.title = title;
      this.colour = colour;
    }

    /** The beginning of a message, such as {@code error: }, coloured. */
    String prefix() {
      return colour + title + ':' + Ansi.NORMAL + ' ';
    }

    /** The columns that the beginning of a message takes. */
    int prefixWidth() {
      return title.length() + 2;
    }
  }

  /**
   * One step of the way to an error.
   *
   * @param hint what was being done; a step with an empty one is not shown
   * @param position where, if that is known
   * @param always whether it is shown even where traces are cut short
   */
  public record Trace(String hint, @Nullable SourcePosition position, boolean always) {}

  /** An error without position, traces and suggestions. */
  public static ErrorReport error(String message) {
    return new ErrorReport(Level.ERROR, message, null, List.of(), List.of(), 1);
  }
}
