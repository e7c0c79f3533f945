package dev.firn.lang.host;

import dev.firn.base.text.ErrorReport;
import java.util.List;

/** Where a program tells people things while it is evaluated. Texts are bytes, one {@code char} a byte. */
public interface Console {
  /** Prints what the program says: a trace. */
  void trace(String line);

  /** Prints a warning with all that is known about it. */
  void report(ErrorReport warning);

  /** Prints a warning of which no more is known; the text comes without {@code warning: }. */
  default void warn(String text) {
    report(new ErrorReport(ErrorReport.Level.WARNING, text, null, List.of(), List.of(), 0));
  }
}
